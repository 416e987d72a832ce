import { env } from '#lib/env.ts'
import { chatTranslator } from './chat-translator.ts'
import type { Translator } from './translator.ts'

/** The translator that the environment names; null: there is none, and staff write all languages themselves. */
export function openTranslator(): Translator | null {
  const { TRANSLATOR_URL: url, TRANSLATOR_KEY: key, TRANSLATOR_MODEL: model } = env
  return url && model ? chatTranslator({ url, key: key ?? null, model }) : null
}
