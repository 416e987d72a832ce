import type { PictureProblem } from '#lib/rules/look/file-problem.ts'
import { type CleanPicture, cleanPng, isPng, mostFileBytes } from './png.ts'
import { cleanSvg } from './svg.ts'

/** A picture that somebody chose, by its bytes alone: a PNG or a drawing of SVG, cleaned; or what is wrong with it. */
export function cleanPicture(bytes: Buffer): CleanPicture | PictureProblem {
  if (bytes.length > mostFileBytes) return 'too-long'
  return isPng(bytes) ? cleanPng(bytes) : cleanSvg(bytes)
}
