import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline } from '#app/_components/desk/card.tsx'
import { BrandWall } from '#app/(brand)/at/[brand]/_parts/brand-wall.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readBrandBoard } from '#db/reads/brands/brand-board.ts'
import { readBrand } from '#db/reads/brands/brands.ts'
import { shownBrand } from '#lib/brands.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskBrands.previewPage.whatABrandsReaders'),
})

/** The board of a brand at the desk, before its host leads here. */
export default async function BrandPreviewPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const { id } = await params
  const kept = await readBrand(db, id)
  if (!kept) notFound()
  const { host, site } = shownBrand(kept)
  return (
    <>
      <Headline>{staffWords('deskBrands.previewPage.whatReadersSee', { host })}</Headline>
      <p className="mb-4 text-soft">
        {staffWords.rich('deskBrands.previewPage.asItIsNow', {
          link: text => <a href={`/desk/brands/${id}`}>{text}</a>,
        })}
      </p>
      <div inert>
        <BrandWall board={await readBrandBoard(id, new Date(), db)} zone={site.zone} />
      </div>
    </>
  )
}
