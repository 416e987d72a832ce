import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readUpdateSubject } from '#db/reads/incidents/update-facts.ts'
import { addNotice } from '#db/writes/notices/notices.ts'
import { plainText } from '#lib/posts/plain-text.ts'

/** Tells an update of a post in the words of staff: of an incident to who watches its servers, else to who heard of it. */
export async function mailUpdate(tx: Transaction, postId: string, text: string, now: Date): Promise<void> {
  const { about, title, servers } = await readUpdateSubject(tx, postId)
  const body = { is: 'words' as const, about, title, text: plainText(text, 'light') }
  const facts = { servers, endedBefore: [], stillAffected: [], saying: body }
  await addNotice(tx, { id: newId(), postId, kind: 'update', facts }, now)
}
