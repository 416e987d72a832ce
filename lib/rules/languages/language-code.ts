import { z } from 'zod'
import { type Language, languageCodes } from './language.ts'

/** One of our languages, as it is typed, stored and sent. */
export const LanguageCode = z.enum(languageCodes as [Language, ...Language[]])
