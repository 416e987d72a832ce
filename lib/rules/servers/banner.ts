import type { PostPhase } from '#lib/rules/posts/post.ts'
import type { Status } from './status.ts'
import { impactPhrase } from './wording.ts'

/** What customers read of a server in a word or two: "down", "slow", "recovered", "fine". */
export function stateWord(status: ShownStatus): string {
  if (status.isWatching) return 'recovered'
  return impactPhrase(status.impact, status.cause, status.isIntermittent)
}

/** What the words of a status depend on. */
type ShownStatus = Pick<Status, 'impact' | 'cause' | 'isWatching' | 'isIntermittent'>

/** From worst to best: the order in which sentences and groups name them. */
export const stateWords = [
  'down',
  'partly down',
  'intermittently down',
  'slow',
  'intermittently slow',
  'being checked',
  'impaired',
  'recovered',
  'without data',
  'under maintenance',
  'fine',
]

/** These are trouble; a sentence with more than two of them would be a list. */
const troubles = stateWords.slice(0, stateWords.indexOf('impaired'))

/**
 * The site in one sentence, whose numbers add up: "One of 63 servers is down, two are slow, 60 are fine."
 * otherIncidents: open published incidents that show on no server. Beside one of those, no server is called fine.
 */
export function siteBanner(statuses: readonly Status[], otherIncidents: number): string {
  if (statuses.length === 0)
    return otherIncidents > 0 ? `${upperFirst(openIncidents(otherIncidents))}.` : 'No servers are listed yet.'
  const clauses = countWords(statuses).map(([word, count]) => ({
    word: otherIncidents > 0 && word === 'fine' ? 'up' : word,
    count,
  }))
  const [first, ...rest] = clauses
  if (!first) throw new Error('There are statuses, but none has a word.')
  const beginning =
    rest.length === 0
      ? `${allServers(statuses.length)} ${verb(first.count, first.word)}`
      : `${upperFirst(inWords(first.count))} of ${inWords(statuses.length)} servers ${verb(first.count, first.word)}`
  const others = rest.map(({ word, count }) => `, ${inWords(count)} ${verb(count, word)}`).join('')
  const open = otherIncidents > 0 ? `, but ${openIncidents(otherIncidents)}` : ''
  return `${beginning}${others}${open}.`
}

/** How far people are with what a server is in: the phase of its incident, if it has one, and whether one of us has it. */
export type Care = { phase: PostPhase | null; isTaken: boolean }

/** One server in a sentence, with what we do about it. Nobody is said to be on what nobody has taken. */
export function serverBanner(label: string, status: ShownStatus, care: Care): string {
  if (status.isWatching) return `${label} has recovered. We keep watching.`
  if (status.cause === 'countermeasure') return `${label} is slow while we work on it.`
  if (status.cause === 'suspicious-file') return `${label} is being checked. It may be slow while we scan it.`
  if (status.cause === 'no-data')
    return `We have no data from ${label} at the moment. That alone does not mean that it is down.`
  const phrase = impactPhrase(status.impact, status.cause, status.isIntermittent)
  switch (status.impact) {
    case 'operational':
      return `${label} is ${phrase}.`
    case 'maintenance':
      return `${label} is ${phrase}, as planned.`
    case 'degraded':
    case 'partial_outage':
    case 'major_outage':
      return `${label} is ${phrase}. ${careWords(care)}`
  }
}

function careWords({ phase, isTaken }: Care): string {
  if (phase === 'identified') return 'We know why, and are fixing it.'
  return isTaken ? 'We are on it.' : 'We have been alerted.'
}

/** "1 down, 1 slow, 16 fine", or "18, all fine": the same counts in short. */
export function groupSummary(statuses: readonly ShownStatus[]): string {
  const counts = [...Map.groupBy(statuses, stateWord)].sort((a, b) => rank(a[0]) - rank(b[0]))
  const [only] = counts
  if (counts.length === 1 && only)
    return statuses.length === 1 ? only[0] : `${statuses.length}, all ${only[0]}`
  return counts.map(([word, members]) => `${members.length} ${word}`).join(', ')
}

/** 1 to 12 as words, more as digits. */
function inWords(count: number): string {
  const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six']
  words.push('seven', 'eight', 'nine', 'ten', 'eleven', 'twelve')
  return words[count] ?? digits(count)
}

/** Each word with its count, the worst first. With three kinds of trouble or more, the lesser ones are "impaired". */
function countWords(statuses: readonly Status[]): [string, number][] {
  const counts = new Map([...Map.groupBy(statuses, stateWord)].map(([word, list]) => [word, list.length]))
  const present = troubles.filter(word => counts.has(word))
  const merged = present.length > 2 ? present.slice(1) : []
  const impaired = merged.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0)
  for (const word of merged) counts.delete(word)
  if (impaired > 0) counts.set('impaired', impaired)
  return [...counts].sort((a, b) => rank(a[0]) - rank(b[0]))
}

function rank(word: string): number {
  return stateWords.indexOf(word)
}

function verb(count: number, word: string): string {
  if (word === 'recovered') return count === 1 ? 'has recovered' : 'have recovered'
  return `${count === 1 ? 'is' : 'are'} ${word}`
}

function allServers(count: number): string {
  if (count === 1) return 'The one server'
  return count === 2 ? 'Both servers' : `All ${digits(count)} servers`
}

function openIncidents(count: number): string {
  return count === 1 ? 'one incident is open' : `${inWords(count)} incidents are open`
}

function digits(count: number): string {
  return count.toLocaleString('en')
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
