import type { DrawnMetadata } from '#app/_components/site/drawn-metadata.ts'
import { alternatesOf } from '#app/_components/site/feed-addresses.ts'
import { PostRows } from '#app/_components/site/post-rows.tsx'
import { PrintNote } from '#app/_components/site/print-note.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { readLatestHistory } from '#db/reads/posts/history.ts'
import { ourSite } from '#lib/site.ts'
import { HistoryHead } from './_parts/history-head.tsx'
import { HowFast } from './_parts/how-fast.tsx'
import { MonthLinks } from './_parts/month-links.tsx'
import { MonthSection } from './_parts/month-section.tsx'

export const dynamic = 'force-dynamic'

export function generateMetadata(): DrawnMetadata {
  return { title: readerWords()('history.title'), alternates: alternatesOf({ markdown: '/history.md' }) }
}

/** The last two months with what is planned; all before is a click away. */
export default async function HistoryPage() {
  const now = new Date()
  const words = readerWords()
  const { pinned, months } = await readLatestHistory(ourSite().zone, now)
  return (
    <>
      <HistoryHead title={words('history.title')} now={now} />
      <HowFast now={now} />
      {pinned.length > 0 ? (
        <section aria-labelledby="pinned" className="mb-8">
          <h2 id="pinned" className="section-title mb-2">
            {words('history.pinned')}
          </h2>
          <PostRows posts={pinned} now={now} />
        </section>
      ) : null}
      {months.map(month => (
        <MonthSection key={month.month} history={month} now={now} isLinked />
      ))}
      {months.length === 0 ? <p>{words('history.none')}</p> : null}
      <MonthLinks earlier={months.at(-1)?.earlier ?? null} later={null} />
      <PrintNote path="/history" now={now} />
    </>
  )
}
