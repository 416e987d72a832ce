import { and, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { isUnheard } from '#db/conditions/unheard.ts'
import { newId } from '#db/id.ts'
import { keptStatement } from '#db/questions/kept-question.ts'
import { pageChanges } from '#db/schema/pages/change.ts'
import { posts } from '#db/schema/post.ts'
import type { PageChange } from '#lib/shared.ts'

/** The channel on which the processes of one database tell each other which public pages changed. */
export const pagesChannel = 'allclear_pages'

/** PostgreSQL refuses a longer payload with an error (8,000 bytes); beyond this everything is refreshed. */
const mostBytes = 7_500

const ofPosts = '/posts/'

type Announced = { id: string; named: readonly string[]; now: Date; tooMuch: string }

/** One question: a decision waits for each. */
const announce = keptStatement<Announced, { paths: string[] }>(({ id, named, now, tooMuch }) => {
  const isOfUnheard = sql`exists (
    select from ${posts} where ${posts.slug} = substr(path, ${sql.raw(String(ofPosts.length + 1))})
      and path like ${sql.raw(`'${ofPosts}%'`)} and ${isUnheard(now)})`
  const told = sql`json_build_object('id', id, 'paths', paths)::text`
  return sql`
    with shown as (
      select array(select path from unnest(${named}::text[]) with ordinality as named(path, place)
        where not ${isOfUnheard} order by place) as paths),
    written as (
      insert into ${pageChanges} (id, paths) select ${id}, paths from shown where cardinality(paths) > 0 returning id, paths)
    select paths, pg_notify(${sql.raw(`'${pagesChannel}'`)},
      case when octet_length(${told}) > ${sql.raw(String(mostBytes))} then ${tooMuch} else ${told} end) from written`
})

/**
 * Tells every process, as soon as the transaction commits, that these pages changed, and writes it down for those that the
 * notification does not reach. Paths are as in the address bar; those of
 * posts that readers may not know of are left out, because every reader's browser is told the rest.
 * Returns the change, for this process to refresh its own pages after the commit without waiting to hear of it.
 */
export async function announcePages(
  tx: Transaction,
  named: readonly string[],
  now: Date,
): Promise<PageChange> {
  const id = newId()
  if (named.length === 0) return { id, paths: [] }
  const tooMuch = JSON.stringify({ id, paths: ['*'] })
  const [written] = await announce(tx, { id, named, now, tooMuch })
  return { id, paths: written?.paths ?? [] }
}

/** Of these slugs those of posts that readers may not know of. */
export async function readUnheard(
  tx: Transaction,
  slugs: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (slugs.length === 0) return new Set()
  const rows = await tx
    .select({ slug: posts.slug })
    .from(posts)
    .where(and(inArray(posts.slug, [...slugs]), isUnheard(now)))
  return new Set(rows.map(row => row.slug))
}
