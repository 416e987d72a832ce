import type { GivenFile } from '#lib/flows/settings/change-site.ts'
import { takePicture } from '#lib/flows/settings/take-file.ts'
import { accentProblem, lookModes } from '#lib/rules/look/accent.ts'
import {
  type PicturePlace,
  picturePlaces,
  type SiteFile,
  type SiteTheme,
} from '#lib/rules/settings/site-settings.ts'
import { accentWords, pictureWords } from './settings-words.ts'

type GivenAccents = { theme: SiteTheme; accentLight: string | undefined; accentDark: string | undefined }

/** What is wrong with the colours of a site or a brand, in words; null: nothing. */
export function accentsProblem({ theme, accentLight, accentDark }: GivenAccents): string | null {
  const accents = { light: accentLight, dark: accentDark }
  const problems = lookModes.flatMap(mode => {
    const colour = accents[mode]
    return (colour && accentProblem(colour, theme, mode)) || []
  })
  return problems.length > 0 ? problems.map(accentWords).join(' ') : null
}

type GivenPictures = Partial<Record<PicturePlace, File>> & {
  dropLogoLight: boolean
  dropLogoDark: boolean
  dropIcon: boolean
}

type TakenPictures = { part: Partial<Record<PicturePlace, SiteFile | undefined>>; files: GivenFile[] }

/** The pictures of a form as they will be kept, those left out that are to go; or what is wrong with one. */
export async function takePictures(given: GivenPictures): Promise<TakenPictures | { problem: string }> {
  const part: TakenPictures['part'] = {}
  if (given.dropLogoLight) part.logoLight = undefined
  if (given.dropLogoDark) part.logoDark = undefined
  if (given.dropIcon) part.icon = undefined
  const files: GivenFile[] = []
  for (const place of picturePlaces) {
    const file = given[place]
    if (!file || file.size === 0) continue
    const taken = takePicture(Buffer.from(await file.arrayBuffer()))
    if ('problem' in taken) return { problem: pictureWords(place, taken.problem) }
    part[place] = taken.shown
    files.push(taken.file)
  }
  return { part, files }
}
