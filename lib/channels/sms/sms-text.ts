import type { Message } from '#lib/channels/channel.ts'
import { sentencesOf } from '#lib/channels/words.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { inARow } from '#lib/words/notices.ts'
import { type Words, wordsIn } from '#lib/words/words.ts'

/** One message of the GSM 7-bit alphabet; a longer text is charged as several. */
const mostUnits = 160
/** Two messages of UTF-16, each with a header that joins them: in one there would be no room beside the address. */
const mostWide = 134
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
  '„': '"',
  '«': '"',
  '»': '"',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
}

/** Languages of which the alphabet has no letters, or too few: their messages are written in UTF-16. */
const wideLanguages: ReadonlySet<Language> = new Set(['el', 'uk', 'ja', 'ko', 'zh', 'ar', 'he', 'fa'])

/** How a message is written, how much it holds, and how much of that a text takes. */
type Writing = { plain(text: string): string; most: number; units(text: string): number; end: string }

const narrow: Writing = { plain: inAlphabet, most: mostUnits, units, end: '...' }
const wide: Writing = { plain: withoutMarks, most: mostWide, units: text => text.length, end: '…' }

/**
 * A message in one short message, or in a script that the alphabet does not have in two: who speaks, the first sentence, what
 * staff say as far as whole sentences of it have room, and the post's address, said to lead to the rest where something is
 * missing. Letters outside of the alphabet lose their marks ("Č" is "C"); what has no letter below is "?", because one such
 * sign would halve the room.
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
  const writing = wideLanguages.has(locale) ? wide : narrow
  const { plain, units, most } = writing
  const sentence = plain(say('channels.said', { site: siteName, headline }))
  const address = kind === 'trial' ? '' : ` ${plain(url)}`
  const said = plain(inARow(say, words))
  const whole = said === '' ? sentence : `${sentence} ${said}`
  if (units(whole + address) <= most) return whole + address
  const note = said === '' ? '' : ` ${plain(say('channels.cutShort'))}`
  const room = most - units(note + address)
  if (units(sentence) <= room)
    return `${withSentences(say, sentence, said, { ...writing, most: room })}${note}${address}`
  if (room < leastHeadline) return cut(sentence, writing)
  return `${cut(sentence, { ...writing, most: room })}${note}${address}`
}

/** As many sentences of what is said as there is room for. */
function withSentences(say: Words, start: string, said: string, { units, most }: Writing): string {
  let kept = start
  for (const next of sentencesOf(say, said)) {
    const longer = `${kept} ${next.trim()}`
    if (units(longer) > most) break
    kept = longer
  }
  return kept
}

/** How much of a message a text takes. */
export function units(text: string): number {
  return [...text].reduce((sum, letter) => sum + (double.has(letter) ? 2 : 1), 0)
}

/** In one line, without signs that only turn the direction of others: many telephones show them. */
function withoutMarks(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
}

function inAlphabet(text: string): string {
  return [...withoutMarks(text)].map(plainLetter).join('')
}

function plainLetter(letter: string): string {
  if (single.has(letter) || double.has(letter)) return letter
  const bare = near[letter] ?? letter.normalize('NFKD').replace(/\p{M}/gu, '')
  return [...bare].every(part => single.has(part)) ? bare : '?'
}

function cut(text: string, { units, most, end }: Writing): string {
  if (units(text) <= most) return text
  let kept = ''
  let room = most - units(end)
  for (const letter of text) {
    room -= units(letter)
    if (room < 0) break
    kept += letter
  }
  return `${kept.trimEnd()}${end}`
}
