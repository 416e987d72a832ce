import type { TitledPost } from '#lib/rules/languages/translation.ts'

/** A title that staff wrote, in English alone. */
export function titled(title: string): TitledPost {
  return { title, titleFacts: null, language: 'en', translations: {} }
}
