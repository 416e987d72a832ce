import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { type Binaries, majorVersion } from './binaries.ts'
import type { Owner } from './owner.ts'
import type { Place } from './place.ts'

export const databaseName = 'allclear'

/** How long a start may take: recovery after a power cut replays what was not yet in the tables. */
const startSeconds = 60

export type Cluster = { place: Place; owner: Owner; binaries: Binaries }

/** The address of a database of this cluster, over its socket. */
export function addressOf(place: Place, database: string = databaseName): string {
  return `postgres://${databaseName}@localhost/${database}?host=${encodeURIComponent(place.sockets)}`
}

/** Makes the cluster where there is none. Several processes may do it at once: one of the results is kept. */
export async function createCluster({ place, owner, binaries }: Cluster): Promise<boolean> {
  if (existsSync(place.cluster)) {
    await refuseOtherVersion(place)
    return false
  }
  const fresh = `${place.cluster}.${process.pid}.${Date.now()}`
  await mkdir(fresh, { mode: 0o700 })
  await chown(fresh, owner.uid, owner.gid)
  const { code, output } = await run(
    binaries.initdb,
    [
      ...['-D', fresh, '-U', databaseName, '-E', 'UTF8', '--auth-local=trust', '--auth-host=reject'],
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
    ],
    owner,
  )
  if (code !== 0) {
    await rm(fresh, { recursive: true, force: true })
    throw new Error(
      `The private PostgreSQL could not be set up in ${place.cluster}: ${lastLine(output)}${hint(owner)}`,
    )
  }
  await rename(fresh, place.cluster).catch(() => rm(fresh, { recursive: true, force: true }))
  return true
}

function hint(owner: Owner): string {
  return owner.isOther
    ? ` (It runs as user ${owner.name}, who must be able to enter every folder above.)`
    : ''
}

async function refuseOtherVersion(place: Place): Promise<void> {
  const version = (await readFile(`${place.cluster}/PG_VERSION`, 'utf8').catch(() => '')).trim()
  if (version === String(majorVersion)) return
  throw new Error(
    `${place.cluster} holds a PostgreSQL ${version || 'of unknown version'}, but this Allclear brings version ${majorVersion}: set DATA_DIR to another directory and move the content over, or start the Allclear that made it.`,
  )
}

/** Starts the cluster, or adopts it where it runs already. Returns which. Throws the last line of its log when it will not run. */
export async function startCluster(cluster: Cluster): Promise<'started' | 'adopted'> {
  const { place, owner, binaries } = cluster
  const deadline = Date.now() + startSeconds * 1000
  await refuseLooseRights(place, owner)
  for (;;) {
    if (await answers(place)) return 'adopted'
    const options = `-c listen_addresses='' -c unix_socket_directories='${place.sockets}' -c unix_socket_permissions=0700`
    const arguments_ = [
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
      options,
    ]
    const { code, output } = await run(binaries.pgCtl, arguments_, owner)
    if (code === 0) return 'started'
    if (Date.now() > deadline)
      throw new Error(`The private PostgreSQL does not start: ${lastLine(output)} Its log is ${place.log}.`)
    await pause(300)
  }
}

/** PostgreSQL refuses a directory that others may read; the log must be writable for its user. */
async function refuseLooseRights(place: Place, owner: Owner): Promise<void> {
  const { uid, mode } = await stat(place.cluster)
  if (uid !== owner.uid)
    throw new Error(
      `${place.cluster} belongs to user id ${uid}, but PostgreSQL runs as ${owner.name}: chown -R ${owner.name} ${place.cluster}`,
    )
  if ((mode & 0o027) !== 0)
    throw new Error(
      `${place.cluster} may be read by others (mode ${(mode & 0o777).toString(8)}), which PostgreSQL refuses: chmod 700 ${place.cluster}`,
    )
  closeSync(openSync(place.log, 'a'))
  await chown(place.log, owner.uid, owner.gid)
  await chmod(place.log, 0o600)
}

/** Ends it, rolling back what is open. Does nothing where it does not run. */
export async function stopCluster({ place, owner, binaries }: Cluster): Promise<void> {
  await run(binaries.pgCtl, ['stop', '-D', place.cluster, '-m', 'fast', '-w', '-s'], owner)
}

/** Makes our database in the cluster where it is missing. */
export async function createDatabase(place: Place): Promise<void> {
  const client = new Client({ connectionString: addressOf(place, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${databaseName}`)
  } catch (error) {
    // Another process made it in between.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error
  } finally {
    await client.end()
  }
}

/** How many other clients the cluster serves. */
export async function countOtherClients(place: Place): Promise<number> {
  const client = new Client({ connectionString: addressOf(place, 'postgres') })
  await client.connect()
  try {
    const { rows } = await client.query(
      "select count(*)::int as count from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    )
    return rows[0].count
  } finally {
    await client.end()
  }
}

async function answers(place: Place): Promise<boolean> {
  const client = new Client({
    connectionString: addressOf(place, 'postgres'),
    connectionTimeoutMillis: 2_000,
  })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** Nothing of ours: variables such as PGDATA would lead PostgreSQL's programs elsewhere. */
const cleanEnvironment = { LC_ALL: 'C', PATH: '/usr/bin:/bin' } as unknown as NodeJS.ProcessEnv

type Outcome = { code: number | null; output: string }

/** Runs one of PostgreSQL's programs as its user, in a session of its own: Ctrl-C is for the site, which then stops the database itself. */
function run(program: string, args: readonly string[], { uid, gid }: Owner): Promise<Outcome> {
  const asOther = process.getuid?.() === 0 ? { uid, gid } : {}
  const child = spawn(program, args, {
    ...asOther,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: cleanEnvironment,
  })
  const lines: string[] = []
  child.stdout.on('data', chunk => lines.push(String(chunk)))
  child.stderr.on('data', chunk => lines.push(String(chunk)))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    // Not 'close': the server inherits the pipes and keeps them open.
    child.once('exit', code => {
      child.stdout.destroy()
      child.stderr.destroy()
      resolve({ code, output: lines.join('') })
    })
  })
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1)?.trim() ?? ''
}
