import { env } from './env.ts'
import type { Language } from './rules/languages/language.ts'
import {
  type FixableSetting,
  type FixedSite,
  fixingVariables,
  KeptSite,
  type OurSite,
  siteOf,
} from './rules/settings/site-settings.ts'
import { sharedOnce } from './shared.ts'

const fixed: FixedSite = { name: env.SITE_NAME, zone: env.TIME_ZONE, mailFrom: env.MAIL_FROM }

const byDefault: Record<FixableSetting, string> = {
  name: 'Allclear',
  zone: 'UTC',
  mailFrom: 'Allclear <status@localhost>',
}

/** One for both bundles of the process: what either hears of holds for both. */
const held = sharedOnce('site', () => ({ site: siteOf(KeptSite.parse({}), fixed, byDefault) }))

/** The site as it is now. Asked for where it is used and never remembered, because staff change it while the process runs. */
export function ourSite(): OurSite {
  return held.site
}

/** The languages that readers may choose, that of the site first. */
export function offeredLanguages(): Language[] {
  const { language, otherLanguages } = held.site
  return [language, ...otherLanguages.filter(other => other !== language)]
}

/** The language of a reader who has chosen this one, or none: what is offered no more is the site's. */
export function readerLanguage(chosen: Language | null): Language {
  return offeredLanguages().find(language => language === chosen) ?? held.site.language
}

/** Where a site has its pages in a language, for what stands outside of them: "https://status.example.com/de". siteUrl: the hoster's, or a brand's. */
export function pagesIn(language: Language, siteUrl: string): string {
  return language === held.site.language ? siteUrl : `${siteUrl}/${language}`
}

/** Puts in force what the database keeps of the site. */
export function holdSite(kept: KeptSite): void {
  held.site = siteOf(kept, fixed, byDefault)
}

/** The variable of the environment that fixes a setting; null: the desk may change it. */
export function fixedBy(setting: FixableSetting): string | null {
  return fixed[setting] === undefined ? null : fixingVariables[setting]
}
