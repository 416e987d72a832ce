import type { SiteTheme } from '#lib/rules/settings/site-settings.ts'
import { accentByNight } from './accent.ts'
import { type Token, themes } from './themes.ts'

/** What the pages look like. sheet: the hoster's own rules, as they were checked. */
export type Look = {
  theme: SiteTheme
  accentLight: string | undefined
  accentDark: string | undefined
  sheet: string | null
}

/** The style sheet that the public pages load after their own; null: nothing differs from it. */
export function styleOf({ theme, accentLight, accentDark, sheet }: Look): string | null {
  const changed = (Object.keys(themes.paper) as Token[]).filter(
    token => themes[theme][token].join() !== themes.paper[token].join(),
  )
  const lines = changed.map(token => lineOf(token, themes[theme][token]))
  const light = accentLight ?? accentDark
  if (light)
    lines.push(
      lineOf('accent', [accentLight ?? themes[theme].ink[0], accentDark ?? accentByNight(light, theme)]),
    )
  // More specific than the sheet of the pages, whichever comes first.
  const own = lines.length > 0 ? [`html:root {\n${lines.join('\n')}\n}\n`] : []
  const all = [...own, ...(sheet ? [sheet] : [])].join('\n')
  return all === '' ? null : all
}

function lineOf(name: string, [light, dark]: readonly [string, string]): string {
  return `  --${name}: light-dark(${light}, ${dark});`
}
