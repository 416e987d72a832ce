import { and, eq, isNotNull, isNull, lt, not, or, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { isTaken } from '#db/conditions/taken.ts'
import { timestamp } from '#db/conditions/timestamp.ts'
import { alerts } from '#db/schema/alert.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { updates } from '#db/schema/update.ts'
import type { StateBefore } from '#lib/rules/incidents/written-update.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { TextTranslations } from '#lib/rules/languages/translation.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'

/** The public addresses that an incident shows on. slugs: all posts that a change shows on, where it is more than one. */
export type Shown = { slug: string; hostnames: string[]; slugs?: readonly string[] }

type PostChange = Partial<
  Pick<
    typeof posts.$inferInsert,
    'title' | 'titleFacts' | 'summary' | 'visibility' | 'phase' | 'language' | 'translations'
  > & {
    publishedAt: Date
    resolvedAt: Date
    nextUpdateAt: Date | null
    tellFrom: Date
    resolutionProposedAt: null
    /** A program writes it: nobody is on it for that. */
    isByProgram: boolean
  }
>

/** Changes a held incident as a person decided. Returns where it shows, or null when it is not held any more. */
export function changeHeld(
  tx: Transaction,
  id: string,
  change: PostChange,
  now: Date,
): Promise<Shown | null> {
  return changePost(tx, id, eq(posts.visibility, 'held'), change, now)
}

/** Changes an open published incident. Returns where it shows, or null when it is over or not public. */
export function changeOpen(
  tx: Transaction,
  id: string,
  change: PostChange,
  now: Date,
): Promise<Shown | null> {
  return changePost(tx, id, eq(posts.visibility, 'published'), change, now)
}

async function changePost(
  tx: Transaction,
  id: string,
  state: SQL,
  { isByProgram = false, ...change }: PostChange,
  now: Date,
): Promise<Shown | null> {
  const { programTouchedAt } = posts
  const untaken = isByProgram
    ? { programTouchedAt: sql`case when ${isTaken()} then ${programTouchedAt} else ${timestamp(now)} end` }
    : {}
  const [post] = await tx
    .update(posts)
    .set({ ...change, ...untaken, touchedAt: now, updatedAt: now })
    .where(and(eq(posts.id, id), eq(posts.kind, 'incident'), isNull(posts.resolvedAt), state))
    .returning({ slug: posts.slug })
  return post ? shownOn(tx, id, post.slug) : null
}

/** A person keeps a public incident open whose end waits. Returns where it shows, or null when none waits. */
export async function markKeptOpen(tx: Transaction, id: string, now: Date): Promise<Shown | null> {
  const { resolutionProposedAt, keptOpenAt } = posts
  const [post] = await tx
    .update(posts)
    .set({ keptOpenAt: now, updatedAt: now })
    .where(
      and(
        eq(posts.id, id),
        eq(posts.visibility, 'published'),
        isNull(posts.resolvedAt),
        isNotNull(resolutionProposedAt),
        or(isNull(keptOpenAt), lt(keptOpenAt, resolutionProposedAt)),
      ),
    )
    .returning({ slug: posts.slug })
  return post ? shownOn(tx, id, post.slug) : null
}

/**
 * Lets the bad news of an open incident go out that the breaker holds. Nothing was written on it, so it may still end
 * by itself. Returns where it shows, or null when nothing is held.
 */
export async function changeBreaker(tx: Transaction, id: string, now: Date): Promise<Shown | null> {
  const [post] = await tx
    .update(posts)
    .set({ breaker: 'released', updatedAt: now })
    .where(and(eq(posts.id, id), eq(posts.breaker, 'held'), isNull(posts.resolvedAt)))
    .returning({ slug: posts.slug })
  return post ? shownOn(tx, id, post.slug) : null
}

async function shownOn(tx: Transaction, id: string, slug: string): Promise<Shown> {
  const rows = await tx
    .select({ hostname: servers.hostname })
    .from(affectedServers)
    .innerJoin(servers, eq(servers.id, affectedServers.serverId))
    .where(eq(affectedServers.postId, id))
  return { slug, hostnames: rows.map(row => row.hostname) }
}

/** A person has said that what was guessed is true: the alerts of the incident count as stated from now on. */
export async function stateGuesses(tx: Transaction, postId: string): Promise<void> {
  await tx
    .update(alerts)
    .set({ isGuess: false })
    .where(and(eq(alerts.postId, postId), eq(alerts.isGuess, true)))
}

/** Takes out servers that were over before anybody but staff heard of them. */
export async function dropEnded(tx: Transaction, postId: string): Promise<void> {
  await tx
    .delete(affectedServers)
    .where(
      and(
        eq(affectedServers.postId, postId),
        isNotNull(affectedServers.endedAt),
        isNull(affectedServers.announcedAt),
      ),
    )
}

/** All servers of the incident are clear and over now. */
export async function endAffected(tx: Transaction, postId: string, now: Date): Promise<void> {
  await tx
    .update(affectedServers)
    .set({
      endedAt: now,
      clearedAt: sql`coalesce(${affectedServers.clearedAt}, ${now.toISOString()}::timestamptz)`,
      until: sql`coalesce(${affectedServers.until}, ${now.toISOString()}::timestamptz)`,
    })
    .where(and(eq(affectedServers.postId, postId), isNull(affectedServers.endedAt)))
}

export type NewUpdate = {
  id: string
  postId: string
  staffId: string
  /** null: of an advisory, or that work does not take place. */
  phase: PostPhase | null
  body: string
  /** In which it is written. */
  language: Language
  translations: TextTranslations
  createdAt: Date
  /** What its incident was before it. Left out: it cannot be taken back. */
  before?: StateBefore | null
}

/** Returns false when this very update is written already: a form that was sent twice. */
export async function insertUpdate(tx: Transaction, update: NewUpdate): Promise<boolean> {
  const rows = await tx.insert(updates).values(update).onConflictDoNothing().returning({ id: updates.id })
  return rows.length > 0
}

/** Customers count as told of an advisory from now on. */
export async function noteAnnounced(tx: Transaction, postId: string, now: Date): Promise<void> {
  await tx.update(posts).set({ announcedAt: now }).where(eq(posts.id, postId))
}

/**
 * A person looks at a held incident, or takes a public one. Returns where it shows and its phase, or null when somebody
 * does already, it is not so any more, or a person has written on it.
 */
export async function markAcknowledged(
  tx: Transaction,
  postId: string,
  visibility: 'held' | 'published',
  staffId: string,
  now: Date,
): Promise<(Shown & { phase: PostPhase | null }) | null> {
  const [post] = await tx
    .update(posts)
    .set({ acknowledgedAt: now, acknowledgedBy: staffId, updatedAt: now })
    .where(
      and(
        eq(posts.id, postId),
        eq(posts.kind, 'incident'),
        eq(posts.visibility, visibility),
        isNull(posts.resolvedAt),
        not(isTaken()),
      ),
    )
    .returning({ slug: posts.slug, phase: posts.phase })
  return post ? { ...(await shownOn(tx, postId, post.slug)), phase: post.phase } : null
}
