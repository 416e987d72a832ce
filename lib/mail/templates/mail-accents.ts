import { accentByNight } from '#lib/rules/look/accent.ts'
import type { OurSite } from '#lib/rules/settings/site-settings.ts'
import { colours } from './look.ts'

/** The colour of the site's name in mails, whose paper is the same for every theme. */
export function mailAccents({ accentLight, accentDark }: Pick<OurSite, 'accentLight' | 'accentDark'>): {
  light: string
  dark: string
} {
  const light = accentLight ?? accentDark
  const dark = accentDark ?? (light ? accentByNight(light, 'paper') : '#eceae6')
  return { light: accentLight ?? colours.ink, dark }
}
