import type { Metadata } from 'next'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { BrandFind } from '#app/(brand)/at/[brand]/_parts/brand-find.tsx'
import { type BrandProps, brandOfPage } from '#app/(brand)/at/[brand]/_parts/brand-of.ts'
import { TroubleFacts } from '#app/(brand)/at/[brand]/_parts/brand-wall.tsx'
import { type BrandTrouble, findBrandServer } from '#db/reads/brands/brand-board.ts'
import { plainQuery, readServerQuery } from '#lib/rules/servers/server-query.ts'
import { serverSentence } from '#lib/words/servers.ts'

export const dynamic = 'force-dynamic'

type Props = BrandProps & { searchParams: Promise<{ q?: string | string[] }> }

export function generateMetadata(): Metadata {
  return { title: readerWords()('brands.find.title'), robots: { index: false } }
}

/** A server of the brand, or that nobody knows it: also of one that the hoster has for others. */
export default async function BrandFindPage(props: Props) {
  const { q } = await props.searchParams
  const typed = typeof q === 'string' ? q : ''
  const { id, site } = await brandOfPage(props)
  const query = readServerQuery(typed)
  const now = new Date()
  const isNamed = query.is === 'name' || query.is === 'ip'
  const found = isNamed ? await findBrandServer(id, query, now) : null
  return (
    <div className="py-8">
      {found ? <Found trouble={found} now={now} zone={site.zone} /> : <Unknown name={plainQuery(typed)} />}
      <BrandFind typed={typed} />
    </div>
  )
}

function Found({ trouble, now, zone }: { trouble: BrandTrouble; now: Date; zone: string }) {
  return (
    <>
      <h1 className="headline">{serverSentence(readerWords(), trouble.banner)}</h1>
      <TroubleFacts trouble={trouble} now={now} zone={zone} />
      <p className="mt-4">
        <a href={`/servers/${trouble.server.hostname}`}>{trouble.server.label}</a>
      </p>
    </>
  )
}

function Unknown({ name }: { name: string }) {
  const words = readerWords()
  return (
    <>
      <h1 className="headline">{words('brands.find.unknown', { name })}</h1>
      <p className="mt-4 max-w-[60ch]">{words('brands.find.next')}</p>
    </>
  )
}
