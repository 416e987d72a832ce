import type { Database, Transaction } from '#db/client.ts'
import {
  type ExaminablePost,
  readExaminablePost,
  readExaminations,
  readExaminedHostnames,
} from '#db/reads/agents/examined.ts'
import { readShown } from '#db/reads/incidents/shown.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { deleteExamined, replaceExamined } from '#db/writes/agents/examined.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { isExamined } from '#lib/rules/agents/examined.ts'

type Publication = { postId: string; staffId: string }

/**
 * Publishes of which servers agents have looked and found nothing, as of now: customers of those read it on the server's own
 * page and in its verdict, with since when and until when. What was published of the post before goes. nobody: there is no
 * such server; over: the post is about no file, or not public.
 */
export function publishExamined(
  db: Database,
  { postId, staffId }: Publication,
  now: Date,
): Promise<'done' | 'nobody' | 'over'> {
  // Filled in when it is known of how many.
  const facts: Record<string, unknown> = {}
  const act = { postId, staffId, action: 'publish-examined' as const, facts }
  return changePost<'nobody' | 'over'>(db, act, now, async tx => {
    const post = await readExaminablePost(tx, postId, now)
    if (!post) return 'over'
    const examined = await listExamined(tx, post, now)
    if (examined.length === 0) return 'nobody'
    const rows = examined.map(({ serverId, firstAt, receivedAt }) => {
      return { serverId, sinceAt: firstAt, lastAt: receivedAt }
    })
    await replaceExamined(tx, postId, rows, now)
    facts.servers = examined.length
    return { slug: post.slug, hostnames: examined.map(each => each.hostname) }
  })
}

/** The servers of which that can be said of a post now. */
export async function listExamined(tx: Database | Transaction, post: ExaminablePost, now: Date) {
  const [all, { missedBeats }] = [await readExaminations(tx, post), await readPolicy(tx)]
  return all.filter(each => isExamined(each, missedBeats, now))
}

/** Takes back what a post says of servers where agents looked. gone: it says so of none. */
export function withdrawExamined(
  db: Database,
  { postId, staffId }: Publication,
  now: Date,
): Promise<'done' | 'gone'> {
  const act = { postId, staffId, action: 'withdraw-examined' as const }
  return changePost<'gone'>(db, act, now, async tx => {
    const hostnames = await readExaminedHostnames(tx, postId)
    if ((await deleteExamined(tx, postId)) === 0) return 'gone'
    const { slug } = await readShown(tx, postId)
    return { slug, hostnames }
  })
}
