import type { Dirent, Stats } from 'node:fs'
import { chmod, lstat, mkdir, opendir, realpath } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** What other users of the machine may do, in a file's mode. */
const others = 0o077

/** Folders that may be links to a place on another disk, or that only its user may enter. */
const ownFolders = ['outbox', 'postgres', 'spool']

type Mended = { count: number; first: string | null; refused: string[] }

/**
 * Makes the data directory where there is none, and takes every right to what lies in it from other users of the machine:
 * mails there carry links that sign in. isPassed: another user runs PostgreSQL in it, and has to pass. Says in one line
 * what was open. What cannot be mended, since it belongs to another user, is said in another.
 */
export async function closeDataDir(
  dataDir: string,
  isPassed: boolean,
  log: (line: string) => void,
): Promise<void> {
  const whole = resolve(dataDir)
  // Where it cannot be made, the start says so a moment later.
  await makeFolder(whole).catch(() => {})
  const root = await realpath(whole).catch(() => null)
  if (!root) return
  const mended: Mended = { count: 0, first: null, refused: [] }
  await closeOne(root, isPassed ? others & ~0o011 : others, mended)
  await closeBelow(root, mended)
  for (const folder of ownFolders) await closeLinked(join(root, folder), mended)
  for (const line of linesOf(root, mended)) log(line)
}

/** Folders above it are no business of ours: others may have to pass through them. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await mkdir(path, { mode: 0o700 })
}

function linesOf(root: string, { count, first, refused }: Mended): string[] {
  const lines: string[] = []
  if (count > 0)
    lines.push(
      `${root} was open to other users of this machine (${count} files and folders, such as ${first}) and is closed now.`,
    )
  if (refused.length > 0)
    lines.push(
      `${refused.length} files and folders below ${root} belong to another user and stay open to others: chmod -R go= ${refused[0]}`,
    )
  return lines
}

async function closeLinked(path: string, mended: Mended): Promise<void> {
  if (!(await statOf(path))?.isSymbolicLink()) return
  const target = await realpath(path).catch(() => null)
  if (!target || !(await statOf(target))?.isDirectory()) return
  await closeOne(target, others, mended)
  await closeBelow(target, mended)
}

async function closeBelow(folder: string, mended: Mended): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name)
    if (!entry.isDirectory() && !entry.isFile()) continue
    await closeOne(path, others, mended)
    if (entry.isDirectory()) await closeBelow(path, mended)
  }
}

/** Files come and go while the site runs in another process: what is gone is closed. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries: Dirent[] = []
  try {
    for await (const entry of await opendir(folder)) entries.push(entry)
  } catch (error) {
    if (!['ENOENT', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
  return entries
}

async function closeOne(path: string, rights: number, mended: Mended): Promise<void> {
  const found = await statOf(path)
  if (!found || (found.mode & rights) === 0) return
  try {
    await chmod(path, found.mode & 0o777 & ~rights)
    mended.count += 1
    mended.first ??= path
  } catch {
    mended.refused.push(path)
  }
}

function statOf(path: string): Promise<Stats | null> {
  return lstat(path).catch(() => null)
}
