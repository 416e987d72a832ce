import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'
import type { AdvisoryDraft } from '#lib/rules/posts/advisory.ts'

/** No time at which it is published by itself, and no private link to it. */
const nothingAhead = { publishAt: null, publishPlan: null, advanceToken: null }

export type HeldAdvisory = NonNullable<Awaited<ReturnType<typeof lockAdvisory>>>

/** An advisory that is kept in the database, locked until the transaction ends; undefined: there is none. */
export async function lockAdvisory(tx: Transaction, postId: string) {
  const { id, slug, title, summary, body, namedServerIds, draft, version, language, translations } = posts
  const { visibility, publishedAt, withdrawnAt, publishAt, publishPlan, advanceToken } = posts
  const [row] = await tx
    .select({
      id,
      slug,
      title,
      summary,
      body,
      namedServerIds,
      draft,
      version,
      language,
      translations,
      visibility,
      publishedAt,
      withdrawnAt,
      publishAt,
      publishPlan,
      advanceToken,
    })
    .from(posts)
    .where(and(eq(id, postId), eq(posts.kind, 'advisory'), isNull(posts.filePath)))
    .for('update')
  return row
}

export type NewAdvisory = { id: string; slug: string; draft: AdvisoryDraft }

/** Adds an advisory that no reader sees. Returns false when its id or its address is taken. */
export async function insertAdvisory(
  tx: Transaction,
  { id, slug, draft }: NewAdvisory,
  now: Date,
): Promise<boolean> {
  const { title, summary, ...said } = draft
  const rows = await tx
    .insert(posts)
    .values({
      id,
      slug,
      kind: 'advisory',
      title,
      summary,
      ...languagesOf(said),
      draft,
      visibility: 'draft',
      version: 1,
      startedAt: now,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: posts.id })
  return rows.length > 0
}

/** Keeps the next words of an advisory; what was never public goes by them, and by this address, at once. */
export async function writeDraft(
  tx: Transaction,
  { id, publishedAt, version }: HeldAdvisory,
  slug: string,
  draft: AdvisoryDraft,
): Promise<void> {
  const { title, summary } = draft
  const shown = publishedAt ? {} : { slug, title, summary, ...languagesOf(draft) }
  await tx
    .update(posts)
    .set({ ...shown, draft, version: version + 1 })
    .where(eq(posts.id, id))
}

/** Shows the draft to readers, who see it as edited when there was something to see before. */
export async function publishDraft(
  tx: Transaction,
  { id, publishedAt, version }: HeldAdvisory,
  { title, summary, body, serverIds, ...said }: AdvisoryDraft,
  now: Date,
): Promise<void> {
  await tx
    .update(posts)
    .set({
      title,
      summary,
      body,
      ...languagesOf(said),
      namedServerIds: serverIds,
      draft: null,
      version: version + 1,
      visibility: 'published',
      withdrawnAt: null,
      publishAt: null,
      publishPlan: null,
      updatedAt: now,
      ...(publishedAt ? {} : { publishedAt: now, startedAt: now }),
    })
    .where(eq(posts.id, id))
}

/** Takes an advisory from readers. What they saw is the draft from now on, unless there is one. */
export async function withdrawPost(tx: Transaction, held: HeldAdvisory, now: Date): Promise<void> {
  const { id, version, title, summary, body, namedServerIds, language, translations } = held
  const words = { title, summary: summary ?? '', body: body ?? '', language, translations }
  const draft = held.draft ?? { ...words, serverIds: namedServerIds }
  await tx
    .update(posts)
    .set({ visibility: 'draft', withdrawnAt: now, draft, version: version + 1, ...nothingAhead })
    .where(eq(posts.id, id))
}

/** A draft of a version that knew one language is in the one that its post is in. */
function languagesOf({ language, translations }: Pick<AdvisoryDraft, 'language' | 'translations'>) {
  return { ...(language ? { language } : {}), translations: translations ?? {} }
}

/** Throws the draft away: readers keep what they see, and what was never public is gone. */
export async function dropDraft(tx: Transaction, { id, publishedAt, version }: HeldAdvisory): Promise<void> {
  if (!publishedAt) await tx.delete(posts).where(eq(posts.id, id))
  else
    await tx
      .update(posts)
      .set({ draft: null, version: version + 1, ...nothingAhead })
      .where(eq(posts.id, id))
}
