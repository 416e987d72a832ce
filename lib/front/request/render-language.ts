import type { IncomingMessage } from 'node:http'
import { isLanguage, type Language } from '#lib/rules/languages/language.ts'
import { ourSite } from '#lib/site.ts'

/** By which a page that is asked for over the private socket says in which language it is wanted. */
export const languageHeader = 'x-allclear-language'

/** The language of a page that we ask for ourselves. */
export function languageOfRender({ headers }: IncomingMessage): Language {
  const code = headers[languageHeader]
  return typeof code === 'string' && isLanguage(code) ? code : ourSite().language
}
