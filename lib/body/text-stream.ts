import { fairPauses } from '#lib/limits/fair-queue.ts'
import { notWhole } from './bytes.ts'
import { readJson } from './json.ts'
import { type Largest, tooLarge } from './limits.ts'
import type { Refused } from './refused.ts'
import { charsetOf } from './text.ts'

const bytesPerStep = 16 * 1024

/** Ends the reading of a body that is already being stored as it comes. */
export class Unreadable extends Error {
  readonly why: Refused

  constructor(why: Refused) {
    super(why.message)
    this.why = why
  }
}

/** The body as text while it comes, in pieces that are read in a moment. Throws Unreadable for one that is not read. */
export async function* streamText(request: Request, largest: Largest): AsyncGenerator<string> {
  const charset = charsetOf(request.headers)
  if (typeof charset !== 'string') throw new Unreadable(charset)
  const decoder = new TextDecoder(charset)
  const pauseFairly = fairPauses()
  let bytes = 0
  for await (const chunk of chunksOf(request)) {
    bytes += chunk.byteLength
    if (bytes > largest.bytes) throw new Unreadable(tooLarge(largest))
    for (let at = 0; at < chunk.byteLength; at += bytesPerStep) {
      yield decoder.decode(chunk.subarray(at, at + bytesPerStep), { stream: true })
      await pauseFairly()
    }
  }
  yield decoder.decode()
}

/** The body as it comes. Where the sender hangs up, nothing of ours has failed. */
async function* chunksOf(request: Request): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of request.body ?? []) yield chunk
  } catch {
    throw new Unreadable(notWhole)
  }
}

/** The body as JSON. Throws Unreadable for one that is not read. */
export async function streamJson(request: Request, largest: Largest): Promise<unknown> {
  let text = ''
  for await (const piece of streamText(request, largest)) text += piece
  const read = await readJson(text)
  if ('refused' in read) throw new Unreadable(read)
  return read.value
}
