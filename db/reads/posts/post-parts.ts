import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { gatherSlots } from '#db/reads/maintenance/gather-slots.ts'
import { type PublicReview, publicReview } from '#db/reads/reviews/review.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { affectedServers } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import { updates } from '#db/schema/update.ts'
import type { Maintenance } from '#lib/rules/maintenance/maintenance.ts'
import type { Cause, Impact } from '#lib/rules/servers/status.ts'
import { type PostUpdate, updateOf } from './update-facts.ts'

/** A server of an incident. until: when its trouble was over, where that is known; endedAt: since then it is no more of it. */
export type PostServer = {
  serverId: string
  impact: Impact
  cause: Cause
  isIntermittent: boolean
  since: Date
  until: Date | null
  clearedAt: Date | null
  endedAt: Date | null
}

export type PostMaintenance = Maintenance & {
  cancelReason: string | null
  version: number
  /** When staff last changed when it begins or ends; null: they have not. */
  timesChangedAt: Date | null
  createdAt: Date
  /** Nobody was told of the plan before; null: at once. */
  announceAt: Date | null
}

/** What belongs to a post. */
export type PostParts = {
  /** In the order in which they came to it. */
  affected: PostServer[]
  maintenance: PostMaintenance | null
  /** The newest first. */
  updates: PostUpdate[]
  review: PublicReview | null
}

/** The parts of these posts by their ids, in four questions however many there are. */
export async function readPostParts(
  tx: Transaction,
  postIds: readonly string[],
): Promise<Map<string, PostParts>> {
  if (postIds.length === 0) return new Map()
  const [affected, periods, entries, written] = await Promise.all([
    readAffected(tx, postIds),
    readPeriods(tx, postIds),
    readUpdates(tx, postIds),
    readReviews(tx, postIds),
  ])
  return new Map(
    postIds.map(id => [
      id,
      {
        affected: affected.get(id) ?? [],
        maintenance: periods.get(id) ?? null,
        updates: entries.get(id) ?? [],
        review: written.get(id) ?? null,
      },
    ]),
  )
}

type OfPosts = AskedWith<{ postIds: readonly string[] }>

const askAffected = keptQuestion((db, { postIds }: OfPosts) => {
  const { postId, serverId, impact, cause, isIntermittent, since, until, clearedAt, endedAt } =
    affectedServers
  return db
    .select({ postId, serverId, impact, cause, isIntermittent, since, until, clearedAt, endedAt })
    .from(affectedServers)
    .where(sql`${postId} = any(${postIds}::text[])`)
    .orderBy(asc(since), asc(serverId))
})

async function readAffected(tx: Transaction, postIds: readonly string[]): Promise<Map<string, PostServer[]>> {
  const rows = await askAffected(tx, { postIds })
  return Map.groupBy(rows, row => row.postId)
}

const askPeriods = keptQuestion((db, { postIds }: OfPosts) =>
  db
    .select({ period: maintenance, slot: maintenanceServers })
    .from(maintenance)
    .innerJoin(maintenanceServers, eq(maintenanceServers.maintenanceId, maintenance.id))
    .where(sql`${maintenance.postId} = any(${postIds}::text[])`)
    .orderBy(asc(maintenanceServers.startsAt), asc(maintenanceServers.serverId)),
)

async function readPeriods(
  tx: Transaction,
  postIds: readonly string[],
): Promise<Map<string, PostMaintenance>> {
  const rows = await askPeriods(tx, { postIds })
  return new Map(gatherSlots(rows).flatMap(period => (period.postId ? [[period.postId, period]] : [])))
}

const askUpdates = keptQuestion((db, { postIds }: OfPosts) =>
  db
    .select()
    .from(updates)
    .where(sql`${updates.postId} = any(${postIds}::text[])`)
    .orderBy(desc(updates.createdAt), desc(updates.id)),
)

async function readUpdates(tx: Transaction, postIds: readonly string[]): Promise<Map<string, PostUpdate[]>> {
  const rows = await askUpdates(tx, { postIds })
  const byPost = Map.groupBy(rows, row => row.postId)
  return new Map([...byPost].map(([id, own]) => [id, own.map(updateOf)]))
}

const askReviews = keptQuestion((db, { postIds }: OfPosts) =>
  db
    .select()
    .from(reviews)
    .where(
      and(
        sql`${reviews.postId} = any(${postIds}::text[])`,
        isNull(reviews.withdrawnAt),
        isNotNull(reviews.body),
      ),
    ),
)

async function readReviews(tx: Transaction, postIds: readonly string[]): Promise<Map<string, PublicReview>> {
  const rows = await askReviews(tx, { postIds })
  return new Map(
    rows.flatMap(row => {
      const review = publicReview(row)
      return review ? [[row.postId, review] as const] : []
    }),
  )
}
