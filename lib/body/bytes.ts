import type { Incoming } from './incoming.ts'
import { type Largest, tooLarge } from './limits.ts'
import { type Refused, refused } from './refused.ts'

/** The sender hung up, or the line broke: nobody hears this answer, and nothing of ours has failed. */
export const notWhole = refused(400, 'The body did not arrive whole. Send it again.')

/** The bytes of a request as they came, counted while they come: Content-Length may be missing or wrong. */
export function readBytes(request: Pick<Incoming, 'body'>, largest: Largest): Promise<Buffer | Refused> {
  return readBeginning(request, { kept: largest.bytes, largest })
}

/** The first bytes of a body that may be longer; what follows them is let pass. */
export async function readBeginning(
  request: Pick<Incoming, 'body'>,
  { kept, largest }: { kept: number; largest: Largest },
): Promise<Buffer | Refused> {
  const chunks: Uint8Array[] = []
  let count = 0
  try {
    for await (const chunk of request.body ?? []) {
      if (count < kept) chunks.push(chunk.subarray(0, kept - count))
      count += chunk.byteLength
      if (count > largest.bytes) return tooLarge(largest)
    }
  } catch {
    return notWhole
  }
  return Buffer.concat(chunks)
}
