import { basename } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { posts } from '#db/schema.ts'
import { listPostFiles, readPostFile } from '#lib/posts/files.ts'
import { describeProblem } from '#lib/posts/problem.ts'

/**
 * Gives every post that is kept as a file its row, so that lists, comments and notices find it.
 * A file with a mistake is left out, and each mistake is said with its line and column. Returns how many are published.
 */
export async function publishFiles(db: Database, now: Date): Promise<number> {
  let published = 0
  for (const path of await listPostFiles()) {
    const { post, problems } = await readPostFile(path)
    for (const problem of problems) console.error(`allclear: ${describeProblem(problem)}`)
    if (!post || problems.length > 0) continue
    const { slug, kind, title, summary, publishedAt, updatedAt } = post
    const row = {
      kind,
      title,
      summary,
      publishedAt,
      startedAt: publishedAt,
      updatedAt: updatedAt ?? publishedAt,
    }
    await db
      .insert(posts)
      .values({ ...row, slug, visibility: 'published', filePath: basename(path), createdAt: now })
      .onConflictDoUpdate({ target: posts.slug, set: row, setWhere: sql`${posts.filePath} is not null` })
    published += 1
  }
  return published
}
