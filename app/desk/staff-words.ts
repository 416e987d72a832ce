import { type Words, wordsIn } from '#lib/words/words.ts'

/** The words of the desk, which speaks English. */
export const staffWords: Words = wordsIn('en')
