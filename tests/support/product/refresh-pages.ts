import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { ProductVisit } from '#tests/support/product.ts'

/** Tells the page cache that anything may have changed, and waits until its readers hear of it. */
export async function refreshPages({ db, siteUrl }: ProductVisit): Promise<void> {
  const end = new AbortController()
  const live = await fetch(`${siteUrl}/live`, { signal: end.signal })
  const id = randomUUID()
  // What was changed before stands in the stream as well.
  const change = JSON.stringify({ id, paths: ['*', `/refreshed-${id}`] })
  await db.execute(sql`select pg_notify('allclear_pages', ${change})`)
  let said = ''
  for await (const chunk of live.body ?? []) {
    said += Buffer.from(chunk).toString()
    if (said.includes(`/refreshed-${id}`)) break
  }
  end.abort()
}
