import { cleanPicture } from '#lib/look/picture.ts'
import { sheetProblems } from '#lib/look/sheet.ts'
import type { PictureProblem, SheetProblem } from '#lib/rules/look/file-problem.ts'
import type { SiteFile } from '#lib/rules/settings/site-settings.ts'
import type { GivenFile } from './change-site.ts'
import { newSiteFile } from './site-file.ts'

/** A picture as it will be kept and shown, or what is wrong with it. */
export function takePicture(
  bytes: Buffer,
): { file: GivenFile; shown: SiteFile } | { problem: PictureProblem } {
  const clean = cleanPicture(bytes)
  if (typeof clean === 'string') return { problem: clean }
  const { type, width, height } = clean
  const file = newSiteFile(type, clean.bytes)
  return { file, shown: { name: file.name, width, height } }
}

/** A style sheet as it will be kept; null: there is nothing in it. Or what is wrong with it. */
export function takeSheet(css: string): { file: GivenFile | null } | { problems: SheetProblem[] } {
  if (css.trim() === '') return { file: null }
  const problems = sheetProblems(css)
  return problems.length > 0 ? { problems } : { file: newSiteFile('css', Buffer.from(css)) }
}
