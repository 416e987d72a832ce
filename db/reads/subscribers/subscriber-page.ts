import { asc, desc, eq } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { consents, destinations } from '#db/schema/subscriber.ts'

export type Consent = { id: string; staffName: string; origin: string; proof: string | null; createdAt: Date }

/** Where a subscriber's consent comes from, as staff noted it, the newest first. */
export function readConsents(db: Database, subscriberId: string): Promise<Consent[]> {
  const { id, origin, proof, createdAt } = consents
  return db
    .select({ id, origin, proof, createdAt, staffName: staff.name })
    .from(consents)
    .innerJoin(staff, eq(staff.id, consents.staffId))
    .where(eq(consents.subscriberId, subscriberId))
    .orderBy(desc(createdAt), desc(id))
}

const latestDeliveries = 20

export type SubscriberDelivery = Awaited<ReturnType<typeof readLatestDeliveries>>[number]

/** What a subscriber was sent last. */
export function readLatestDeliveries(db: Database, subscriberId: string) {
  const { id, channel, address, state, createdAt, triedAt, sentAt, error } = deliveries
  return db
    .select({
      id,
      channel,
      address,
      state,
      createdAt,
      triedAt,
      sentAt,
      error,
      kind: notices.kind,
      postId: posts.id,
      title: posts.title,
      label: destinations.label,
    })
    .from(deliveries)
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .innerJoin(posts, eq(posts.id, notices.postId))
    .leftJoin(destinations, eq(destinations.id, deliveries.destinationId))
    .where(eq(deliveries.subscriberId, subscriberId))
    .orderBy(desc(createdAt), asc(id))
    .limit(latestDeliveries)
}

export type SubscriberChange = { sequence: number; staffName: string | null; action: string; at: Date }

const latestChanges = 30

/** What staff did about a subscriber, and what Allclear did by itself, the newest first. */
export function readSubscriberChanges(db: Database, subscriberId: string): Promise<SubscriberChange[]> {
  const { sequence, action, at } = audit
  return db
    .select({ sequence, action, at, staffName: staff.name })
    .from(audit)
    .leftJoin(staff, eq(staff.id, audit.staffId))
    .where(eq(audit.subject, `subscriber ${subscriberId}`))
    .orderBy(desc(sequence))
    .limit(latestChanges)
}
