import type { Language } from '#lib/rules/languages/language.ts'

/** A text that is to be in another language. */
export type TranslationAsk = { text: string; from: Language; to: Language }

/** What became of it. why: the rest of a sentence that begins with the language, for staff. */
export type TranslationDraft = { is: 'drafted'; text: string } | { is: 'failed'; why: string }

/**
 * Drafts words of staff in another language, for staff to read and change: nothing that it says is ever published by itself. Never
 * throws; signal ends it.
 */
export type Translator = { draft: (ask: TranslationAsk, signal: AbortSignal) => Promise<TranslationDraft> }
