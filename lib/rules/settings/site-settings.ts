import { z } from 'zod'
import { LanguageCode } from '#lib/rules/languages/language-code.ts'
import { Zone } from '#lib/rules/time/zone.ts'

/** What the desk may leave out of the public pages. */
export const shownParts = ['uptime', 'told', 'comments', 'meToo', 'delay'] as const
export type ShownPart = (typeof shownParts)[number]

export const siteThemes = ['paper', 'slate', 'plain'] as const
export type SiteTheme = (typeof siteThemes)[number]

/** A picture or a style sheet that was given: where it is kept, and of a picture its size in pixels. */
const SiteFile = z.object({
  /** The address of its bytes: the first 32 digits of their SHA-256, and what they are. */
  name: z.string().regex(/^[0-9a-f]{32}\.(png|svg|css)$/),
  width: z.number().int().min(1).optional(),
  height: z.number().int().min(1).optional(),
})
export type SiteFile = z.infer<typeof SiteFile>

/** The pictures of the site. logoDark: on dark ground; without it the other one stands there, too. */
export const picturePlaces = ['logoLight', 'logoDark', 'icon'] as const
export type PicturePlace = (typeof picturePlaces)[number]

const colour = z.string().regex(/^#[0-9a-f]{6}$/)
const shown = z.boolean().default(true)
/** Shown where staff have chosen so. */
const chosen = z.boolean().default(false)

/** What the desk keeps of the site. Whatever is missing has its default. */
export const KeptSite = z.object({
  /** Counts the changes, so that nobody overwrites what they have not seen. */
  version: z.number().int().default(0),
  name: z.string().min(1).max(80).optional(),
  zone: Zone.optional(),
  /** As whom mail goes out: "Status <status@example.com>". */
  mailFrom: z.string().max(200).optional(),
  /** The one whose pages have the plain addresses, and the others that readers may choose. */
  language: LanguageCode.default('en'),
  otherLanguages: z.array(LanguageCode).default([]),
  weekStart: z.enum(['monday', 'sunday']).default('monday'),
  home: z.string().optional(),
  /** Where readers ask for help: a page, or mailto: and an address. */
  support: z.string().optional(),
  imprint: z.string().optional(),
  privacy: z.string().optional(),
  footer: z.string().max(300).optional(),
  shows: z
    .object({ uptime: shown, told: shown, comments: shown, meToo: shown, delay: chosen })
    .default({ uptime: true, told: true, comments: true, meToo: true, delay: false }),
  theme: z.enum(siteThemes).default('paper'),
  accentLight: colour.optional(),
  accentDark: colour.optional(),
  logoLight: SiteFile.optional(),
  logoDark: SiteFile.optional(),
  icon: SiteFile.optional(),
  /** The style sheet of the hoster's own. */
  sheet: SiteFile.optional(),
  /** What the pages load where something differs from the look that Allclear comes with. */
  look: SiteFile.optional(),
})
export type KeptSite = z.infer<typeof KeptSite>

/** What the environment says of the site, which counts more than what the desk keeps. */
export type FixedSite = {
  name: string | undefined
  zone: string | undefined
  mailFrom: string | undefined
}

/** The variable that fixes a setting, where it is set. */
export const fixingVariables = { name: 'SITE_NAME', zone: 'TIME_ZONE', mailFrom: 'MAIL_FROM' } as const
export type FixableSetting = keyof typeof fixingVariables

/** The site as readers see it now. */
export type OurSite = Omit<KeptSite, FixableSetting> & Record<FixableSetting, string>

/** What holds: what the environment fixes, then what the desk keeps, then the default. */
export function siteOf(kept: KeptSite, fixed: FixedSite, byDefault: Record<FixableSetting, string>): OurSite {
  return {
    ...kept,
    name: fixed.name ?? kept.name ?? byDefault.name,
    zone: fixed.zone ?? kept.zone ?? byDefault.zone,
    mailFrom: fixed.mailFrom ?? kept.mailFrom ?? byDefault.mailFrom,
  }
}
