import { announcePages, readUnheard } from '#db/changes/announce.ts'
import type { Transaction } from '#db/client.ts'
import type { Shown } from '#db/writes/posts/posts.ts'
import { deskPage, type PageChange } from '#lib/shared.ts'
import { pagesOf } from './page-paths.ts'

/**
 * Tells every process which public pages these changes of posts show on. Of a post that readers may not know of not even
 * its servers are named, and staff alone hear of it.
 */
export async function announceShown(
  tx: Transaction,
  changes: readonly Shown[],
  now: Date,
): Promise<PageChange> {
  if (changes.length === 0) return announcePages(tx, [], now)
  const unheard = await readUnheard(tx, changes.flatMap(slugsOf), now)
  const shown = changes.filter(change => slugsOf(change).some(slug => !unheard.has(slug)))
  if (shown.length === 0) return announcePages(tx, [deskPage], now)
  const hostnames = new Set(shown.flatMap(change => change.hostnames))
  return announcePages(tx, pagesOf(shown.flatMap(slugsOf), [...hostnames]), now)
}

function slugsOf({ slug, slugs }: Shown): readonly string[] {
  return slugs ?? [slug]
}
