import type { AccentProblem } from '#lib/rules/look/accent.ts'
import type { PictureProblem, SheetProblem } from '#lib/rules/look/file-problem.ts'
import type { PicturePlace } from '#lib/rules/settings/site-settings.ts'

/** Why a setting cannot be changed at the desk. */
export function fixedWords(variable: string): string {
  return `Fixed by ${variable} in the environment. To change it here, leave that variable out and start Allclear again.`
}

export const pictureNames: Record<PicturePlace, string> = {
  logoLight: 'The logo',
  logoDark: 'The logo on dark ground',
  icon: 'The icon',
}

const pictureProblems: Record<PictureProblem, string> = {
  'not-a-picture': 'is neither a PNG nor a drawing of SVG: save it as one of them',
  broken: 'is broken: save it again, or export it anew',
  'too-large': 'has more than 2048 pixels on a side: make it smaller',
  'too-small': 'has fewer than 16 pixels on a side: choose a larger one',
  'too-long': 'has more than 256 KiB: make it smaller, or save it with fewer colours',
  'too-complex': 'has too many parts, or declares its own entities: export it as plain SVG',
  'no-size': 'does not say how large it is: give it a viewBox',
}

export function pictureWords(place: PicturePlace, problem: PictureProblem): string {
  return `${pictureNames[place]} ${pictureProblems[problem]}. Nothing was changed.`
}

/** The ratio that an accent has, and the colour that would do. */
export function accentWords({ mode, colour, ratio, nearest }: AccentProblem): string {
  const ground = mode === 'light' ? 'by day' : 'by night'
  return `${colour} cannot be read ${ground}: its contrast is ${ratio} to 1, and 4.5 to 1 is needed. The nearest that can is ${nearest}.`
}

const sheetProblems: Record<SheetProblem['is'], string> = {
  'too-long': 'has more than 64 KiB',
  'too-complex': 'has more than 4000 rules and properties, or more than 8 brackets in one another',
  unreadable: 'cannot be read',
  'at-rule':
    'may not load, name or declare anything: only @media, @supports, @layer, @keyframes, @container and @starting-style',
  address: 'may show pictures as data: only, since the pages load nothing from elsewhere',
  backslash: 'has a backslash outside of quotes: write the sign itself',
  script: 'runs something',
}

export function sheetWords({ is, line, what }: SheetProblem): string {
  const place = line === null ? 'The style sheet' : `Line ${line} of the style sheet`
  return `${place} ${sheetProblems[is]}${what ? ` (${what})` : ''}.`
}
