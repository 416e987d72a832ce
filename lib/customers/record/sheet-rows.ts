import {
  type CustomerRecord,
  type RecordServer,
  type RecordTimes,
  totalOf,
  uptimeShare,
  wholeMinutes,
} from '#lib/rules/customers/record.ts'
import { shownIn } from '#lib/rules/time/clock.ts'
import { titleIn } from '#lib/words/spoken-posts.ts'
import type { Words } from '#lib/words/words.ts'

/** The months of a server and their sum, as cells: month, minutes in each degree, uptime. */
export function monthRows(words: Words, server: RecordServer, nameOf: (month: string) => string): string[][] {
  const months = server.months.map(({ month, times }) => [nameOf(month), ...timeCells(words, times)])
  return [...months, [words('record.total'), ...timeCells(words, totalOf(server))]]
}

/** What happened, as cells: server, what, from, until, minutes in each degree. */
export function incidentRows(words: Words, { servers, incidents, period }: CustomerRecord): string[][] {
  const labels = new Map(servers.map(({ id, label }) => [id, label]))
  return incidents.map(({ serverId, post, from, until, times }) => [
    labels.get(serverId) ?? '',
    post ? titleIn(words, post.titled) : words('record.noPage'),
    minuteIn(period.zone, from),
    until ? minuteIn(period.zone, until) : words('record.lasting'),
    ...troubleCells(times),
  ])
}

function timeCells(words: Words, times: RecordTimes): string[] {
  const share = uptimeShare(times)
  return [
    ...troubleCells(times),
    grouped(times.withoutDataMs),
    share === null ? words('record.nothingCounts') : words('record.percent', { share }),
  ]
}

function troubleCells({
  majorMs,
  partialMs,
  degradedMs,
  maintenanceMs,
}: CustomerRecord['incidents'][number]['times']): string[] {
  return [majorMs, partialMs, degradedMs, maintenanceMs].map(grouped)
}

function grouped(ms: number): string {
  return wholeMinutes(ms).toLocaleString('en')
}

/** "2026-11-24 14:30 CET" */
function minuteIn(zone: string, at: Date): string {
  const { local, label } = shownIn(zone, at)
  return `${local.toISOString().slice(0, 16).replace('T', ' ')} ${label}`
}
