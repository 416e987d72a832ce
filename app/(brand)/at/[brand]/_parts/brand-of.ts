import { cache } from 'react'
import { readLiveBrand } from '#db/reads/brands/brands.ts'
import { shownBrand } from '#lib/brands.ts'
import type { Brand } from '#lib/rules/brands/brand.ts'

/** What each page of a brand is given by its address inside, which the front alone asks for. */
export type BrandProps = { params: Promise<{ brand: string }> }

/** The brand whose page is made. Throws where there is none any more: a page that says so would be the hoster's. */
export async function brandOfPage({ params }: BrandProps): Promise<Brand> {
  return load((await params).brand)
}

const load = cache(async (id: string): Promise<Brand> => {
  const kept = await readLiveBrand(id)
  if (!kept) throw new Error(`There is no brand ${id}, whose page was to be made.`)
  return shownBrand(kept)
})
