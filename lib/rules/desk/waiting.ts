import { type Incident, isUntaken } from '#lib/rules/incidents/incident.ts'
import { isKeptOpen } from '#lib/rules/incidents/unattended-end.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import type { PostKind } from '#lib/rules/posts/post.ts'

/**
 * What a post may wait for. promise: customers were told by when they hear more. untaken: somebody who takes it.
 * held: staff who decide whether customers see it. end: all is clear, and it ends by itself unless somebody keeps it
 * open. withheld: staff who let its news go.
 */
export type PostWait = 'promise' | 'untaken' | 'held' | 'end' | 'withheld'

export type WaitingPost = Pick<
  Incident,
  | 'visibility'
  | 'cause'
  | 'resolvedAt'
  | 'touchedAt'
  | 'programTouchedAt'
  | 'acknowledgedAt'
  | 'resolutionProposedAt'
  | 'keptOpenAt'
> &
  Pick<Incident, 'nextUpdateAt' | 'breaker'>

/** What a post waits for, whatever the hour. Now lists all of it; reminders are sent of nothing else, and of less. */
export function waitsOf(kind: PostKind, post: WaitingPost): PostWait[] {
  const { visibility, resolvedAt, resolutionProposedAt, nextUpdateAt, breaker } = post
  if (resolvedAt || visibility === 'draft') return []
  if (visibility === 'held') return kind === 'incident' ? ['held'] : []
  const isIncident = kind === 'incident'
  const waits: PostWait[] = []
  if (isIncident && isUntaken(post)) waits.push('untaken')
  if (nextUpdateAt) waits.push('promise')
  if (isIncident && resolutionProposedAt && !isKeptOpen(post)) waits.push('end')
  if (isIncident && breaker === 'held') waits.push('withheld')
  return waits
}

/** A promise is near when it is due within this time, or within the time of a reminder where that is longer. */
const nearSeconds = 600

/** How long before it is due a promise to customers begins to wait. */
export function promiseNearSeconds({ promiseMinutes }: Pick<Policy, 'promiseMinutes'>): number {
  return Math.max(nearSeconds, promiseMinutes * 60)
}
