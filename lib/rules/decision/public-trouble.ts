import { type Alert, isGuessed } from '#lib/rules/alerts/alert.ts'
import type { Incident } from '#lib/rules/incidents/incident.ts'
import { compareImpact, type Impact, impactOf } from '#lib/rules/servers/status.ts'
import { later } from '#lib/rules/time/time.ts'
import type { Situation } from './situation.ts'

/** What stated alerts say in public of a server. until: when its watch ends although nothing comes; null: it lasts. */
export type PublicTrouble = { impact: Impact; until: Date | null }

/**
 * The trouble that servers are in by alerts that are no guess, those included that ended just now and are watched. It
 * follows from the alerts alone, so that deciding again says the same.
 * counts: whether an open alert counts for customers.
 */
export function publicTrouble(
  alerts: readonly Alert[],
  counts: (id: string) => boolean,
  incidents: ReadonlyMap<string, Incident>,
  situation: Situation,
): Map<string, PublicTrouble> {
  const found = new Map<string, PublicTrouble>()
  for (const alert of alerts) {
    const impact =
      isGuessed(alert) || alert.kind === 'suspicious-file' ? null : impactOf(alert.kind, alert.severity)
    if (!impact) continue
    const until = alert.closedAt ? watchedUntil(alert, incidents, situation) : null
    const isOn = alert.closedAt ? until !== null : counts(alert.id)
    const before = found.get(alert.serverId)
    if (isOn && (!before || isLonger({ impact, until }, before))) found.set(alert.serverId, { impact, until })
  }
  return found
}

/** The trouble in public that is at least as bad as what the guess says, or null. */
export function coveringTrouble(
  guess: Alert,
  trouble: ReadonlyMap<string, PublicTrouble>,
): PublicTrouble | null {
  const own = trouble.get(guess.serverId)
  const impact = impactOf(guess.kind, guess.severity)
  return own && impact && compareImpact(impact, own.impact) <= 0 ? own : null
}

function watchedUntil(
  { closedAt, postId }: Alert,
  incidents: ReadonlyMap<string, Incident>,
  { policy, now }: Situation,
): Date | null {
  const incident = postId ? incidents.get(postId) : undefined
  if (!closedAt || incident?.visibility !== 'published' || incident.resolvedAt) return null
  const until = later(closedAt, policy.clearSeconds)
  return until > now ? until : null
}

/** Worse, or as bad and for longer. */
function isLonger(a: PublicTrouble, b: PublicTrouble): boolean {
  const order = compareImpact(a.impact, b.impact)
  if (order !== 0 || !b.until) return order > 0
  return !a.until || a.until > b.until
}
