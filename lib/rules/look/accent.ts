import type { SiteTheme } from '#lib/rules/settings/site-settings.ts'
import { contrastOf, leastContrast, nearestOf } from './contrast.ts'
import { accentGrounds } from './themes.ts'

/** By day, and by night. */
export const lookModes = ['light', 'dark'] as const
export type LookMode = (typeof lookModes)[number]

/** Why an accent cannot be read. ratio: its least, to be 4.5. nearest: a colour that can. */
export type AccentProblem = { mode: LookMode; colour: string; ratio: number; nearest: string }

/**
 * What is wrong with an accent, which names the site and fills its buttons: it must be read on paper and cards, and paper on
 * it. null: nothing is.
 */
export function accentProblem(colour: string, theme: SiteTheme, mode: LookMode): AccentProblem | null {
  const grounds = accentGrounds(theme, mode === 'light' ? 0 : 1)
  const ratio = Math.min(...grounds.map(ground => contrastOf(colour, ground)))
  if (ratio >= leastContrast.text) return null
  const end = mode === 'light' ? '#000000' : '#ffffff'
  // Rounded down, so that 4.49 does not read like enough.
  const shown = Math.floor(ratio * 10) / 10
  return { mode, colour, ratio: shown, nearest: nearestOf(colour, grounds, leastContrast.text) ?? end }
}

/** The accent of the night, where only one for the day was given: the nearest that can be read. */
export function accentByNight(light: string, theme: SiteTheme): string {
  return accentProblem(light, theme, 'dark')?.nearest ?? light
}
