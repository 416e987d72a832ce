import { and, arrayContains, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { readDestinations } from '#db/reads/destinations/destinations.ts'
import { comments } from '#db/schema/comment.ts'
import { customers } from '#db/schema/customer.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { consents, subscribers } from '#db/schema/subscriber.ts'
import { shownAddress } from '#lib/rules/destinations/destination-form.ts'
import { readWatched } from './subscribing.ts'

/** A comment by its address. */
export type OwnComment = {
  id: string
  postId: string
  slug: string
  postTitle: string
  authorName: string
  body: string
  state: string
  createdAt: Date
  publishedAt: Date | null
}

/** What somebody wrote, by their address, the oldest first. */
export function readCommentsBy(db: Database | Transaction, email: string): Promise<OwnComment[]> {
  const { id, postId, authorName, body, state, createdAt, publishedAt } = comments
  return db
    .select({
      id,
      postId,
      authorName,
      body,
      state,
      createdAt,
      publishedAt,
      slug: posts.slug,
      postTitle: posts.title,
    })
    .from(comments)
    .innerJoin(posts, eq(posts.id, comments.postId))
    .where(and(isNotNull(comments.email), eq(comments.email, email)))
    .orderBy(asc(createdAt), asc(id))
}

/** The id of the subscriber with this address, the hoster's own before a brand's, or null. */
export async function readSubscriberId(db: Database, email: string): Promise<string | null> {
  const [row] = await db
    .select({ id: subscribers.id })
    .from(subscribers)
    .where(eq(subscribers.email, email))
    .orderBy(sql`${subscribers.brandId} nulls first`)
    .limit(1)
  return row?.id ?? null
}

const isOwn = (email: string) => and(eq(subscribers.email, email), isNull(subscribers.brandId))

/** All that is kept of whoever has this address: what somebody may ask for by law (GDPR, article 15). */
export async function readPerson(db: Database, email: string) {
  const [subscriber = null] = await db.select().from(subscribers).where(isOwn(email))
  const ofBrands = await db
    .select()
    .from(subscribers)
    .where(and(eq(subscribers.email, email), isNotNull(subscribers.brandId)))
  const written = await readCommentsBy(db, email)
  const domains = await db
    .select({ domain: customers.domain, account: customers.account })
    .from(customers)
    .where(arrayContains(customers.contacts, [email]))
    .orderBy(asc(customers.domain))
  return {
    subscriber,
    watching: subscriber ? await readWatched(db, subscriber.id) : [],
    destinations: subscriber ? await readOwnDestinations(db, subscriber.id) : [],
    consents: subscriber ? await readOwnConsents(db, subscriber.id) : [],
    deliveries: subscriber ? await readOwnDeliveries(db, subscriber.id) : [],
    brands: await Promise.all(
      ofBrands.map(async row => ({
        subscriber: row,
        watching: await readWatched(db, row.id),
        deliveries: await readOwnDeliveries(db, row.id),
      })),
    ),
    comments: written,
    customerMap: domains,
  }
}

/** Without what is secret in an address: who reads the answer to such a question could send there. */
async function readOwnDestinations(db: Database, subscriberId: string) {
  const list = await readDestinations(subscriberId, db)
  return list.map(({ channel, address, label, state, createdAt, verifiedAt }) => ({
    channel,
    address: shownAddress(channel, address),
    label,
    state,
    createdAt,
    verifiedAt,
  }))
}

function readOwnConsents(db: Database, subscriberId: string) {
  const { origin, proof, createdAt } = consents
  return db
    .select({ origin, proof, createdAt })
    .from(consents)
    .where(eq(consents.subscriberId, subscriberId))
    .orderBy(asc(createdAt))
}

/** More than these are years of notices. */
const mostDeliveries = 20_000

function readOwnDeliveries(db: Database, subscriberId: string) {
  const { channel, address, state, createdAt, sentAt } = deliveries
  return db
    .select({ post: posts.title, notice: notices.kind, channel, address, state, createdAt, sentAt })
    .from(deliveries)
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .innerJoin(posts, eq(posts.id, notices.postId))
    .where(eq(deliveries.subscriberId, subscriberId))
    .orderBy(asc(createdAt))
    .limit(mostDeliveries)
}
