import type { Database, Transaction } from '#db/client.ts'
import { readLiveFacts } from '#db/reads/posts/live-facts.ts'
import { fillLive } from '#lib/posts/live-elements.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { sayLive } from '#lib/words/containment/live-text.ts'
import { wordsIn } from '#lib/words/words.ts'

/** The text of a post in plain, as it is mailed now: its lists as they hold at this moment, without names of other servers. */
export async function plainBody(
  tx: Database | Transaction,
  { postId, body }: { postId: string; body: string },
  now: Date,
): Promise<string> {
  const live = await readLiveFacts(tx, { postId, texts: [body] }, now)
  return plainText(fillLive(body, sayLive(wordsIn('en'), live, { mayName: false })))
}
