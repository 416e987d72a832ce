import { env } from '#lib/env.ts'
import { isOfBrand } from '#lib/front/brands/brand-hosts.ts'
import type { RenderedAnswer } from '#lib/front/page.ts'
import { offeredLanguages } from '#lib/language.ts'
import { addressIn } from './address.ts'

/** Says in the head of a page of the site where the same is in its other languages, for search engines. url: without its language. */
export function withAlternates(answer: RenderedAnswer, url: string): RenderedAnswer {
  const offered = offeredLanguages()
  const isPage = answer.status === 200 && answer.contentType.startsWith('text/html') && !answer.isFor
  if (offered.length === 1 || !isPage || isOfBrand(url) || url.includes('?')) return answer
  const links = offered.map(language => alternate(language, addressIn(language, url)))
  const [first] = offered
  if (first) links.push(alternate('x-default', addressIn(first, url)))
  const html = answer.body.toString('utf8').replace('</head>', () => `${links.join('')}</head>`)
  return { ...answer, body: Buffer.from(html) }
}

function alternate(code: string, path: string): string {
  return `<link rel="alternate" hreflang="${code}" href="${new URL(path, env.SITE_URL).href}"/>`
}
