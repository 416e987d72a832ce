import type { Metadata } from 'next'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type ListedImport, readImports } from '#db/reads/imports/imports.ts'
import { importedProducts } from '#lib/rules/imports/products.ts'
import { ourSite } from '#lib/site.ts'
import { importStateWords } from './_parts/import-words.ts'
import { ProductForms } from './_parts/product-forms.tsx'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskImports.page.comingFromAnotherProduct'),
})

const mostListed = 20

export default async function ImportsPage() {
  const { db } = await requireStaff()
  const imports = await readImports(db, mostListed)
  return (
    <div className="max-w-3xl">
      <p className="mt-6 -mb-6 text-sm">
        <a href="/desk/settings">{staffWords('deskImports.page.settings')}</a>
      </p>
      <Headline>{staffWords('deskImports.page.comingFromAnotherProduct')}</Headline>
      <p className="max-w-prose text-soft">{staffWords('deskImports.page.intro')}</p>
      <Part title={staffWords('deskImports.page.whereFrom')}>
        {importedProducts.map(product => (
          <ProductForms key={product.name} product={product} zone={ourSite().zone} />
        ))}
      </Part>
      {imports.length > 0 ? (
        <Part title={staffWords('deskImports.page.whatWasRead')}>
          <ul className="rows">
            {imports.map(each => (
              <ImportRow key={each.id} row={each} />
            ))}
          </ul>
        </Part>
      ) : null}
    </div>
  )
}

function ImportRow({ row: { id, product, site, state, createdAt, by } }: { row: ListedImport }) {
  return (
    <li className="grid gap-1 py-3">
      <a
        href={`/desk/settings/imports/${id}`}
        className="inline-flex min-h-11 items-center font-semibold wrap-anywhere"
      >
        {staffWords(`imports.product.${product}`)} {site}
      </a>
      <p className="text-sm text-soft">
        {staffWords.rich('deskImports.page.stateAndBeginning', {
          importState: importStateWords()[state],
          by,
          createdAt: () => <LocalTime at={createdAt} />,
        })}
      </p>
    </li>
  )
}
