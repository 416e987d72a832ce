import type { Message } from '#lib/channels/channel.ts'
import { sentencesOf } from '#lib/channels/words.ts'
import { inARow } from '#lib/words/notices.ts'
import { type Words, wordsIn } from '#lib/words/words.ts'

/** One message of the GSM 7-bit alphabet; a longer text is charged as several. */
const mostUnits = 160
/** Below this a headline says too little: then the address goes. */
const leastHeadline = 60

/** The GSM 7-bit default alphabet (3GPP TS 23.038 § 6.2.1), and what counts twice in it. */
const single = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const double = new Set('^{}\\[~]|€')

/** Signs that print well and are not in the alphabet, with the nearest that are. */
const near: Record<string, string> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '–': '-',
  '—': '-',
}

/**
 * A message in one short message: who speaks, the first sentence, what staff say as far as whole sentences of it have room,
 * and the post's address, said to lead to the rest where something is missing. Letters outside of the alphabet lose their
 * marks ("Č" is "C"); what has no letter below is "?", because one such sign would halve the room.
 */
export function smsText({
  siteName,
  headline,
  words = [],
  url,
  kind,
  locale,
}: Pick<Message, 'siteName' | 'headline' | 'words' | 'url' | 'kind' | 'locale'>): string {
  const say = wordsIn(locale)
  const sentence = plain(say('channels.said', { site: siteName, headline }))
  const address = kind === 'trial' ? '' : ` ${plain(url)}`
  const said = plain(inARow(say, words))
  const whole = said === '' ? sentence : `${sentence} ${said}`
  if (units(whole + address) <= mostUnits) return whole + address
  const note = said === '' ? '' : ` ${plain(say('channels.cutShort'))}`
  const room = mostUnits - units(note + address)
  if (units(sentence) <= room) return `${withSentences(say, sentence, said, room)}${note}${address}`
  if (room < leastHeadline) return cut(sentence, mostUnits)
  return `${cut(sentence, room)}${note}${address}`
}

/** As many sentences of what is said as there is room for. */
function withSentences(say: Words, start: string, said: string, room: number): string {
  let kept = start
  for (const next of sentencesOf(say, said)) {
    const longer = `${kept} ${next.trim()}`
    if (units(longer) > room) break
    kept = longer
  }
  return kept
}

/** How much of a message a text takes. */
export function units(text: string): number {
  return [...text].reduce((sum, letter) => sum + (double.has(letter) ? 2 : 1), 0)
}

function plain(text: string): string {
  return [...text.normalize('NFC').replace(/\s+/g, ' ')].map(plainLetter).join('')
}

function plainLetter(letter: string): string {
  if (single.has(letter) || double.has(letter)) return letter
  const bare = near[letter] ?? letter.normalize('NFKD').replace(/\p{M}/gu, '')
  return [...bare].every(part => single.has(part)) ? bare : '?'
}

function cut(text: string, most: number): string {
  if (units(text) <= most) return text
  let kept = ''
  let room = most - 3
  for (const letter of text) {
    room -= units(letter)
    if (room < 0) break
    kept += letter
  }
  return `${kept.trimEnd()}...`
}
