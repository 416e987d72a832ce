import { createHash, randomBytes } from 'node:crypto'
import {
  access,
  chmod,
  constants,
  lchown,
  lstat,
  mkdir,
  mkdtemp,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { canEnter, type Owner } from './owner.ts'

/** Where the private PostgreSQL lives: all of it in one folder that belongs to the user who runs it. */
export type ClusterPlace = { home: string; cluster: string; sockets: string; log: string }

/** A socket's whole path may have 107 bytes; its name takes 15. */
const longestSocketFolder = 90

/** Homes of clusters whose user may not enter the data directory, as when root keeps it below /root. */
const elsewhere = '/var/lib/allclear'

/** Makes the data directory and PostgreSQL's folders in it. Throws a sentence where it may not. */
export async function preparePlace(dataDir: string, owner: Owner): Promise<ClusterPlace> {
  const whole = resolve(dataDir)
  await makeDataDir(whole)
  if (owner.isOther) await letEnter(whole)
  const home = await makeHome(join(whole, 'postgres'), owner)
  await checkHome(home, owner)
  const sockets = socketFolder(home)
  await makeSockets(sockets, owner)
  return { home, sockets, cluster: join(home, 'cluster'), log: join(home, 'postgres.log') }
}

async function makeDataDir(dataDir: string): Promise<void> {
  if (/["$`\\]/.test(dataDir))
    throw new Error(
      `The data directory ${dataDir} has one of " $ \` \\ in its path, which PostgreSQL does not take: set DATA_DIR to another one.`,
    )
  try {
    await mkdir(dirname(dataDir), { recursive: true })
    await mkdir(dataDir, { mode: 0o700 }).catch(unlessThere)
    await access(dataDir, constants.W_OK | constants.X_OK)
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new Error(
      `The data directory ${dataDir} cannot be written to (${why}): make it writable for this user, or set DATA_DIR to another one.`,
    )
  }
}

/** PostgreSQL's user must pass through this directory, and needs to see nothing else in it. */
async function letEnter(dataDir: string): Promise<void> {
  const { mode } = await stat(dataDir)
  await chmod(dataDir, (mode & 0o777) | 0o011)
}

/** Makes the home where there is none. Several processes may do it at once: the folder appears with its owner or not at all. */
async function makeHome(path: string, owner: Owner): Promise<string> {
  if (await isThere(path)) return realpath(path)
  const fresh = await mkdtemp(`${path}.`)
  await lchown(fresh, owner.uid, owner.gid)
  if (!owner.isOther || canEnter(fresh, owner)) {
    await rename(fresh, path).catch(() => rm(fresh, { recursive: true }))
    return path
  }
  await rm(fresh, { recursive: true })
  const home = join(elsewhere, randomBytes(8).toString('hex'))
  await mkdir(elsewhere, { recursive: true, mode: 0o711 })
  await mkdir(home, { mode: 0o700 })
  await lchown(home, owner.uid, owner.gid)
  await symlink(home, path).catch(() => rm(home, { recursive: true }))
  return realpath(path)
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

async function checkHome(home: string, owner: Owner): Promise<void> {
  const { uid } = await stat(home)
  if (uid !== owner.uid)
    throw new Error(
      `${home} belongs to user id ${uid}, but PostgreSQL runs as ${owner.name}: start Allclear as the user who made it, or chown -R ${owner.name} ${home}`,
    )
  if (owner.isOther && !canEnter(home, owner))
    throw new Error(
      `PostgreSQL runs as user ${owner.name}, who may not enter ${home}: let others pass through the folders above it (chmod o+x), or set DATA_DIR to another one.`,
    )
}

/** In the home where the path is short and needs no quoting. */
function socketFolder(home: string): string {
  const inside = join(home, 'socket')
  if (/^[\w./-]+$/.test(inside) && inside.length <= longestSocketFolder) return inside
  // Not the folder that TMPDIR names: every process must find the same one.
  return `/tmp/allclear-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`
}

async function makeSockets(path: string, owner: Owner): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch(unlessThere)
  const found = await lstat(path)
  if (!found.isDirectory() || ![owner.uid, process.getuid?.()].includes(found.uid))
    throw new Error(`${path} belongs to another user: remove it, or set DATA_DIR to another directory.`)
  await lchown(path, owner.uid, owner.gid)
  await chmod(path, 0o700)
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
