import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

const mostBytes = 2 * 1024 * 1024
const mostUnpackedBytes = 8 * 1024 * 1024

export type BodyText =
  | { text: string }
  | { problem: 'too large' | 'broken compression' | 'unknown compression' }

/** Reads a request's body, counting while it comes: at most 2 MiB, and 8 MiB once gzip is undone. */
export async function readBody(request: Request): Promise<BodyText> {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (encoding !== 'identity' && encoding !== '' && encoding !== 'gzip')
    return { problem: 'unknown compression' }
  if (!request.body) return { text: '' }
  const packed = await collect(request.body, mostBytes)
  if (!packed) return { problem: 'too large' }
  if (encoding !== 'gzip') return { text: packed.toString('utf8') }
  try {
    const unpacked = await collect(gunzip(packed), mostUnpackedBytes)
    return unpacked ? { text: unpacked.toString('utf8') } : { problem: 'too large' }
  } catch {
    return { problem: 'broken compression' }
  }
}

function gunzip(packed: Buffer): AsyncIterable<Uint8Array> {
  const stream = createGunzip()
  // An error reaches the reader of the stream; pipeline wants to be told that somebody looks.
  pipeline(Readable.from([packed]), stream, () => {})
  return stream
}

/** Returns null as soon as there is more than most. */
async function collect(chunks: AsyncIterable<Uint8Array>, most: number): Promise<Buffer | null> {
  const kept: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.byteLength
    if (length > most) return null
    kept.push(chunk)
  }
  return Buffer.concat(kept)
}
