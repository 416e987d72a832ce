import { createHash } from 'node:crypto'
import { access, chmod, chown, constants, mkdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Owner } from './owner.ts'

/** Where the private PostgreSQL lives. */
export type Place = { dataDir: string; cluster: string; sockets: string; log: string }

/** A socket's whole path may have 107 bytes; its name takes 15. */
const longestSocketFolder = 90

/** Makes the data directory and the folder of the socket, for the owner only. Throws a sentence where it may not. */
export async function preparePlace(dataDir: string, owner: Owner): Promise<Place> {
  const whole = resolve(dataDir)
  await makeDataDir(whole)
  if (owner.isOther) await letEnter(whole)
  const place = {
    dataDir: whole,
    cluster: join(whole, 'postgres'),
    sockets: socketFolder(whole),
    log: join(whole, 'postgres.log'),
  }
  await mkdir(place.sockets, { recursive: true, mode: 0o700 })
  if (owner.isOther) await chown(place.sockets, owner.uid, owner.gid)
  const { uid } = await stat(place.sockets)
  if (uid !== owner.uid)
    throw new Error(
      `${place.sockets} belongs to another user: remove it, or set DATA_DIR to another directory.`,
    )
  await chmod(place.sockets, 0o700)
  return place
}

async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true })
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

function socketFolder(dataDir: string): string {
  const inside = join(dataDir, 'socket')
  if (Buffer.byteLength(inside) <= longestSocketFolder) return inside
  return join(tmpdir(), `allclear-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`)
}
