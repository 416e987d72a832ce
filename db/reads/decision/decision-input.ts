import { eq, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { readSameness } from '#db/reads/agents/findings.ts'
import { alertLog } from '#db/schema/alert.ts'
import { statusHistory } from '#db/schema/history.ts'
import { sources } from '#db/schema/source.ts'
import type { LoggedAlert } from '#lib/rules/alerts/alert.ts'
import type { DecisionInput } from '#lib/rules/decision/decide.ts'
import { flapSeconds } from '#lib/rules/decision/flapping.ts'
import { isHeldFile } from '#lib/rules/decision/group-files.ts'
import { lateAgents } from '#lib/rules/decision/silence.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { later } from '#lib/rules/time/time.ts'
import { readEndedEpisodes, readNamedEpisodes, readOpenEpisodes } from './episodes-to-decide.ts'
import { readIncidents, readSuspectedAt, readToldLately } from './incidents-to-decide.ts'
import { readLastHeartbeats } from './last-heartbeats.ts'
import { loggedFacts, wholeLine } from './logged-alerts.ts'
import { readMaintenanceToDecide } from './maintenance-to-decide.ts'
import { joinServersToDecide, readServersToDecide } from './servers-to-decide.ts'

const askPending = keptQuestion((db, { most }: AskedWith<{ most: number }>) =>
  db
    .select(loggedFacts)
    .from(alertLog)
    .innerJoin(sources, eq(sources.id, alertLog.sourceId))
    .where(isNull(alertLog.decidedAt))
    .orderBy(alertLog.sequence)
    .limit(most),
)

/** The oldest lines of the alert log that wait for a decision, at most this many. */
export async function readPending(tx: Transaction, most: number): Promise<LoggedAlert[]> {
  const rows = await askPending(tx, { most })
  return rows.map(line => {
    const whole = wholeLine(line)
    if (!whole)
      throw new Error(
        `Alert log line ${line.sequence} waits for a decision, but lacks its server or its facts.`,
      )
    return whole
  })
}

type Soon<T> = T | Promise<T>

/**
 * Servers of the maintenance that was near at the last decision: most times it is the same, so they are asked for before it is read. What
 * differs is asked again.
 */
let lastSlots: readonly string[] = []

/**
 * All that the decision about these lines rests on. Its cost follows what is open, and what ended just now. What needs no answer of
 * another question is asked at once; lines, policy and the moment may be on their way.
 */
export async function readDecisionInput(
  tx: Transaction,
  given: Soon<readonly LoggedAlert[]>,
  policyGiven: Soon<Policy>,
  nowGiven: Soon<Date>,
): Promise<DecisionInput> {
  const [lines, policy, now, incidents, open, heartbeats, toldSilent, suspectedAt] = await Promise.all([
    given,
    policyGiven,
    nowGiven,
    readIncidents(tx),
    readOpenEpisodes(tx),
    readLastHeartbeats(tx),
    readToldSilent(tx),
    readSuspectedAt(tx),
  ])
  const ofIncidents = incidents.flatMap(incident => incident.affected.map(row => row.serverId))
  const known = unique([...[...open, ...lines].map(item => item.serverId), ...ofIncidents])
  const silent = [...lateAgents(heartbeats, policy, now).map(heartbeat => heartbeat.serverId), ...toldSilent]
  const flapsSince = later(now, -flapSeconds(policy))
  const expected = unique([...known, ...silent, ...lastSlots])
  const [named, periods, toldLately, ended, ofKnown] = await Promise.all([
    readNamedEpisodes(tx, lines),
    readMaintenanceToDecide(tx, now),
    readToldLately(tx, later(now, -policy.breakerMinutes * 60)),
    readEndedEpisodes(tx, known, flapsSince),
    readServersToDecide(tx, expected),
  ])
  // Seldom any: an episode of another server than its line's, and maintenance of servers of which nothing else is open.
  const current = [...open, ...named]
  const others = without(
    current.map(item => item.serverId),
    known,
  )
  const slots = unique(periods.flatMap(period => period.slots.map(slot => slot.serverId)))
  lastSlots = slots
  const [endedOnOthers, ofOthers, sameness] = await Promise.all([
    readEndedEpisodes(tx, others, flapsSince),
    readServersToDecide(tx, without([...others, ...slots], expected)),
    readSameness(tx, [...current, ...lines], incidents.filter(isHeldFile)),
  ])
  return {
    incidents,
    maintenance: periods,
    heartbeats,
    sameness,
    ...joinServersToDecide([ofKnown, ofOthers], new Set([...known, ...silent, ...others, ...slots])),
    alerts: [...new Map([...ended, ...endedOnOthers, ...current].map(alert => [alert.id, alert])).values()],
    toldLately,
    suspectedAt,
  }
}

const askToldSilent = keptQuestion(db =>
  db.selectDistinct({ serverId: statusHistory.serverId }).from(statusHistory).where(sql`cause = 'no-data'`),
)

/** Servers that were ever without data, and perhaps are not any more. */
async function readToldSilent(tx: Transaction): Promise<string[]> {
  const rows = await askToldSilent(tx, {})
  return rows.map(row => row.serverId)
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}

/** Those of the first that are not among the second, each once. */
function without(ids: readonly string[], known: readonly string[]): string[] {
  const others = new Set(known)
  return unique(ids).filter(id => !others.has(id))
}
