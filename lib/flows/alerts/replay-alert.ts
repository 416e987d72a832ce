import type { Database } from '#db/client.ts'
import { type LoggedLine, readLogLine } from '#db/reads/alerts/desk-alerts.ts'
import { readSource } from '#db/reads/sources/sources.ts'
import { identityMoved } from '#lib/alerts/item/identity.ts'
import type { ParsedItem } from '#lib/alerts/item/item.ts'
import { explainVerdicts, sayOutlook } from './explain-alerts.ts'
import { judgeItems } from './read-alerts.ts'

/** What the alert would do now: the server that it would mean, and what would be decided and why. */
export type Replay = { hostname: string | null; outlook: string }

/**
 * Says what a line of the alert log would do if it were received now, by today's servers, rules, policy and incidents.
 * Nothing is stored. Returns null when there is no such line, or it holds no alert that could be read.
 */
export async function replayAlert(db: Database, sequence: number, now: Date): Promise<Replay | null> {
  const line = await readLogLine(db, sequence)
  const item = line && itemOf(line)
  const source = line && (await readSource(db, line.sourceId))
  if (!item || !source) return null
  const judged = await judgeItems(db, source, [item], now)
  const { alerts, results } = await explainVerdicts(
    db,
    { source, receivedAt: now },
    { ...judged, messageId: null },
  )
  const decision = alerts[0]?.decision
  return decision ? { hostname: results[0]?.server ?? null, outlook: sayOutlook(decision) } : null
}

/** The alert as its format had parsed it. */
function itemOf(line: LoggedLine): Extract<ParsedItem, { is: 'alert' }> | null {
  const { format, fingerprint, kind, state, severity, isGuess, summary, host } = line
  if (fingerprint === null || !kind || !state || !severity || summary === null) return null
  const { details, startsAt, endsAt, isClockAhead } = line
  const alert = {
    source: format,
    fingerprint,
    kind,
    state,
    severity,
    isGuess,
    summary,
    details,
    startsAt,
    endsAt,
    isClockAhead,
    hosts: host === null ? [] : [host],
  }
  const fingerprintOn =
    line.isNamedByHost && host !== null ? (server: string) => identityMoved(fingerprint, host, server) : null
  return { is: 'alert', alert, eventId: null, fingerprintOn, labels: line.labels ?? {} }
}
