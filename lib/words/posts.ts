import type { InCondition, PastTrouble, TimelineFacts } from '#lib/rules/incidents/timeline-facts.ts'
import { spokenIn, type WrittenText } from '#lib/rules/languages/translation.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'
import { minutesFrom } from '#lib/rules/servers/history.ts'
import { inARow } from './notices.ts'
import { nameServers } from './servers.ts'
import { inDuration } from './time.ts'
import { languageOf, type Words } from './words.ts'

/** The text of an update, as Markdown: what staff wrote, in the language of the words where they have it, or what Allclear noted, in words. */
export function updateText(
  words: Words,
  { body, facts }: { body: WrittenText | null; facts: TimelineFacts | null },
): string {
  if (facts) return timelineText(words, facts)
  return body ? spokenIn(languageOf(words), body).text : ''
}

/** Where a post stands, as customers read it. */
export function phaseLabel(words: Words, phase: PostPhase): string {
  return words(`posts.phase.${phase}`)
}

/** What Allclear noted by itself, as Markdown. */
export function timelineText(words: Words, facts: TimelineFacts): string {
  if (facts.is === 'over') return overText(words, facts)
  const { began, worsened, intermittent, recovered, mistaken, isOpening } = facts
  const sentences = [
    ...began.map(group => words('posts.timeline.began', said(words, group))),
    ...worsened.map(group => words('posts.timeline.worsened', said(words, group))),
    ...intermittent.map(group => words('posts.timeline.intermittent', said(words, group))),
    ...(recovered ? [words('posts.timeline.recovered', named(words, recovered))] : []),
    ...(mistaken ? [words('posts.timeline.mistaken', named(words, mistaken))] : []),
    ...(isOpening ? [words('posts.timeline.alerted')] : []),
  ]
  return inARow(words, sentences)
}

function said(words: Words, group: InCondition) {
  return { ...named(words, group), condition: group.condition }
}

function named(words: Words, { servers, more }: Pick<InCondition, 'servers' | 'more'>) {
  const labels = servers.map(server => literal(server.label))
  const count = labels.length + more
  return { count, names: nameServers(words, labels, { count }) }
}

/** "All clear: web12 was down from 15:14 to 15:31 UTC (17 minutes). This incident is over." */
function overText(
  words: Words,
  { servers, more, clearSince }: Extract<TimelineFacts, { is: 'over' }>,
): string {
  const [only, second] = servers
  if (!clearSince && only && !second && more === 0) return words('posts.timeline.over', past(words, only))
  const lines = servers.map(server => words('posts.timeline.was', past(words, server)))
  if (more > 0) lines.push(words('posts.timeline.more', { count: more }))
  const list = lines.map(line => `\n- ${line}`).join('')
  const opening = clearSince
    ? words('posts.timeline.unattended', { since: timestamp(clearSince), count: servers.length + more })
    : words('posts.timeline.allOver')
  return `${opening}${list && `\n${list}`}`
}

/** Its times stand in it as a page shows them in the reader's zone. */
function past(words: Words, { label, condition, since, until }: PastTrouble) {
  const minutes = minutesFrom(new Date(since), new Date(until))
  return {
    server: literal(label),
    condition,
    since: timestamp(since),
    until: timestamp(until),
    duration: inDuration(words, minutes),
  }
}

function timestamp(at: string): string {
  return `<Timestamp at="${at}" />`
}
