import { inThread } from '#lib/limits/in-thread.ts'
import { cardText } from './card-text.ts'

/** What other sites show of a link: a sentence in large letters, with the colour of its state at the side. */
export type LinkPicture = { site: string; sentence: string; note: string; colour: string }

const thread = inThread<LinkPicture, Uint8Array>('lib/documents/card/draw-worker.ts', 20_000)

/** Draws a card as PNG, which takes half a second. Rejects when it cannot be drawn. */
export async function drawCard({ site, sentence, note, colour }: LinkPicture): Promise<Buffer> {
  return Buffer.from(
    await thread.make({ site: cardText(site), sentence: cardText(sentence), note: cardText(note), colour }),
  )
}
