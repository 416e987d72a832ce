import type { Database, Transaction } from '#db/client.ts'
import { insertAdvisory, isSlugTaken, lockAdvisory, writeDraft } from '#db/writes/posts/advisories.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { isSame } from '#lib/rules/decision/same.ts'
import type { AdvisoryDraft } from '#lib/rules/posts/advisory.ts'

export type WrittenAdvisory = {
  /** Chosen by the form, so that a form sent twice is one advisory. */
  postId: string
  staffId: string
  /** What the person had seen; 0: it is new. */
  version: number
  /** It counts until the advisory is published: then readers have its address. */
  slug: string
  draft: AdvisoryDraft
}

/** changed: a colleague changed it since, or it is gone; nothing was saved. slug-taken: another post has this address. */
export type Saved = 'saved' | 'changed' | 'slug-taken'

/** Keeps what staff wrote of an advisory as its draft. Readers see nothing of it until it is published. */
export function saveAdvisory(db: Database, written: WrittenAdvisory, now: Date): Promise<Saved> {
  return db.transaction(async tx => {
    const saved = await (written.version === 0 ? writeNew(tx, written, now) : writeAgain(tx, written))
    if (saved === 'kept') return 'saved'
    if (saved !== 'saved') return saved
    const { postId, staffId } = written
    await writeAudit(tx, { at: now, staffId, action: 'save-draft', subject: `post ${postId}` })
    return 'saved'
  })
}

/** kept: these very words are there already, from a form that was sent twice. */
type Write = Saved | 'kept'

async function writeNew(
  tx: Transaction,
  { postId, slug, draft }: WrittenAdvisory,
  now: Date,
): Promise<Write> {
  if (await insertAdvisory(tx, { id: postId, slug, draft }, now)) return 'saved'
  const there = await lockAdvisory(tx, postId)
  if (!there) return 'slug-taken'
  return isSame(there.draft, draft) ? 'kept' : 'changed'
}

async function writeAgain(
  tx: Transaction,
  { postId, version, slug, draft }: WrittenAdvisory,
): Promise<Write> {
  const post = await lockAdvisory(tx, postId)
  if (!post) return 'changed'
  if (post.version !== version) return isSame(post.draft, draft) ? 'kept' : 'changed'
  if (!post.publishedAt && (await isSlugTaken(tx, slug, postId))) return 'slug-taken'
  await writeDraft(tx, post, slug, draft)
  return 'saved'
}
