import { type Database, getDatabase } from '#db/client.ts'
import { readThread } from '#db/reads/comments/replies.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { endReplies } from '#db/writes/comments/comments.ts'
import { verifyLink } from '#lib/links.ts'

/** What a link would end; null: it is none of ours, or the comment is gone. Changes nothing: programs open links too. */
export async function readEndableThread(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<{ title: string; slug: string } | null> {
  const link = verifyLink(await readSecret(db), 'end-replies', token, now)
  return 'problem' in link ? null : ((await readThread(db, link.subject)) ?? null)
}

/** Ends the mails about answers to one comment, at once. Returns false when the link is none of ours. */
export async function endRepliesTo(token: string, now: Date, db: Database = getDatabase()): Promise<boolean> {
  const link = verifyLink(await readSecret(db), 'end-replies', token, now)
  if ('problem' in link) return false
  await db.transaction(tx => endReplies(tx, link.subject, now))
  return true
}
