import type { NoticeServer } from '#lib/rules/notices/notice.ts'
import { type Condition, conditionOf } from '#lib/rules/servers/condition.ts'
import type { Cause } from '#lib/rules/servers/status.ts'
import { nameServers } from './servers.ts'
import type { Words } from './words.ts'

/** The condition of one server of a notice. */
export function serverCondition({ impact, cause }: NoticeServer): Condition {
  return conditionOf(impact, cause)
}

/** The one condition that fits all servers ("down"), or null. */
export function commonCondition(servers: readonly NoticeServer[]): Condition | null {
  const conditions = new Set(servers.map(serverCondition))
  const [only] = conditions
  return conditions.size === 1 && only ? only : null
}

/** The servers of a notice by their names, and how many they are, as its messages take them. */
export function namedServers(
  words: Words,
  servers: readonly NoticeServer[],
): { names: string; count: number } {
  const labels = servers.map(server => server.label)
  return { names: nameServers(words, labels), count: labels.length }
}

/** "web07 and web08 are down", or where they differ: "Trouble on web07 and web08". */
export function troubleSubject(words: Words, servers: readonly NoticeServer[]): string {
  const condition = commonCondition(servers)
  const named = namedServers(words, servers)
  if (condition) return words('notices.began.subject', { ...named, condition })
  return words('notices.began.mixed', { names: named.names })
}

/** A title or a heading as a sentence: with a full stop, unless it has an end of its own. */
export function asSentence(words: Words, title: string): string {
  return /[.!?…。！？؟۔;]\p{Cf}*$/u.test(title) ? title : words('notices.sentence', { title })
}

/** Sentences one after the other. */
export function inARow(words: Words, sentences: readonly string[]): string {
  if (sentences.length === 0) return ''
  return sentences.reduce((first, second) => words('notices.both', { first, second }))
}

/** What we are doing, by the worst server's cause: general words, never an alert's. Nobody is said to work on what nobody has taken. */
export function doingWords(words: Words, cause: Cause | null, isTaken: boolean): string {
  switch (cause) {
    case null:
    case 'outage':
      return words(isTaken ? 'notices.doing.taken' : 'notices.doing.alerted')
    case 'slowdown':
      return words(isTaken ? 'notices.doing.slowTaken' : 'notices.doing.slowAlerted')
    case 'suspicious-file':
      return words('notices.doing.checking')
    case 'maintenance':
      return words('notices.doing.maintenance')
    case 'no-data':
      return words('notices.doing.silence')
    case 'countermeasure':
      return words('notices.doing.countermeasure')
  }
}

/** What the reader can do, by the worst server's cause. */
export function youCanDoWords(words: Words, cause: Cause | null): string {
  return words(cause === 'suspicious-file' ? 'notices.youCanDo.nothingNow' : 'notices.youCanDo.nothing')
}

/** When we write next. due: the moment that was promised, as it is written; null: none was. */
export function nextWords(words: Words, due: string | null): string {
  return due === null ? words('notices.next.open') : words('notices.next.promised', { at: due })
}
