import { shapes } from '#lib/mail/templates/look.ts'
import type { Message } from './channel.ts'

/** The text cut to so many UTF-16 units, by which most services count, with "…" where something is missing. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  // Half of a pair of surrogates is no mail.
  return `${cut.replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`
}

/** What stands at the end of a text that was cut. */
const cutNote = '… It goes on behind the link.'

/**
 * A longer text as a message shows it in at most so many UTF-16 units: cut after a sentence or a line where that leaves most
 * of it, and saying so. shown: how the message writes it, which may be longer than the text.
 */
export function fitting(text: string, most: number, shown: (text: string) => string = same): string {
  if (shown(text).length <= most) return shown(text)
  for (let room = most - cutNote.length - 1; room > 0; room -= Math.ceil(room / 50)) {
    const cut = shown(`${cutAtSentence(text, room)}\n${cutNote}`)
    if (cut.length <= most) return cut
  }
  return shortened(shown(text), most)
}

function same(text: string): string {
  return text
}

/** The sentences of a text, with the spaces behind them. */
export function sentencesOf(text: string): string[] {
  return [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)].map(
    ({ segment }) => segment,
  )
}

function cutAtSentence(text: string, most: number): string {
  let kept = ''
  for (const sentence of sentencesOf(text.slice(0, most))) {
    const longer = kept + sentence
    // The last one may be cut itself.
    if (longer.length >= Math.min(most, text.length)) break
    kept = longer
  }
  return kept.length > most / 2 ? kept.trimEnd() : shortened(text, most)
}

/** The first sentence with the sign of its impact, so that colour is never alone. */
export function signed({ kind, headline, impact }: Message): string {
  return kind === 'trial' ? headline : `${shapes[impact]} ${headline}`
}

/** What the link to the post is called. */
export function linkLabel({ kind }: Message): string {
  switch (kind) {
    case 'trial':
      return 'Open the status page'
    case 'held':
      return 'Open the desk'
    case 'ended':
      return 'Read what happened'
    case 'began':
    case 'worsened':
    case 'intermittent':
      return 'Follow this incident'
    case 'planned':
    case 'starting':
      return 'Read about this work'
    case 'done':
      return 'Read what was done'
    case 'update':
    case 'advisory':
      return 'Read the whole post'
  }
}
