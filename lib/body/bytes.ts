import { sizeWords } from './limits.ts'
import { type Refused, refused } from './refused.ts'

/** The sender hung up, or the line broke: nobody hears this answer, and nothing of ours has failed. */
export const notWhole = refused(400, 'The body did not arrive whole. Send it again.')

/** The bytes of a request as they came, counted while they come: Content-Length may be missing or wrong. */
export function readBytes(request: Request, most: number): Promise<Buffer | Refused> {
  return readBeginning(request, { kept: most, most })
}

/** The first bytes of a body that may be longer; what follows them is let pass. */
export async function readBeginning(
  request: Request,
  { kept, most }: { kept: number; most: number },
): Promise<Buffer | Refused> {
  const chunks: Uint8Array[] = []
  let count = 0
  try {
    for await (const chunk of request.body ?? []) {
      if (count < kept) chunks.push(chunk.subarray(0, kept - count))
      count += chunk.byteLength
      if (count > most)
        return refused(413, `The body is larger than ${sizeWords(most)}. Send less at a time.`)
    }
  } catch {
    return notWhole
  }
  return Buffer.concat(chunks)
}
