import type { Database, Transaction } from '#db/client.ts'
import { type DeskIncident, readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { readShown } from '#db/reads/incidents/shown.ts'
import { readHistory } from '#db/reads/servers/status-lines.ts'
import { rewriteHistory } from '#db/writes/incidents/history.ts'
import { writeRealTimes, writeTitle } from '#db/writes/incidents/real-times.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { saidPost } from '#lib/flows/posts/said-words.ts'
import type { Affected } from '#lib/rules/incidents/incident.ts'
import {
  incidentEnd,
  isSameMinute,
  type RealTimes,
  realTimes,
  type ServerTimes,
  serverEnd,
} from '#lib/rules/incidents/real-times.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import { type HistoryLine, withoutTrouble, withTrouble } from '#lib/rules/servers/history-change.ts'
import { earliest } from '#lib/rules/time/time.ts'
import { newTitle, retranslated } from './own-title.ts'

export type IncidentChange = RealTimes &
  SpokenWords & {
    postId: string
    staffId: string
    title: string
    /** What the person saw. */
    seen: RealTimes & { title: string }
  }

/**
 * Gives a public incident another title and the times at which it really began and ended; its servers' days show them. over: it
 * is not public; changed-meanwhile: it is other than the person saw; backwards: it would end before it began, or later than now.
 */
export function changeIncident(
  db: Database,
  { postId, staffId, title, startedAt, endedAt, seen, ...spoken }: IncidentChange,
  now: Date,
): Promise<'done' | 'over' | 'changed-meanwhile' | 'backwards'> {
  const facts = { title, startedAt, endedAt, before: seen }
  const act = { postId, staffId, action: 'change-incident' as const, facts }
  return changePost<'over' | 'changed-meanwhile' | 'backwards'>(db, act, now, async tx => {
    const incident = await readIncident(tx, postId)
    if (incident?.visibility !== 'published') return 'over'
    const end = incidentEnd(incident)
    if (incident.title !== seen.title || !isSameMinute(incident.startedAt, seen.startedAt))
      return 'changed-meanwhile'
    if (!isSameMinute(end, seen.endedAt)) return 'changed-meanwhile'
    const times: RealTimes = {
      startedAt: isSameMinute(startedAt, incident.startedAt) ? incident.startedAt : startedAt,
      endedAt: isSameMinute(endedAt, end) ? end : endedAt,
    }
    const isBackwards = times.startedAt > now || (times.endedAt !== null && times.endedAt > now)
    const rows = isBackwards ? null : realTimes(incident.affected, incident.startedAt, times)
    if (!rows || (times.endedAt && times.endedAt <= times.startedAt)) return 'backwards'
    const isRetitled = title !== incident.title
    const called = isRetitled
      ? newTitle(incident, { ...saidPost(spoken), title }, now)
      : retranslated(incident, spoken)
    if (called) await writeTitle(tx, postId, called, now)
    await writeRealTimes(tx, postId, times, rows, now)
    for (const row of incident.affected) await redraw(tx, incident, row, rows)
    return readShown(tx, postId)
  })
}

async function redraw(
  tx: Transaction,
  { id: postId }: DeskIncident,
  row: Affected,
  times: readonly ServerTimes[],
): Promise<void> {
  const real = times.find(each => each.serverId === row.serverId)
  if (!real) return
  const was = { since: row.since, until: serverEnd(row) }
  const from = earliest([was.since, real.since]) ?? real.since
  const lines = await readHistory(tx, row.serverId, from)
  const trouble = { impact: row.impact, cause: row.cause, postId, alertId: null }
  const begun =
    real.since < was.since
      ? withTrouble(lines, { from: real.since, until: was.since }, trouble)
      : withoutTrouble(lines, { from: was.since, until: real.since }, postId)
  const ended = endedAt(begun, was.until, real.until, trouble)
  await rewriteHistory(tx, row.serverId, from, ended)
}

function endedAt(
  lines: readonly HistoryLine[],
  was: Date | null,
  real: Date | null,
  trouble: Omit<HistoryLine, 'at' | 'postId'> & { postId: string },
): HistoryLine[] {
  if (!was || !real) return [...lines]
  return real > was
    ? withTrouble(lines, { from: was, until: real }, trouble)
    : withoutTrouble(lines, { from: real, until: was }, trouble.postId)
}
