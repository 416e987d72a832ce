import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'

/** The channel on which the processes of one database tell each other which public pages changed. */
const pagesChannel = 'allclear_pages'

/** PostgreSQL refuses a longer payload with an error (8,000 bytes); beyond this everything is refreshed. */
const mostBytes = 7_500

/** Tells every process, as soon as the transaction commits, that these pages changed. Paths are as in the address bar. */
export async function announcePages(tx: Transaction, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return
  const list = JSON.stringify(paths)
  const payload = Buffer.byteLength(list) > mostBytes ? '["*"]' : list
  await tx.execute(sql`select pg_notify(${pagesChannel}, ${payload})`)
}

/** The public pages that show a post or a server. */
export function pagesOf(slugs: readonly string[], hostnames: readonly string[]): string[] {
  return ['/', '/posts', ...slugs.map(slug => `/posts/${slug}`), ...hostnames.map(name => `/servers/${name}`)]
}
