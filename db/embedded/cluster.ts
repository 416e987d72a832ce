import { existsSync } from 'node:fs'
import { lchown, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { type Binaries, majorVersion } from './binaries.ts'
import { removeStaleLock } from './lock-file.ts'
import { beginLog, lastComplaint } from './log.ts'
import type { Owner } from './owner.ts'
import type { ClusterPlace } from './place.ts'
import { runProgram } from './program.ts'
import { answers } from './session.ts'

export type Cluster = { place: ClusterPlace; owner: Owner; binaries: Binaries }

/** How long a start may take: recovery after a power cut replays what was not yet in the tables. */
const startSeconds = 60

/** What passes by itself: another process starts or stops it, it recovers from a kill, or parts of a killed one are still ending. */
const passing =
  /lock file .* already exists|shared memory block|starting up|shutting down|recovery mode|not (yet )?accepting connections|did not start in time/i

/** Makes the cluster where there is none, and returns whether it did. Several processes may do it at once: one result is kept. */
export async function createCluster({ place, owner, binaries }: Cluster): Promise<boolean> {
  if (existsSync(place.cluster)) return false
  const fresh = await mkdtemp(`${place.cluster}.`)
  await lchown(fresh, owner.uid, owner.gid)
  const identity = ['-U', 'allclear', '--auth-local=trust', '--auth-host=reject', '--set=timezone=UTC']
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const { isDone, output } = await runProgram(
    binaries.initdb,
    ['-D', fresh, ...identity, ...locale, '--no-instructions'],
    owner,
  )
  if (isDone && (await rename(fresh, place.cluster).then(() => true, isRaceLost))) return true
  await rm(fresh, { recursive: true, force: true })
  if (!isDone)
    throw new Error(
      `The private PostgreSQL could not be set up in ${place.cluster}: ${output.trim().split('\n').at(-1)}`,
    )
  return false
}

/** The folder is there already, and not empty. */
function isRaceLost(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOTEMPTY' || error.code === 'EEXIST') return false
  throw error
}

/**
 * Starts the cluster, or adopts it where it runs already. Returns which.
 * Throws a sentence with PostgreSQL's own last complaint when it does not run within a minute.
 */
export async function startCluster(cluster: Cluster): Promise<'started' | 'adopted'> {
  await refuseOtherVersion(cluster.place)
  await refuseLooseRights(cluster)
  const deadline = Date.now() + startSeconds * 1000
  let how: 'started' | 'adopted' = 'adopted'
  for (;;) {
    if (await answers(cluster.place)) return how
    await removeStaleLock(cluster.place.cluster)
    const complaint = await tryToStart(cluster)
    if (complaint === null) how = 'started'
    else if (!passing.test(complaint) || Date.now() > deadline)
      throw new Error(`The private PostgreSQL does not start: ${complaint} Its log is ${cluster.place.log}.`)
    await pause(how === 'started' ? 0 : 200)
  }
}

/** Returns null, or why not. */
async function tryToStart({ place, owner, binaries }: Cluster): Promise<string | null> {
  const logged = await beginLog(place.log)
  const settings = {
    listen_addresses: "''",
    unix_socket_directories: place.sockets,
    unix_socket_permissions: '0700',
  }
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  const { isDone, output } = await runProgram(
    binaries.pgCtl,
    [
      'start',
      '-D',
      place.cluster,
      '-w',
      '-t',
      String(startSeconds),
      '-s',
      '-l',
      place.log,
      '-o',
      options.join(' '),
    ],
    owner,
  )
  if (isDone) return null
  return (await lastComplaint(place.log, logged)) || output.trim().replaceAll('\n', ' ')
}

/** Ends it, rolling back what is open. Does nothing where it does not run. */
export async function stopCluster({ place, owner, binaries }: Cluster): Promise<void> {
  await runProgram(binaries.pgCtl, ['stop', '-D', place.cluster, '-m', 'fast', '-w', '-s'], owner)
}

async function refuseOtherVersion({ cluster }: ClusterPlace): Promise<void> {
  const version = (await readFile(`${cluster}/PG_VERSION`, 'utf8').catch(() => '')).trim()
  if (version === String(majorVersion)) return
  throw new Error(
    `${cluster} holds a PostgreSQL of ${version ? `version ${version}` : 'unknown version'}, but this Allclear brings version ${majorVersion}: start the Allclear that made it, or set DATA_DIR to another directory to begin anew.`,
  )
}

/** PostgreSQL refuses a directory that is not its user's, or that others may read. */
async function refuseLooseRights({ place, owner }: Cluster): Promise<void> {
  const { uid, mode } = await stat(place.cluster)
  if (uid !== owner.uid)
    throw new Error(
      `${place.cluster} belongs to user id ${uid}, but PostgreSQL runs as ${owner.name}: chown -R ${owner.name} ${place.cluster}`,
    )
  if ((mode & 0o027) !== 0)
    throw new Error(
      `${place.cluster} is open to other users (mode ${(mode & 0o777).toString(8)}), which PostgreSQL refuses: chmod 700 ${place.cluster}`,
    )
}
