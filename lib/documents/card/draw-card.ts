import { Worker } from 'node:worker_threads'
import { cardText } from './card-text.ts'

/** What other sites show of a link: a sentence in large letters, with the colour of its state at the side. */
export type LinkPicture = { site: string; sentence: string; note: string; colour: string }

/** The last one that was begun. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Draws a card as PNG, one at a time and beside the process's own work, whose loop it would hold up for half a second.
 * Rejects when it cannot be drawn.
 */
export function drawCard({ site, sentence, note, colour }: LinkPicture): Promise<Buffer> {
  const card: LinkPicture = {
    site: cardText(site),
    sentence: cardText(sentence),
    note: cardText(note),
    colour,
  }
  const drawn = last.then(() => drawBeside(card))
  last = drawn.catch(() => {})
  return drawn
}

/** One that takes longer hangs, and the next ones wait for it. */
const mostMs = 20_000

/** Its memory is given back with the thread. */
function drawBeside(card: LinkPicture): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./draw-worker.ts', import.meta.url), { workerData: card })
    const late = setTimeout(() => void worker.terminate(), mostMs).unref()
    worker.once('message', (bytes: Uint8Array) => {
      resolve(Buffer.from(bytes))
      void worker.terminate()
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(late)
      reject(new Error('The card was not drawn.'))
    })
  })
}
