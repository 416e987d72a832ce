import { shapes } from '#lib/mail/templates/look.ts'
import type { Words } from '#lib/words/words.ts'
import type { Message } from './channel.ts'

/** The text cut to this many UTF-16 units, by which most services count, with "…" where something is missing. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  // Half of a pair of surrogates is no mail.
  return `${cut.replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`
}

/**
 * A longer text as a message shows it in at most this many UTF-16 units: cut after a sentence or a line where that
 * leaves most of it, and saying so. shown: how the message writes it, which may be longer than the text.
 */
export function fitting(
  words: Words,
  text: string,
  most: number,
  shown: (text: string) => string = same,
): string {
  if (shown(text).length <= most) return shown(text)
  const cutNote = words('channels.cut')
  for (let room = most - cutNote.length - 1; room > 0; room -= Math.ceil(room / 50)) {
    const cut = shown(`${cutAtSentence(words, text, room)}\n${cutNote}`)
    if (cut.length <= most) return cut
  }
  return shortened(shown(text), most)
}

function same(text: string): string {
  return text
}

/** The sentences of a text, with the spaces behind them. */
export function sentencesOf(words: Words, text: string): string[] {
  const segmenter = new Intl.Segmenter(words('language.tag'), { granularity: 'sentence' })
  return [...segmenter.segment(text)].map(({ segment }) => segment)
}

function cutAtSentence(words: Words, text: string, most: number): string {
  let kept = ''
  for (const sentence of sentencesOf(words, text.slice(0, most))) {
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
export function linkLabel(words: Words, { kind }: Pick<Message, 'kind'>): string {
  switch (kind) {
    case 'trial':
      return words('channels.openSite')
    case 'held':
      return words('channels.openDesk')
    case 'ended':
      return words('notices.link.ended')
    case 'began':
    case 'worsened':
    case 'intermittent':
      return words('notices.link.incident')
    case 'planned':
    case 'moved':
    case 'reminder':
    case 'starting':
      return words('notices.link.work')
    case 'done':
      return words('notices.link.done')
    case 'update':
    case 'advisory':
      return words('notices.link.post')
  }
}
