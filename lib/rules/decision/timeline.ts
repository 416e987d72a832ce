import type { Affected, Incident } from '#lib/rules/incidents/incident.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'
import { inDuration, minutesFrom } from '#lib/rules/servers/history.ts'
import { compareImpact } from '#lib/rules/servers/status.ts'
import { impactPhrase, nameServers, serversAre } from '#lib/rules/servers/wording.ts'

export type TimelineEntry = { phase: PostPhase; body: string }

/**
 * What the timeline says of a change that Allclear made by itself, in words from facts only.
 * Returns nothing when readers would see no difference.
 */
export function describeChange(
  before: Incident | undefined,
  after: Incident,
  labels: ReadonlyMap<string, string>,
): TimelineEntry[] {
  const earlier = new Map(before?.affected.map(row => [row.serverId, row]))
  const name = (row: Affected) => literal(labels.get(row.serverId) ?? row.serverId)
  const rows = (test: (row: Affected, old: Affected | undefined) => boolean) =>
    after.affected.filter(row => test(row, earlier.get(row.serverId)))
  // Who fails by turns is told of once; the turns themselves are not news.
  const isOpen = (row: Affected | undefined) =>
    row !== undefined && !row.endedAt && (!row.clearedAt || row.isIntermittent)

  if (after.resolvedAt && !before?.resolvedAt)
    return [{ phase: 'resolved', body: overWords(after, earlier, name) }]
  const began = rows((row, old) => isOpen(row) && !isOpen(old) && !row.isIntermittent)
  const worsened = rows((row, old) => isOpen(row) && isOpen(old) && !row.isIntermittent && isWorse(row, old))
  const intermittent = rows(
    (row, old) => row.isIntermittent && !old?.isIntermittent && !old?.isAnnouncedIntermittent,
  )
  const cleared = rows(
    (row, old) => row.clearedAt !== null && !isOpen(row) && isOpen(old) && !row.isAnnouncedIntermittent,
  )
  const sentences = [
    ...byPhrase(began).map(([phrase, list]) => `${serversAre(list.map(name), phrase)}.`),
    ...byPhrase(worsened).map(([phrase, list]) => `${serversAre(list.map(name), phrase)} now.`),
    ...byPhrase(intermittent).map(([phrase, list]) => byTurns(phrase, list.map(name))),
    ...(cleared.length > 0 ? [`${watching(cleared.map(name))}`] : []),
  ]
  if (sentences.length === 0) return []
  if (!before) sentences.push('We have been alerted.')
  return [{ phase: after.phase, body: sentences.join(' ') }]
}

function byPhrase(rows: readonly Affected[]): [string, Affected[]][] {
  return [...Map.groupBy(rows, row => impactPhrase(row.impact, row.cause, row.isIntermittent))]
}

/** Worse by its impact, or because it does not even recover by turns any more. */
function isWorse(row: Affected, old: Affected | undefined): boolean {
  return old !== undefined && (compareImpact(row.impact, old.impact) > 0 || old.isIntermittent)
}

function byTurns(phrase: string, names: readonly string[]): string {
  const [fails, them] =
    names.length === 1 ? ['fails and recovers', 'it is'] : ['fail and recover', 'they are']
  return `${serversAre(names, phrase)}: ${names.length === 1 ? 'it' : 'they'} ${fails} by turns. We write again when ${them} stable.`
}

function watching(names: readonly string[]): string {
  return `${nameServers(names)} ${names.length === 1 ? 'has' : 'have'} recovered. We keep watching before we call it over.`
}

/** "All clear: web12 was down from 15:14 to 15:31 UTC (17 minutes). This incident is over." */
function overWords(
  { affected }: Incident,
  earlier: ReadonlyMap<string, Affected>,
  name: (row: Affected) => string,
): string {
  const lines = affected.map(row => `${name(row)} was ${pastPhrase(row, earlier)} from ${lastingWords(row)}`)
  const [only = '', ...others] = lines
  if (others.length === 0) return `All clear: ${only}. This incident is over.`
  const shown = lines.slice(0, mostListed)
  const more = lines.length - shown.length
  const list = [...shown, ...(more > 0 ? [`and ${more} more servers`] : [])]
  return `All clear. This incident is over.\n\n${list.map(line => `- ${line}`).join('\n')}`
}

/** So many servers are listed with their times. */
const mostListed = 20

/** "down"; where customers were told of something worse before, no single word fits all of the time. */
function pastPhrase(row: Affected, earlier: ReadonlyMap<string, Affected>): string {
  const told = earlier.get(row.serverId)?.announcedImpact ?? null
  const wasWorse = told !== null && compareImpact(told, row.impact) > 0
  return wasWorse ? 'in trouble' : impactPhrase(row.impact, row.cause)
}

/** Its times, as a page shows them in the reader's zone, and how long that was. */
function lastingWords({ since, until, endedAt }: Affected): string {
  const end = until ?? endedAt ?? since
  const time = (at: Date) => `<Timestamp at="${at.toISOString()}" />`
  return `${time(since)} to ${time(end)} (${inDuration(minutesFrom(since, end))})`
}
