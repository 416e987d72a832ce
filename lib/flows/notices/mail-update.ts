import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readUpdateSubject } from '#db/reads/incidents/update-facts.ts'
import { addNotice, type NoticeOfUpdate } from '#db/writes/notices/notices.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import type { NoticeFacts } from '#lib/rules/notices/notice.ts'

/** How an update is told. isForHeard: only to who has heard of its post. isCorrection: it says anew what was wrong. */
export type UpdateMailing = NoticeOfUpdate & { isForHeard?: boolean; isCorrection?: boolean }

/**
 * Tells an update of a post in the words of staff: of an incident to who watches its servers, or where it has none to all who
 * want to hear of outages; else to who heard of it.
 */
export async function mailUpdate(
  tx: Transaction,
  postId: string,
  text: string,
  now: Date,
  mailing: UpdateMailing | null = null,
): Promise<void> {
  const { about, title, servers } = await readUpdateSubject(tx, postId)
  const isCorrection = mailing?.isCorrection ?? false
  const words = { is: 'words' as const, about, title, text: plainText(text, 'light') }
  const body = isCorrection ? { ...words, isCorrection } : words
  const facts: NoticeFacts = { servers, endedBefore: [], stillAffected: [], saying: body }
  if (mailing?.isForHeard) facts.isForHeard = true
  const { updateId, waitsUntil } = mailing ?? { updateId: null, waitsUntil: null }
  const notice = { id: newId(), postId, kind: 'update' as const, facts }
  await addNotice(tx, notice, now, updateId ? { updateId, waitsUntil } : null)
}
