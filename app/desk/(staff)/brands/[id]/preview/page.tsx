import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline } from '#app/_components/desk/card.tsx'
import { BrandWall } from '#app/(brand)/at/[brand]/_parts/brand-wall.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { readBrandBoard } from '#db/reads/brands/brand-board.ts'
import { readBrand } from '#db/reads/brands/brands.ts'
import { shownBrand } from '#lib/brands.ts'

export const metadata: Metadata = { title: 'What a brand’s readers see' }

/** The board of a brand at the desk, before its host leads here. */
export default async function BrandPreviewPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const { id } = await params
  const kept = await readBrand(db, id)
  if (!kept) notFound()
  const { host, site } = shownBrand(kept)
  return (
    <>
      <Headline>What readers see at {host}</Headline>
      <p className="mb-4 text-soft">
        As it is now, in the colours of the desk; links work there alone.{' '}
        <a href={`/desk/brands/${id}`}>Back to the brand</a>
      </p>
      <div inert>
        <BrandWall board={await readBrandBoard(id, new Date(), db)} zone={site.zone} />
      </div>
    </>
  )
}
