import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { type ListedBrand, readListedBrands } from '#db/reads/brands/desk-brands.ts'

export const metadata: Metadata = { title: 'Brands' }

/** The sites of resellers. */
export default async function BrandsPage() {
  const { db } = await requireStaff()
  const brands = await readListedBrands(db)
  const live = brands.filter(({ retiredAt }) => retiredAt === null)
  return (
    <>
      <Headline>{sentence(live.length)}</Headline>
      <p className="max-w-prose text-soft">
        A brand is a status site at a reseller’s own host name: their name and look over the servers that are
        theirs, with notices in their name. Its readers read facts alone, never your words, and nothing there
        names you. <a href="/desk/help/resellers">What it takes of DNS, proxy and mail</a>.
      </p>
      <May act="add-brand">
        <p className="my-5">
          <a href="/desk/brands/new" className="button">
            Add a brand
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
  if (count === 0) return 'There is no brand but your own'
  return count === 1 ? 'One brand beside your own' : `${count} brands beside your own`
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
          ? 'retired'
          : `${servers === 1 ? 'one server' : `${servers} servers`}, ${readers === 1 ? 'one reader by mail' : `${readers} readers by mail`}`}
      </span>
    </li>
  )
}
