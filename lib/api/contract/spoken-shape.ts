import { z } from 'zod'
import { LanguageCode } from '#lib/rules/languages/language-code.ts'

/** As posts answer. */
export const SpokenShape = {
  language: LanguageCode.describe('In which staff wrote it'),
  translations: z
    .partialRecord(
      LanguageCode,
      z.object({
        title: z.string().optional(),
        summary: z.string().optional(),
        text: z.string().optional(),
      }),
    )
    .describe('The same in other languages, as staff approved it'),
}
