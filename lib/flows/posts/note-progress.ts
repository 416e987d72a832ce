import { announcePages } from '#db/changes/announce.ts'
import type { Database, Transaction } from '#db/client.ts'
import { lockProgress } from '#db/reads/posts/progress.ts'
import { setProgressWord, writeProgress } from '#db/writes/posts/ahead.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { getShared } from '#lib/shared.ts'
import { pagesOf } from './page-paths.ts'

export type NotedProgress = {
  postId: string
  staffId: string
  /** How staff call the work; null: readers see no progress. Left out: it stays. */
  word?: string | null
  done: readonly string[]
  undone: readonly string[]
  /** Which system, for the audit. */
  by?: string
}

/**
 * Notes on which servers of an advisory the work is done; what it does not name is left out. Twice is as good as once.
 * gone: readers see no such advisory.
 */
export async function noteProgress(
  db: Database,
  { postId, staffId, word, done, undone, by }: NotedProgress,
  now: Date,
): Promise<'done' | 'gone'> {
  const change = await db.transaction(async tx => {
    const post = await lockProgress(tx, postId)
    if (!post) return null
    const named = new Set(post.namedServerIds)
    const of = (ids: readonly string[]) => ids.filter(id => named.has(id))
    if (word !== undefined) await setProgressWord(tx, postId, word)
    await writeProgress(tx, postId, { done: of(done), undone: of(undone) }, now)
    await note(tx, { postId, staffId, by, counts: { done: of(done).length, undone: of(undone).length } }, now)
    return announcePages(tx, pagesOf([post.slug], []), now)
  })
  if (!change) return 'gone'
  await getShared().pages.refresh(change)
  return 'done'
}

type Note = Pick<NotedProgress, 'postId' | 'staffId' | 'by'> & { counts: { done: number; undone: number } }

async function note(tx: Transaction, { postId, staffId, by, counts }: Note, now: Date): Promise<void> {
  const facts = by ? { ...counts, by } : counts
  await writeAudit(tx, { at: now, staffId, action: 'note-progress', subject: `post ${postId}`, facts })
}
