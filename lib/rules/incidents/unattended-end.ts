import type { Policy } from '#lib/rules/policy/policy.ts'
import { later, latest } from '#lib/rules/time/time.ts'
import type { Incident } from './incident.ts'

type Ending = Pick<
  Incident,
  'visibility' | 'cause' | 'resolvedAt' | 'touchedAt' | 'resolutionProposedAt' | 'keptOpenAt'
>

/**
 * When a public incident that staff wrote on ends by itself: some time after all its servers are clear, and after their
 * last words. null: it does not, because something is not clear, or somebody keeps it open, or it needs no person anyway;
 * and never does what began with a suspicious file, because a server that somebody got into may say what they like.
 */
export function endsByItselfAt(incident: Ending, policy: Policy): Date | null {
  const { visibility, cause, resolvedAt, touchedAt, resolutionProposedAt, keptOpenAt } = incident
  if (visibility !== 'published' || resolvedAt || !touchedAt || !resolutionProposedAt) return null
  if (cause === 'suspicious-file') return null
  if (isKeptOpen({ resolutionProposedAt, keptOpenAt })) return null
  return later(latest([resolutionProposedAt, touchedAt]), policy.unattendedMinutes * 60)
}

/** Somebody has said of the end that waits that it is none. Once it was in trouble again and is clear, the next end is another question. */
export function isKeptOpen({
  resolutionProposedAt,
  keptOpenAt,
}: Pick<Incident, 'resolutionProposedAt' | 'keptOpenAt'>): boolean {
  return resolutionProposedAt !== null && keptOpenAt !== null && keptOpenAt >= resolutionProposedAt
}
