import { z } from 'zod'
import { LanguageCode } from '#lib/rules/languages/language-code.ts'
import { advisoryLimits } from '#lib/rules/posts/advisory.ts'
import { oneLine, proseOf } from './shapes.ts'

const language = LanguageCode.optional().describe(
  'In which it is written; left out: the language of the site',
)

function spokenAs<Shape extends z.ZodType>(shape: Shape) {
  const translations = z
    .partialRecord(LanguageCode, shape)
    .optional()
    .describe('The same in other languages, by their codes')
  return { language, translations }
}

/** What stands beside a text that customers read. most: its longest. */
export const withOptionalText = (most: number) => spokenAs(z.strictObject({ text: proseOf(most).optional() }))

/** The same beside a title and a text. */
export const spokenTitled = spokenAs(
  z.strictObject({ title: oneLine(160).optional(), text: proseOf(5000).optional() }),
)

/** The same of an advisory. */
export const spokenAdvisory = spokenAs(
  z.strictObject({
    title: oneLine(advisoryLimits.title).optional(),
    summary: oneLine(advisoryLimits.summary).optional(),
    text: proseOf(advisoryLimits.body).optional(),
  }),
)
