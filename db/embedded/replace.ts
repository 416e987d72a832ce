import { existsSync } from 'node:fs'
import { mkdir, realpath, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunningDatabase } from '#db/embedded.ts'
import { findBinaries } from './binaries.ts'
import { stopCluster } from './cluster.ts'
import { removeStaleLock } from './lock-file.ts'
import { findOwner } from './owner.ts'
import { preparePlace } from './place.ts'
import { countUsers } from './session.ts'

type Given = {
  dataDir: string
  /** Tells this replacement from others in the names of folders. */
  stamp: string
  /** Starts a private PostgreSQL below a directory. */
  start(dataDir: string): Promise<RunningDatabase>
  /** Fills the new one; when it throws, nothing is replaced. */
  fill(connectionString: string): Promise<void>
}

/**
 * Puts a new private PostgreSQL in the place of the one below dataDir, once it is filled. The old one is moved aside and
 * stays. Returns where, or null: there was none. Throws a sentence where a site uses the old one.
 */
export async function replaceCluster({ dataDir, stamp, start, fill }: Given): Promise<string | null> {
  const home = join(dataDir, 'postgres')
  if (existsSync(home)) await stopUnused(dataDir)
  const fresh = join(dataDir, `restoring-${stamp}`)
  await mkdir(fresh, { recursive: true, mode: 0o700 })
  try {
    const server = await start(fresh)
    try {
      await fill(server.connectionString)
    } finally {
      await server.stop()
    }
    const aside = existsSync(home) ? `${home}.before-${stamp}` : null
    if (aside) await rename(home, aside)
    await rename(join(fresh, 'postgres'), home)
    return aside
  } finally {
    await removeWhole(fresh)
  }
}

/** It may be broken, so it is not started to find out whether anybody uses it. */
async function stopUnused(dataDir: string): Promise<void> {
  const owner = findOwner()
  const place = await preparePlace(dataDir, owner)
  await removeStaleLock(place.cluster)
  if (!existsSync(join(place.cluster, 'postmaster.pid'))) return
  const users = await countUsers(place).catch(() => 0)
  if (users > 0)
    throw new Error('The site runs on the present database: end all its processes, then try again.')
  await stopCluster({ place, owner, binaries: await findBinaries(place.home, owner) })
}

/** A folder that was not put in place, and its database where that lies elsewhere. */
async function removeWhole(folder: string): Promise<void> {
  const home = await realpath(join(folder, 'postgres')).catch(() => null)
  if (home) await rm(home, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
}
