import { literal } from '#lib/rules/posts/markdown.ts'
import { type ReviewedServer, type ReviewFacts, toWrite } from '#lib/rules/reviews/review.ts'
import { minutesFrom } from '#lib/rules/servers/history.ts'
import { inDuration } from './time.ts'
import type { Words } from './words.ts'

/** More servers than this say nothing that their number does not. */
const mostNamed = 20
/** So that what it begins with is no longer than a review may be. */
const mostEntries = 100

/** The sections of a review as Markdown, filled with what is known; where staff have to write, it says so. */
export function reviewDraft(words: Words, facts: ReviewFacts): string {
  const { title, startedAt, overAt } = facts
  return [
    heading(words('reviews.draft.happened')),
    words('reviews.draft.happenedText', { ...spanOf(words, startedAt, overAt), title: literal(title) }),
    words('reviews.draft.happenedMore', { toWrite }),
    heading(words('reviews.draft.numbers')),
    ...numbersOf(words, facts),
    heading(words('reviews.draft.cause')),
    words('reviews.draft.causeText', { toWrite }),
    heading(words('reviews.draft.timeline')),
    listOf(timelineOf(words, facts)),
    heading(words('reviews.draft.change')),
    listOf([words('reviews.draft.changeText', { toWrite })]),
  ].join('\n\n')
}

function numbersOf(words: Words, { servers, told, comments, startedAt }: ReviewFacts): string[] {
  const rest = servers.length - mostNamed
  const rows = servers
    .slice(0, mostNamed)
    .map(server => words('reviews.draft.server', serverFacts(words, server)))
  if (rest > 0) rows.push(words('reviews.draft.moreServers', { count: rest }))
  const reached = told
    ? words('reviews.draft.told', {
        count: told.customers,
        duration: inDuration(words, minutesFrom(startedAt, told.firstAt)),
      })
    : words('reviews.draft.nobodyTold')
  return [
    ...(rows.length > 0 ? [words('reviews.draft.servers', { count: servers.length }), listOf(rows)] : []),
    reached,
    ...(comments > 0 ? [words('reviews.draft.comments', { count: comments })] : []),
  ]
}

function serverFacts(words: Words, { label, condition, since, until }: ReviewedServer) {
  return { ...spanOf(words, new Date(since), new Date(until)), server: literal(label), condition }
}

/** What the sources reported, what was written and noted, and what staff did on purpose, in the order of time. */
function timelineOf(words: Words, { alerts, entries, countermeasures }: ReviewFacts): string[] {
  const reported = alerts ? [{ at: alerts.firstAt, line: firstAlert(words, alerts) }] : []
  const written = entries.map(({ at, text }) => {
    return { at, line: words('reviews.draft.entry', { at: timestamp(at), text: literal(text) }) }
  })
  const done = countermeasures.map(({ at, title }) => {
    return { at, line: words('reviews.draft.countermeasure', { at: timestamp(at), title: literal(title) }) }
  })
  const lines = [...reported, ...done, ...written]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ line }) => line)
  const rest = lines.length - mostEntries
  if (rest <= 0) return lines
  const more = words('reviews.draft.moreEntries', { count: rest })
  return [...lines.slice(0, mostEntries / 2), more, ...lines.slice(-mostEntries / 2)]
}

function firstAlert(words: Words, { count, firstAt }: NonNullable<ReviewFacts['alerts']>): string {
  return words('reviews.draft.firstAlert', { count, at: timestamp(firstAt) })
}

function spanOf(words: Words, from: Date, to: Date) {
  return { since: timestamp(from), until: timestamp(to), duration: inDuration(words, minutesFrom(from, to)) }
}

/** As a page shows it in its reader's zone. */
function timestamp(at: Date): string {
  return `<Timestamp at="${at.toISOString()}" />`
}

function heading(title: string): string {
  return `## ${title}`
}

function listOf(lines: readonly string[]): string {
  return lines.map(line => `- ${line}`).join('\n')
}
