import { staffWords } from '#app/desk/staff-words.ts'
import type { AccentProblem } from '#lib/rules/look/accent.ts'
import type { PictureProblem, SheetProblem } from '#lib/rules/look/file-problem.ts'
import type { PicturePlace } from '#lib/rules/settings/site-settings.ts'
import { zonesByRegion } from '#lib/rules/time/zone.ts'

/** Why a setting cannot be changed at the desk. */
export function fixedWords(variable: string): string {
  return staffWords('deskSettings.settingsWords.fixedByVariable', { variable })
}

export const pictureNames = (): Record<PicturePlace, string> => ({
  logoLight: staffWords('deskSettings.settingsWords.theLogo'),
  logoDark: staffWords('deskSettings.settingsWords.theLogoOnDark'),
  icon: staffWords('deskSettings.settingsWords.theIcon'),
})

const pictureProblems = (): Record<PictureProblem, string> => ({
  'not-a-picture': staffWords('deskSettings.settingsWords.isNeitherAPng'),
  broken: staffWords('deskSettings.settingsWords.broken'),
  'too-large': staffWords('deskSettings.settingsWords.tooManyPixels'),
  'too-small': staffWords('deskSettings.settingsWords.tooFewPixels'),
  'too-long': staffWords('deskSettings.settingsWords.pictureTooLarge'),
  'too-complex': staffWords('deskSettings.settingsWords.hasTooManyParts'),
  'no-size': staffWords('deskSettings.settingsWords.doesNotSayHow'),
})

export function pictureWords(place: PicturePlace, problem: PictureProblem): string {
  return staffWords('deskSettings.settingsWords.pictureRefused', {
    picture: pictureNames()[place],
    pictureProblems: pictureProblems()[problem],
  })
}

/** The ratio that an accent has, and the colour that would do. */
export function accentWords({ mode, colour, ratio, nearest }: AccentProblem): string {
  return staffWords('deskSettings.settingsWords.colourCannotBeRead', { colour, mode, ratio, nearest })
}

const sheetProblems = (): Record<SheetProblem['is'], string> => ({
  'too-long': staffWords('deskSettings.settingsWords.styleSheetTooLarge'),
  'too-complex': staffWords('deskSettings.settingsWords.styleSheetTooLong'),
  unreadable: staffWords('deskSettings.settingsWords.cannotBeRead'),
  'at-rule': staffWords('deskSettings.settingsWords.mayNotLoadName'),
  address: staffWords('deskSettings.settingsWords.onlyDataPictures'),
  backslash: staffWords('deskSettings.settingsWords.hasABackslashOutside'),
  script: staffWords('deskSettings.settingsWords.runsSomething'),
})

export function sheetWords({ is, line, what }: SheetProblem): string {
  return staffWords('deskSettings.settingsWords.sheetProblem', {
    hasLine: line === null ? 'no' : 'yes',
    line: String(line),
    problem: sheetProblems()[is],
    hasWhat: what ? 'yes' : 'no',
    what: what ?? '',
  })
}

/** All time zones to choose one, by their own names. */
export function zoneChoices(): { value: string; word: string }[] {
  const zones = zonesByRegion().flatMap(region => region.places.map(place => place.zone))
  return zones.map(value => ({ value, word: value.replaceAll('_', ' ') }))
}
