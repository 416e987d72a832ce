import type { ContainmentFact } from '#lib/rules/containment/containment.ts'
import {
  type ContainmentAsked,
  containmentAsked,
  type LiveFacts,
  type SignsAsked,
  signsAsked,
} from '#lib/rules/posts/live-text.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import { utcMoment } from '#lib/words/moment.ts'
import type { Words } from '#lib/words/words.ts'

/** Where a measure was taken, as its sentence says it. */
export type ContainedPlace = {
  where: 'all' | 'some' | 'one' | 'unnamed' | 'nowhere'
  count: number
  total: number
  server: string
}

/** mayName: readers of the text may read the names of servers that are not theirs. */
export function placeOfFact(
  { count, total, serverId }: ContainmentFact,
  { servers }: Pick<LiveFacts, 'servers'>,
  mayName: boolean,
): ContainedPlace {
  const server = servers.find(({ id }) => id === serverId)?.label ?? ''
  const facts = { count, total, server }
  if (count === 0) return { ...facts, where: 'nowhere' }
  if (count === total && total > 1) return { ...facts, where: 'all' }
  if (count > 1) return { ...facts, where: 'some' }
  return { ...facts, where: mayName ? 'one' : 'unnamed' }
}

/** A measure without the full stop that its author may have put. */
export function containedText({ text }: Pick<ContainmentFact, 'text'>): string {
  return text.replace(/[.\s]+$/, '')
}

/** "Outgoing traffic to one address is blocked on all 63 servers since 19 Feb 2013, 09:40 UTC." */
export function containedSentence(
  words: Words,
  fact: ContainmentFact,
  live: Pick<LiveFacts, 'servers'>,
  mayName: boolean,
): string {
  const facts = { ...placeOfFact(fact, live, mayName), text: containedText(fact) }
  const since = () => utcMoment(words, fact.since)
  const { until } = fact
  if (!until) return words.markup('containment.contained', { ...facts, since })
  return words.markup('containment.wasContained', { ...facts, since, until: () => utcMoment(words, until) })
}

type Element = { name: 'Indicators' | 'Containment'; props: Record<string, string | undefined> }

/**
 * Says live elements as Markdown. mayName: see above; a mail goes to who may not read of other servers.
 * Without facts there is nothing to say.
 */
export function sayLive(
  words: Words,
  live: LiveFacts | null,
  { mayName }: { mayName: boolean },
): (element: Element) => string {
  return ({ name, props }) => {
    if (!live) return ''
    return name === 'Indicators'
      ? signLines(words, live, props)
      : containedLines(words, live, props as ContainmentAsked, mayName)
  }
}

function signLines(words: Words, live: LiveFacts, asked: SignsAsked): string {
  const signs = signsAsked(live, asked)
  if (signs.length === 0) return literal(words('containment.noSigns'))
  return signs
    .map(({ type, value, note }) => {
      const kind = literal(words(`containment.sign.${type}`))
      const what = `- ${kind}: ${codeOf(value)}`
      return note ? `${what} (${literal(note)})` : what
    })
    .join('\n')
}

function containedLines(words: Words, live: LiveFacts, asked: ContainmentAsked, mayName: boolean): string {
  const facts = containmentAsked(live, asked)
  if (facts.length === 0) return literal(words('containment.notContained'))
  return facts.map(fact => `- ${literal(containedSentence(words, fact, live, mayName))}`).join('\n')
}

/** As code in a line of Markdown, between more ticks than it has in a row. */
function codeOf(value: string): string {
  const longest = Math.max(0, ...[...value.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  const pad = longest > 0 || value.startsWith(' ') ? ' ' : ''
  return `${fence}${pad}${value}${pad}${fence}`
}
