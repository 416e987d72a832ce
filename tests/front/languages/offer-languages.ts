import type { Language } from '#lib/rules/languages/language.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { holdSite } from '#lib/site.ts'

/** Makes a site of this process that speaks a language, and offers others. */
export function offerLanguages(language: Language, ...otherLanguages: Language[]): void {
  holdSite(KeptSite.parse({ language, otherLanguages }))
}

/** The site is as nobody has changed it. */
export function endOffer(): void {
  holdSite(KeptSite.parse({}))
}
