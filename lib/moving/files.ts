import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PassThrough, pipeline, Readable, type Transform } from 'node:stream'
import { pipeline as piped } from 'node:stream/promises'
import { createGunzip, createGzip, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { headLength, isSealedFile, openStream, sealStream } from './seal-stream.ts'

/** Stands for the standard output in place of a file. */
export const standardOutput = '-'

/**
 * Writes pieces into a file that its owner alone may read, compressed as its name says (.gz, .zst), sealed where there is a
 * secret. The file appears whole or not at all. Throws a sentence where there is one of this name already.
 */
export async function writeMoved(
  path: string,
  pieces: AsyncIterable<Buffer>,
  secret: Buffer | null,
): Promise<void> {
  const changes = [...compressing(path), ...(secret ? [sealStream(secret)] : [])]
  const source = Readable.from(pieces, { objectMode: false })
  if (path === standardOutput) {
    await piped([source, ...changes, process.stdout], { end: false })
    return
  }
  if (existsSync(path)) throw new Error(`${path} is there already: give another name, or remove it.`)
  const part = `${path}.${process.pid}.part`
  try {
    await piped([source, ...changes, createWriteStream(part, { mode: 0o600, flags: 'wx', flush: true })])
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  await keepName(dirname(path))
}

function compressing(path: string): Transform[] {
  if (path.endsWith('.gz')) return [createGzip()]
  return path.endsWith('.zst') ? [createZstdCompress()] : []
}

/** The name too is on the disk when it is said to be written. */
async function keepName(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

/**
 * What a file holds, opened and unpacked by what it is, whatever it is called. onRead: hears how many bytes of how many have
 * been read. Throws a sentence, at once or in the course of it, where it cannot be read.
 */
export async function readMoved(
  path: string,
  secret: Buffer | null,
  onRead: (bytes: number, all: number) => void = () => {},
): Promise<AsyncIterable<Buffer>> {
  const { head, size } = await readHead(path)
  const isSealed = isSealedFile(head)
  if (isSealed && !secret) throw new Error(`${path} is sealed: give the file with its key by --key.`)
  if (!isSealed && secret) throw new Error(`${path} is not sealed, so --key is of no use: leave it out.`)
  const file = createReadStream(path, { start: isSealed ? headLength : 0, highWaterMark: 256 * 1024 })
  const source = Readable.from(
    watched(file, bytes => onRead(bytes, size)),
    { objectMode: false },
  )
  return unpacked(secret ? through(source, openStream(secret, head)) : source)
}

async function* watched(file: Readable, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const piece of file) {
    bytes += piece.length
    onRead(bytes)
    yield piece
  }
}

async function readHead(path: string): Promise<{ head: Buffer; size: number }> {
  try {
    const handle = await open(path)
    try {
      const head = Buffer.alloc(headLength)
      const { bytesRead } = await handle.read(head, 0, headLength, 0)
      return { head: head.subarray(0, bytesRead), size: (await stat(path)).size }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw new Error(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}

async function* unpacked(plain: Readable): AsyncGenerator<Buffer> {
  const pieces = plain[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const first = await pieces.next()
  if (first.done) throw new Error('The file is empty.')
  const unpack = unpackerOf(first.value)
  const whole = Readable.from(chained(first.value, pieces), { objectMode: false })
  try {
    yield* through(whole, unpack) as AsyncIterable<Buffer>
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (!/^(Z_|ZSTD_|ERR_ZSTD|ERR_.*ZLIB|ERR_BUFFER)/.test(code)) throw error
    throw new Error(`The file cannot be unpacked, because it is cut off or was changed (${code}).`)
  }
}

function unpackerOf(first: Buffer): Transform {
  if (first[0] === 0x1f && first[1] === 0x8b) return createGunzip()
  const isZstd = first.length >= 4 && first.readUInt32LE(0) === 0xfd2fb528
  return isZstd ? createZstdDecompress() : new PassThrough()
}

async function* chained(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/** The stream behind a change; what fails before it fails there too. */
function through(source: Readable, change: Transform): Readable {
  pipeline(source, change, () => {})
  return change
}
