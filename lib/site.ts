import { env } from './env.ts'
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

/** Puts in force what the database keeps of the site. */
export function holdSite(kept: KeptSite): void {
  held.site = siteOf(kept, fixed, byDefault)
}

/** The variable of the environment that fixes a setting; null: the desk may change it. */
export function fixedBy(setting: FixableSetting): string | null {
  return fixed[setting] === undefined ? null : fixingVariables[setting]
}
