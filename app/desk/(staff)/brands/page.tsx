import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type ListedBrand, readListedBrands } from '#db/reads/brands/desk-brands.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskBrands.page.brands') })

/** The sites of resellers. */
export default async function BrandsPage() {
  const { db } = await requireStaff()
  const brands = await readListedBrands(db)
  const live = brands.filter(({ retiredAt }) => retiredAt === null)
  return (
    <>
      <Headline>{sentence(live.length)}</Headline>
      <p className="max-w-prose text-soft">
        {staffWords.rich('deskBrands.page.intro', {
          resellers: text => <a href="/desk/help/resellers">{text}</a>,
        })}
      </p>
      <May act="add-brand">
        <p className="my-5">
          <a href="/desk/brands/new" className="button">
            {staffWords('deskBrands.page.addABrand')}
          </a>
        </p>
      </May>
      <ul className="rows">
        {brands.map(brand => (
          <BrandLine key={brand.id} brand={brand} />
        ))}
      </ul>
    </>
  )
}

function sentence(count: number): string {
  if (count === 0) return staffWords('deskBrands.page.thereIsNoBrand')
  return staffWords('deskBrands.page.brandCount', { count })
}

function BrandLine({ brand: { id, host, site, retiredAt, servers, readers } }: { brand: ListedBrand }) {
  return (
    <li className="grid gap-x-6 py-2 sm:grid-cols-[1fr_1fr_auto]">
      <a href={`/desk/brands/${id}`} className="wrap-anywhere">
        {site.name ?? host}
      </a>
      <span className="break-all">{host}</span>
      <span className="text-soft">
        {retiredAt
          ? staffWords('deskBrands.page.retired')
          : staffWords('deskBrands.page.serversAndReaders', { servers, readers })}
      </span>
    </li>
  )
}
