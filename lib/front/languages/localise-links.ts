import type { RenderedAnswer } from '#lib/front/page.ts'
import { documentIn, pagePrefix } from '#lib/language.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { addressIn, isSpoken } from './address.ts'

const link = /(\s(?:href|action|formaction)=")(\/(?!\/)[^"]*)(?=")/g

/** A page whose links, and forms, lead on in its own language. */
export function localiseLinks(html: string, language: Language): string {
  const known = new Map<string, string>()
  return html.replace(link, (_, before: string, url: string) => {
    let localised = known.get(url)
    if (localised === undefined) {
      localised = isSpoken(url) ? addressIn(language, url) : url
      known.set(url, localised)
    }
    return before + localised
  })
}

/** The same of whatever was made: pages have links in them, and what has moved says where it is. */
export function localiseAnswer(answer: RenderedAnswer, language: Language): RenderedAnswer {
  // In English, where that is the site's own, nothing has a language before it.
  if (pagePrefix(language) === '' && documentIn(language, '') === '') return answer
  const { location, contentType, body } = answer
  const isPage = contentType.startsWith('text/html')
  return {
    ...answer,
    location: location?.startsWith('/') && isSpoken(location) ? addressIn(language, location) : location,
    body: isPage ? Buffer.from(localiseLinks(body.toString('utf8'), language)) : body,
  }
}
