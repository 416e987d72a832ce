import { type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import { updates } from '#db/schema/update.ts'

/** Some words of a text, in pieces: those that were looked for are found. */
export type Hit = { text: string; isFound: boolean }[]

/** Of a longer text only the beginning is looked through for an excerpt. In characters. */
const mostRead = 100_000
/** As many updates of a post are looked through, the first first. */
const mostUpdates = 50

/** Stand in no text: for private use, as Unicode says. */
const [begin, end] = ['\uE000', '\uE001']
const options = `StartSel=${begin}, StopSel=${end}, MaxWords=30, MinWords=15, ShortWord=2, HighlightAll=false`

/** Where these posts say what was typed: in the post, else in an update, else in the review as readers see it. */
export async function readHits(
  tx: Transaction,
  postIds: readonly string[],
  typed: string,
): Promise<Map<string, Hit>> {
  const query = sql`websearch_to_tsquery('english', ${typed})`
  const { rows } = await tx.execute<{ id: string; excerpt: string }>(sql`
    select own.id, ts_headline('english', hit.words, ${query}, ${options}) excerpt
    from unnest(${sql.param([...postIds])}::text[]) as own (id)
    cross join lateral (
      select words from (
        select ${readable(sql`concat_ws(' ', summary, body, file_text)`)} words, 1 place from ${posts} where id = own.id
        union all
        (select ${readable(sql`body`)}, 2 from ${updates}
          where post_id = own.id and body is not null order by created_at limit ${mostUpdates})
        union all
        select ${readable(sql`body`)}, 3 from ${reviews}
          where post_id = own.id and withdrawn_at is null and body is not null
      ) texts
      where to_tsvector('english', words) @@ ${query} order by place limit 1
    ) hit`)
  return new Map(rows.map(({ id, excerpt }) => [id, piecesOf(excerpt)]))
}

/** What stands in a text without the signs of its Markdown: tags, addresses of links, stars. */
function readable(text: SQL): SQL {
  const plain = sql`regexp_replace(left(${text}, ${mostRead}), '</?[A-Za-z][^<>]{0,250}>|\\]\\([^()]{0,250}\\)', ' ', 'g')`
  return sql`translate(${plain}, '*\`#[]{}${sql.raw(begin + end)}', '')`
}

function piecesOf(excerpt: string): Hit {
  const pieces = excerpt.split(begin).flatMap((piece, index) => {
    const [found = '', rest = ''] = index === 0 ? ['', piece] : piece.split(end)
    return [
      { text: found, isFound: true },
      { text: rest, isFound: false },
    ]
  })
  return pieces.filter(piece => piece.text !== '')
}
