import { basename } from 'node:path'
import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readNamedServers } from '#db/reads/servers/named-servers.ts'
import { addNotice } from '#db/writes/notices/notices.ts'
import { lockFilePost, upsertFilePost } from '#db/writes/posts/file-posts.ts'
import { noteAnnounced } from '#db/writes/posts/posts.ts'
import { markFilesPublished } from '#db/writes/settings/settings.ts'
import { log } from '#lib/log/log.ts'
import type { PostFile } from '#lib/posts/check.ts'
import { listPostFiles, readPostFile } from '#lib/posts/files.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { describeProblem } from '#lib/posts/problem.ts'
import { advisoryFacts, isNewAdvisory } from '#lib/rules/posts/advisory.ts'
import { plainBody } from './plain-body.ts'

/** PostgreSQL finds words in a text of a megabyte at most. In characters. */
const mostSearched = 200_000

/**
 * Gives every post that is kept as a file its row, so that lists, comments and notices find it, and tells of an advisory
 * that is new and says that it is to be mailed. What is there when an installation begins tells nobody.
 * A file with a mistake is left out, and each mistake is said with its line and column. Returns how many are published.
 */
export async function publishFiles(db: Database, now: Date, folder?: string): Promise<number> {
  const posts: PostFile[] = []
  for (const path of await listPostFiles(folder)) {
    const { post, problems } = await readPostFile(path)
    for (const problem of problems) log.error(describeProblem(problem))
    if (post && problems.length === 0) posts.push(post)
  }
  await db.transaction(async tx => {
    const isFirst = await markFilesPublished(tx, now)
    for (const post of posts) await publishFile(tx, post, isFirst, now)
  })
  return posts.length
}

async function publishFile(tx: Transaction, post: PostFile, isFirst: boolean, now: Date): Promise<void> {
  const { slug, kind, title, summary, publishedAt, updatedAt, notify, fileName } = post
  const times = { publishedAt, startedAt: publishedAt, updatedAt: updatedAt ?? publishedAt }
  const fileText = plainText(post.body).slice(0, mostSearched)
  const row = { slug, kind, title, summary, fileText, ...times, filePath: basename(fileName) }
  await upsertFilePost(tx, row, now)
  const kept = await lockFilePost(tx, slug)
  if (!kept || !isNewAdvisory({ kind, publishedAt, notify, announcedAt: kept.announcedAt }, now)) return
  await noteAnnounced(tx, kept.id, now)
  if (!isFirst) await tellAdvisory(tx, kept.id, post, now)
}

/** Tells who watches a server that it names; where it names none, everybody. */
async function tellAdvisory(tx: Transaction, postId: string, post: PostFile, now: Date): Promise<void> {
  const { title, summary, servers, groups, publishedAt } = post
  const named = await readNamedServers(tx, servers, groups)
  // It is about servers that are not ours.
  if (named.length === 0 && servers.length + groups.length > 0) return
  const text = [summary, await plainBody(tx, { postId, body: post.body }, now)].join('\n\n')
  const facts = advisoryFacts({ title, text, servers: named, publishedAt })
  await addNotice(tx, { id: newId(), postId, kind: 'advisory', facts }, now)
}
