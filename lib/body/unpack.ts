import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { HeaderFields } from './incoming.ts'
import { sizeWords } from './limits.ts'
import { type Refused, refused } from './refused.ts'

const unpackGzip = promisify(gunzip)

/** Undoes gzip, which some callers send without saying so, as far as the limit. */
export async function unpack(bytes: Buffer, headers: HeaderFields, most: number): Promise<Buffer | Refused> {
  const packing = (headers.get('content-encoding') ?? '').trim().toLowerCase()
  if (!['', 'identity', 'gzip', 'x-gzip'].includes(packing))
    return refused(415, `Content-Encoding is "${packing.slice(0, 60)}", but accepts gzip, or none.`)
  const looksPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
  if (!packing.endsWith('gzip') && !looksPacked) return bytes
  try {
    return await unpackGzip(bytes, { maxOutputLength: most })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE')
      return refused(400, 'The body cannot be unpacked: it has to be gzip.')
    return refused(
      413,
      `The body is larger than ${sizeWords(most)} when it is unpacked. Send less at a time.`,
    )
  }
}
