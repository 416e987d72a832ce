import { anyPhrase, downPhrase, weakPhrase } from './phrases.ts'
import { type HostNames, isHost, tokensIn } from './tokens.ts'
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
export function readSentence(text: string, names: HostNames): Reading {
  if (!anyPhrase.test(text)) return 'none'
  const readings = text.split(ending).map(sentence => readOne(sentence, names))
  if (readings.includes('stated')) return isClouded(text, names) ? 'hinted' : 'stated'
  return (['part', 'hinted'] as const).find(reading => readings.includes(reading)) ?? 'none'
}

function readOne(sentence: string, names: HostNames): Reading {
  const [first] = sentence.matchAll(downPhrase)
  if (!first) return readWeak(sentence, names)
  const rest = sentence.slice(first.index + first[0].length)
  const before = tokensIn(sentence.slice(0, first.index), names)
  // "DOWN: web07" names after the colon what it is about.
  const after = (before.some(isSubject) ? rest : rest.replace(/^ ?: /, ' ')).split(clauseEnd, 1)[0] ?? ''
  const words = [...before, ...tokensIn(after.replace(downPhrase, ' '), names)]
  if (words.some(isDoubt)) return 'none'
  if (words.some(word => parts.has(word))) return 'part'
  const isOurs = words.every(isKnown) && isAbout([...words, ...tokensIn(first[0], names)])
  return isOurs ? 'stated' : 'hinted'
}

/** Something that customers use, or the server; not another one that it cannot reach, unless that is a site. */
function isAbout(words: readonly string[]): boolean {
  const isOther = words.includes('other-host') && !words.includes('host-name')
  return isOther ? words.some(word => asked.has(word)) : words.some(isSubject)
}

function isSubject(word: string): boolean {
  return isHost(word) || services.has(word) || wholes.has(word)
}

/** Who says so names what was asked, which may be any name that is hosted here. */
const asked = new Set('website websites site sites url page homepage probe probes blackbox'.split(' '))

/** "HTTP on web07 failed" may mean that it does not answer; "logins failed" does not. */
function readWeak(sentence: string, names: HostNames): Reading {
  if (!weakPhrase.test(sentence)) return 'none'
  const words = tokensIn(sentence, names)
  if (words.some(word => parts.has(word))) return 'part'
  if (words.some(word => isDoubt(word) || measures.has(word) || attacks.has(word))) return 'none'
  return words.some(isSubject) ? 'hinted' : 'none'
}

/** Words anywhere in a text that make its statement one that a person has to read. */
function isClouded(text: string, names: HostNames): boolean {
  const words = tokensIn(text.replace(downPhrase, ' '), names)
  return text.includes('?') || words.some(word => isDoubt(word) || parts.has(word) || attacks.has(word))
}

const doubtful: ReadonlySet<string> = new Set(Object.values(doubts).flatMap(group => [...group]))

/** Whether a word denies, doubts, plans or ends what is said. */
export function isDoubt(word: string): boolean {
  return doubtful.has(word)
}

function isKnown(word: string): boolean {
  return isSubject(word) || neutral.has(word) || /^[45]\d\d$/.test(word)
}

/** Whether a name is that of a part or a helper of a server. */
export function namesAPart(name: string): boolean {
  return tokensIn(name, new Set()).some(word => parts.has(word))
}
