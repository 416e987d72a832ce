import { and, desc, eq, exists, isNull, notInArray, or } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { countAudience } from '#db/reads/notices/recipients.ts'
import { readServersById } from '#db/reads/servers/named-servers.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { audit, staff } from '#db/schema/staff.ts'
import {
  type AdvisoryDraft,
  advisoryFacts,
  advisoryNotice,
  type PublishPlan,
} from '#lib/rules/posts/advisory.ts'
import type { PostVisibility } from '#lib/rules/posts/post.ts'

/** An advisory as staff see it. */
export type DeskAdvisory = {
  id: string
  slug: string
  visibility: PostVisibility
  version: number
  /** The words that staff work on: the draft, or what readers see. */
  words: AdvisoryDraft
  /** There are words that readers do not see yet. */
  hasDraft: boolean
  servers: { id: string; label: string; hostname: string }[]
  publishedAt: Date | null
  updatedAt: Date
  withdrawnAt: Date | null
  /** Below content/posts: it is changed there. */
  filePath: string | null
  /** When the draft is published by itself, and how; null: it is not. */
  publishAt: Date | null
  publishPlan: PublishPlan | null
  /** What opens the draft to customers before it is public; null: nothing. */
  advanceToken: string | null
}

/** Returns null when there is no such advisory. */
export async function readAdvisory(db: Database | Transaction, postId: string): Promise<DeskAdvisory | null> {
  const [post] = await db
    .select()
    .from(posts)
    .where(and(eq(posts.id, postId), eq(posts.kind, 'advisory')))
  if (!post) return null
  const { id, slug, visibility, version, draft, publishedAt, updatedAt } = post
  const { withdrawnAt, filePath, publishAt, publishPlan, advanceToken } = post
  const words = draft ?? {
    title: post.title,
    summary: post.summary ?? '',
    body: post.body ?? '',
    serverIds: post.namedServerIds,
    language: post.language,
    translations: post.translations,
  }
  return {
    id,
    slug,
    visibility,
    version,
    words,
    hasDraft: draft !== null,
    publishedAt,
    updatedAt,
    withdrawnAt,
    filePath,
    publishAt,
    publishPlan,
    advanceToken,
    servers: await readServersById(db, words.serverIds),
  }
}

/**
 * The servers of each warning about a post so far, none for one to everybody. What reached nobody, and will not, is left
 * out: nobody knows of it.
 */
export async function readWarnings(db: Database | Transaction, postId: string): Promise<string[][]> {
  const reached = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.noticeId, notices.id), notInArray(deliveries.state, ['skipped', 'refused'])))
  const rows = await db
    .select({ facts: notices.facts })
    .from(notices)
    .where(
      and(
        eq(notices.postId, postId),
        eq(notices.kind, 'advisory'),
        isNull(notices.droppedAt),
        or(isNull(notices.plannedAt), exists(reached)),
      ),
    )
  return rows.map(({ facts }) => facts.servers.map(server => server.id))
}

/** As what subscribers would hear of an advisory if it were told now, and how many. */
export type AdvisoryReach = { kind: 'advisory' | 'update'; count: number }

/** Counts whom the words that staff work on would reach. */
export function readReach(db: Database, advisory: DeskAdvisory, now: Date): Promise<AdvisoryReach> {
  const { id, words, servers, withdrawnAt } = advisory
  return readSnapshot(db, async tx => {
    const kind = advisoryNotice(words.serverIds, withdrawnAt ? [] : await readWarnings(tx, id))
    const { title, summary: text } = words
    const facts = advisoryFacts({ title, text, servers, publishedAt: now })
    const notice = { id: '', postId: id, kind, facts, createdAt: now }
    return { kind, count: await countAudience(tx, notice) }
  })
}

export type PostChange = { sequence: number; staffName: string | null; action: string; at: Date }

const mostChanges = 50

/** What people did to a post, the newest first. */
export function readPostChanges(db: Database, postId: string): Promise<PostChange[]> {
  const { sequence, action, at } = audit
  return db
    .select({ sequence, staffName: staff.name, action, at })
    .from(audit)
    .leftJoin(staff, eq(staff.id, audit.staffId))
    .where(eq(audit.subject, `post ${postId}`))
    .orderBy(desc(sequence))
    .limit(mostChanges)
}
