import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { Moment } from '#app/_components/site/moment.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { brandOfPage } from '#app/(brand)/at/[brand]/_parts/brand-of.ts'
import { BrandMaintenanceList, TroubleFacts } from '#app/(brand)/at/[brand]/_parts/brand-wall.tsx'
import { LastDays } from '#app/(site)/servers/[hostname]/_parts/last-days.tsx'
import { Uptime } from '#app/(site)/servers/[hostname]/_parts/uptime.tsx'
import { type BrandServerPage, readBrandServerPage } from '#db/reads/brands/brand-board.ts'
import { historyDays } from '#db/reads/servers/server-page.ts'
import { serverSentence } from '#lib/words/servers.ts'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ brand: string; hostname: string }> }

const load = cache(async (brandId: string, hostname: string): Promise<BrandServerPage> => {
  const page = await readBrandServerPage(brandId, hostname, new Date())
  if (!page) notFound()
  return page
})

async function pageOf({ params }: Props) {
  const { brand, hostname } = await params
  return load(brand, decodeURIComponent(hostname))
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { banner } = await pageOf(props)
  return { title: serverSentence(readerWords(), banner).replace(/\.$/, '') }
}

/** One server of a brand: how it is, what is planned, and how it was. */
export default async function BrandServerView(props: Props) {
  const { site } = await brandOfPage(props)
  const page = await pageOf(props)
  const { server, banner, now, work } = page
  const words = readerWords()
  const past = { ...page, until: now, changes: page.changes.map(change => ({ ...change, post: null })) }
  return (
    <>
      <div className="pt-8 pb-2">
        <h1 className="headline">{serverSentence(words, banner)}</h1>
        <TroubleFacts trouble={page} now={now} zone={site.zone} />
        <p className="meta mt-2">
          <span translate="no" className="break-all">
            {server.hostname}
          </span>
          <span>
            {words.rich('servers.page.asOf', { time: () => <Moment at={now} now={now} zone={site.zone} /> })}
          </span>
        </p>
        <p className="mt-5 print:hidden">
          <a href={`/subscribe?server=${server.hostname}`} className="button">
            <span className="min-w-0 wrap-anywhere">
              {words.rich('servers.page.notices', {
                server: () => <span translate="no">{server.label}</span>,
              })}
            </span>
          </a>
        </p>
      </div>
      <BrandMaintenanceList work={work} now={now} zone={site.zone} />
      <section aria-labelledby="days" className="mt-9">
        <h2 id="days" className="section-title mb-3">
          {words('servers.page.days', { days: String(historyDays), isRetired: 'no' })}
        </h2>
        <LastDays page={past} zone={site.zone} />
      </section>
      {site.shows.uptime ? <Uptime page={past} /> : null}
    </>
  )
}
