import { endOf, isCancelled, type MaintenancePeriod } from '#lib/rules/maintenance/maintenance.ts'
import { currentDays } from './advisory.ts'
import type { PostKind, PostVisibility } from './post.ts'

/** Where a post stands for staff. */
export type DeskPostState = 'held' | 'open' | 'draft' | 'over' | 'cancelled' | 'dismissed' | 'withdrawn'

export type StatefulPost = {
  kind: PostKind
  visibility: PostVisibility
  publishedAt: Date | null
  resolvedAt: Date | null
  withdrawnAt: Date | null
  /** When the work takes place; null: it is about something else. */
  maintenance: MaintenancePeriod | null
}

/** An advisory has no end: it is open while it is current. */
export function deskPostState(post: StatefulPost, now: Date): DeskPostState {
  if (post.kind === 'advisory') return advisoryState(post, now)
  if (post.maintenance && isCancelled(post.maintenance)) return 'cancelled'
  if (post.visibility === 'draft') return 'dismissed'
  if (post.resolvedAt || (post.maintenance && endOf(post.maintenance) <= now)) return 'over'
  return post.visibility === 'held' ? 'held' : 'open'
}

function advisoryState({ visibility, publishedAt, withdrawnAt }: StatefulPost, now: Date): DeskPostState {
  if (visibility !== 'published' || !publishedAt) return withdrawnAt ? 'withdrawn' : 'draft'
  return now.getTime() - publishedAt.getTime() < currentDays * 86_400_000 ? 'open' : 'over'
}

const order: readonly DeskPostState[] = [
  'held',
  'open',
  'draft',
  'withdrawn',
  'over',
  'cancelled',
  'dismissed',
]
const kinds: readonly PostKind[] = ['incident', 'maintenance', 'advisory']

type Ranked = { state: DeskPostState; kind: PostKind; startedAt: Date }

/** What waits for staff first, then what is open: incidents, work, advisories; the newest first. */
export function byState(a: Ranked, b: Ranked): number {
  const rank = order.indexOf(a.state) - order.indexOf(b.state)
  return (
    rank || kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || b.startedAt.getTime() - a.startedAt.getTime()
  )
}
