import { downPhrase, weakPhrase } from './phrases.ts'
import { isHost, type Names, pieces, tokens } from './tokens.ts'
import { attacks, doubts, measures, neutral, parts, services, wholes } from './words.ts'

/**
 * What a sentence says of the server or of something that customers use. stated: it does not answer. hinted: perhaps.
 * part: something of the server fails, or something beside it. none: nothing of the kind.
 */
export type Reading = 'stated' | 'hinted' | 'part' | 'none'

const ending = /[;!?]|\.(?= |$)/
/** What follows is no part of what was stated. */
const clauseEnd = /[,:()[\]{}|—–]| - |\b(?:because|due to|while|but|whereas|causing|with)\b/

/** Reads a text that reduced() has brought to its form. names: of the server, as the caller gave them. */
export function readSentence(text: string, names: Names): Reading {
  const readings = text.split(ending).map(sentence => readOne(sentence, names))
  if (readings.includes('stated')) return isClouded(text, names) ? 'hinted' : 'stated'
  return (['part', 'hinted'] as const).find(reading => readings.includes(reading)) ?? 'none'
}

function readOne(sentence: string, names: Names): Reading {
  const [first] = sentence.matchAll(downPhrase)
  if (!first) return readWeak(sentence, names)
  const before = sentence.slice(0, first.index)
  const rest = sentence.slice(first.index + first[0].length)
  // "DOWN: web07" names after the colon what it is about.
  const after = (hasAny(before, names) ? rest : rest.replace(/^ ?: /, ' ')).split(clauseEnd, 1)[0] ?? ''
  const said = `${before} ${after}`.replace(downPhrase, ' ')
  if (has(said, names, isDoubt)) return 'none'
  if (has(said, names, word => parts.has(word))) return 'part'
  const words = tokens(said, names)
  const isOurs =
    isAbout(words, `${said} ${first[0]}`, names) && words.every(token => isHost(token) || isKnown(token))
  return isOurs ? 'stated' : 'hinted'
}

/** Something that customers use, or the server; not another one that it cannot reach, unless that is a site. */
function isAbout(words: readonly string[], text: string, names: Names): boolean {
  if (words.includes('other-host') && !words.includes('host-name') && !words.some(word => asked.has(word)))
    return false
  return words.some(isHost) || hasAny(text, names)
}

/** Who says so names what was asked, which may be any name that is hosted here. */
const asked = new Set('website websites site sites url page homepage probe probes blackbox'.split(' '))

/** "HTTP on web07 failed" may mean that it does not answer; "logins failed" does not. */
function readWeak(sentence: string, names: Names): Reading {
  if (!weakPhrase.test(sentence)) return 'none'
  if (has(sentence, names, word => parts.has(word))) return 'part'
  if (has(sentence, names, word => isDoubt(word) || measures.has(word) || attacks.has(word))) return 'none'
  return hasAny(sentence, names) ? 'hinted' : 'none'
}

/** Words anywhere in a text that make its statement one that a person has to read. */
function isClouded(text: string, names: Names): boolean {
  const rest = text.replace(downPhrase, ' ')
  return text.includes('?') || has(rest, names, word => isDoubt(word) || parts.has(word) || attacks.has(word))
}

function has(text: string, names: Names, test: (word: string) => boolean): boolean {
  return tokens(text, names).some(token => (isHost(token) ? test(token) : pieces(token).some(test)))
}

/** Whether a word denies, doubts, plans or ends what is said. */
export function isDoubt(word: string): boolean {
  return Object.values(doubts).some(group => group.has(word))
}

function isKnown(token: string): boolean {
  return pieces(token).every(
    word => services.has(word) || wholes.has(word) || neutral.has(word) || /^[45]\d\d$/.test(word),
  )
}

function hasAny(text: string, names: Names): boolean {
  return has(text, names, word => isHost(word) || services.has(word) || wholes.has(word))
}

/** Whether a name is that of a part or a helper of a server. */
export function namesAPart(name: string): boolean {
  return has(name, new Set(), word => parts.has(word))
}
