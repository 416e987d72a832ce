import { wordsIn } from '#lib/words/words.ts'

/** The desk speaks English, whatever language readers have. */
export const deskWords = wordsIn('en')
