import { eq } from 'drizzle-orm'
import { demoSite } from '#content/demo/hoster.ts'
import { settings } from '#db/schema/setting.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { ProductVisit } from '#tests/support/product.ts'
import { refreshPages } from './refresh-pages.ts'

/** Makes the demo hoster's site speak a language, and offer others, from its next page on. */
export async function speak(
  product: ProductVisit,
  language: Language,
  ...otherLanguages: Language[]
): Promise<void> {
  const value = { ...demoSite, language, otherLanguages }
  await product.db.update(settings).set({ value }).where(eq(settings.key, 'site'))
  await refreshPages(product)
}
