import type { SiteTheme } from '#lib/rules/settings/site-settings.ts'

/** A colour by day and by night. */
type Pair = readonly [light: string, dark: string]

/** The colours of the public pages by name: each is a variable of CSS, described in docs/look.md. */
export type Token =
  | 'paper'
  | 'card'
  | 'ink'
  | 'soft'
  | 'line'
  | 'ok'
  | 'slow'
  | 'slow-bg'
  | 'part'
  | 'part-bg'
  | 'down'
  | 'down-bg'
  | 'work'
  | 'work-bg'
  | 'none'
  | 'none-bg'
  | 'focus'

/** The look that Allclear comes with: app/globals.css says the same. */
const paper: Record<Token, Pair> = {
  paper: ['#fbfaf8', '#151719'],
  card: ['#ffffff', '#1c1f22'],
  ink: ['#1d1f21', '#eceae6'],
  soft: ['#5c6166', '#a3a8ad'],
  line: ['#e3e0da', '#2c3034'],
  ok: ['#2f7d5b', '#6cc79c'],
  slow: ['#8a5a00', '#f0c060'],
  'slow-bg': ['#fdf1d8', '#3a2d10'],
  part: ['#a3420b', '#f2a27c'],
  'part-bg': ['#fde7da', '#3d2416'],
  down: ['#a11226', '#ff9aa6'],
  'down-bg': ['#fbe0e3', '#43161d'],
  work: ['#24508f', '#9cc0f5'],
  'work-bg': ['#e3edfb', '#182a45'],
  none: ['#5c6166', '#a3a8ad'],
  'none-bg': ['#eeece7', '#26292c'],
  focus: ['#24508f', '#9cc0f5'],
}

/** Each theme: the whole of its colours. slate is cool, plain has the most contrast. */
export const themes: Record<SiteTheme, Record<Token, Pair>> = {
  paper,
  slate: {
    ...paper,
    paper: ['#f5f7fa', '#10151c'],
    card: ['#ffffff', '#18202a'],
    ink: ['#15202b', '#e6ecf2'],
    soft: ['#52606d', '#9fb0c0'],
    line: ['#d6dee6', '#2a3542'],
    none: ['#52606d', '#9fb0c0'],
    'none-bg': ['#e6ebf1', '#212b37'],
  },
  plain: {
    ...paper,
    paper: ['#ffffff', '#000000'],
    card: ['#ffffff', '#0d0d0d'],
    ink: ['#000000', '#ffffff'],
    soft: ['#3d4247', '#c8ccd0'],
    line: ['#8a8f94', '#6b7075'],
    ok: ['#1c5c41', '#8fe0b8'],
    slow: ['#6b4500', '#ffd47a'],
    part: ['#7d3208', '#ffb896'],
    down: ['#850e1f', '#ffb3bc'],
    work: ['#1a3d70', '#b8d4fb'],
    none: ['#3d4247', '#c8ccd0'],
    focus: ['#1a3d70', '#b8d4fb'],
  },
}

/** Text, and the grounds that it stands on. */
export const textPairs: readonly (readonly [Token, readonly Token[]])[] = [
  ['ink', ['paper', 'card', 'slow-bg', 'part-bg', 'down-bg', 'work-bg', 'none-bg']],
  ['soft', ['paper', 'card']],
  ['ok', ['paper', 'card']],
  ['slow', ['paper', 'card', 'slow-bg']],
  ['part', ['paper', 'card', 'part-bg']],
  ['down', ['paper', 'card', 'down-bg']],
  ['work', ['paper', 'card', 'work-bg']],
  ['none', ['paper', 'card', 'none-bg']],
]

/** What is drawn to be seen, and its grounds. */
export const drawnPairs: readonly (readonly [Token, readonly Token[]])[] = [['focus', ['paper', 'card']]]

/** What an accent stands on in this theme, by day (0) or by night (1). */
export function accentGrounds(theme: SiteTheme, mode: 0 | 1): string[] {
  return [themes[theme].paper[mode], themes[theme].card[mode]]
}
