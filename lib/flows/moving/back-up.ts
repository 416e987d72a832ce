import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { readSize } from '#db/moving/catalog.ts'
import type { MovingSession } from '#db/moving/session.ts'
import { env } from '#lib/env.ts'
import { readMoved, writeMoved } from '#lib/moving/files.ts'
import { backupName, backupsAmong, outlivedBackups, spaceForBackup } from '#lib/rules/moving/backup-name.ts'
import { beginExport } from './begin-export.ts'
import { checkExport } from './check-export.ts'
import { exportSite, type OnProgress } from './export-site.ts'

export type BackupGiven = {
  directory: string
  /** How many backups of this site stay, this one counted. */
  keep: number
  secret: Buffer | null
  keyText: string | null
  now: Date
  onProgress: OnProgress
}

export type Backup = { path: string; bytes: number; rows: number; keyId: string | null; removed: string[] }

/** What a backup is called until it was read again. */
const unread = 'unread-'
const longestBackupMs = 86_400_000

/**
 * Writes a backup of the site into a directory, also while the site runs, reads it again whole, gives it its name, and only
 * then removes the oldest ones. Throws a sentence where that does not work; all that was there stays.
 */
export async function backUp(session: MovingSession, given: BackupGiven): Promise<Backup> {
  const { directory, now } = given
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await removeLeft(directory, now)
  const names = await readdir(directory)
  await refuseFull(directory, names, await readSize(session.client))
  const header = await beginExport(session, { purpose: 'backup', keyText: given.keyText, now })
  const name = backupName(env.SITE_URL, now)
  const path = join(directory, name)
  const written = join(directory, unread + name)
  try {
    await writeMoved(written, exportSite(session, header, given.onProgress), given.secret)
    const { rows } = await checkExport(await readMoved(written, given.secret))
    await rename(written, path)
    const removed = outlivedBackups([...names, name], env.SITE_URL, given.keep)
    for (const each of removed) await rm(join(directory, each))
    return { path, bytes: (await stat(path)).size, rows, keyId: header.keyId, removed }
  } finally {
    await rm(written, { force: true })
  }
}

async function refuseFull(directory: string, names: readonly string[], databaseBytes: number): Promise<void> {
  const last = backupsAmong(names, env.SITE_URL).at(-1)
  const lastBytes = last === undefined ? null : (await stat(join(directory, last))).size
  const needed = spaceForBackup(lastBytes, databaseBytes)
  const { bavail, bsize } = await statfs(directory)
  if (bavail * bsize >= needed) return
  throw new Error(
    `${directory} has ${megabytes(bavail * bsize)} MB free, and a backup needs about ${megabytes(needed)}: make room, or keep fewer of them by --keep.`,
  )
}

/** What a backup that was cut off left behind. */
async function removeLeft(directory: string, now: Date): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!name.startsWith(`${unread}allclear-`)) continue
    const { mtimeMs } = await stat(join(directory, name))
    if (now.getTime() - mtimeMs > longestBackupMs) await rm(join(directory, name))
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6)
}
