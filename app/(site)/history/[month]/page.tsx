import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { PrintNote } from '#app/_components/site/print-note.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { HistoryHead } from '#app/(site)/history/_parts/history-head.tsx'
import { MonthLinks } from '#app/(site)/history/_parts/month-links.tsx'
import { MonthSection } from '#app/(site)/history/_parts/month-section.tsx'
import { type MonthHistory, readMonthHistory } from '#db/reads/posts/history.ts'
import { readMonth } from '#lib/rules/time/month.ts'
import { ourSite } from '#lib/site.ts'
import { monthName } from '#lib/words/moment.ts'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ month: string }>; searchParams: Promise<{ page?: string | string[] }> }

const load = cache(async (text: string, page: number) => {
  const now = new Date()
  const month = readMonth(text)
  const found = month ? await readMonthHistory({ month, page, zone: ourSite().zone }, now) : null
  if (!found) notFound()
  return { found, now }
})

async function loadFrom({ params, searchParams }: Props) {
  const { page } = await searchParams
  return load((await params).month, typeof page === 'string' && /^[1-9]\d?$/.test(page) ? Number(page) : 1)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: titleOf((await loadFrom(props)).found) }
}

export default async function MonthPage(props: Props) {
  const { found, now } = await loadFrom(props)
  return (
    <>
      <HistoryHead title={titleOf(found)} now={now} />
      <MonthSection history={found} now={now} isLinked={false} />
      <MonthLinks earlier={found.earlier} later={found.later} />
      <PrintNote path={`/history/${found.month}`} now={now} />
    </>
  )
}

function titleOf({ month: of, page }: MonthHistory): string {
  const words = readerWords()
  const month = monthName(words, of)
  return page > 1
    ? words('history.titleOfPage', { month, page: String(page) })
    : words('history.titleOfMonth', { month })
}
