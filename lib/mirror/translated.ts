import { addressIn, isSpoken, splitLanguage } from '#lib/front/languages/address.ts'
import { documentIn, offeredLanguages, pageIn } from '#lib/language.ts'
import { firstOfSite, siteAddresses } from './addresses.ts'

/**
 * What people look at of a server, group or post, in each other language that the site offers. What programs subscribe to of one
 * server is left to the site: in eight languages a copy would do nothing else.
 */
export function translatedBelow(path: string): string[] {
  const pages = offeredLanguages().map(language => pageIn(language, path))
  const text = `${path}.txt`
  const texts = path.startsWith('/posts/') ? [] : offeredLanguages().map(each => documentIn(each, text))
  return [...pages, ...texts].filter(address => address !== path && address !== text)
}

/** What people look at of the whole site. */
export function translatedFirst(): string[] {
  return translated(firstOfSite.filter(isSpoken))
}

/** What else there is of the whole site. */
export function translatedOfSite(): string[] {
  return translated(siteAddresses.filter(isSpoken))
}

/** These in each other language. */
export function translated(addresses: readonly string[]): string[] {
  return offeredLanguages().flatMap(language =>
    addresses.map(address => addressIn(language, address)).filter(each => !addresses.includes(each)),
  )
}

/** Whether it is in another language than it would be without one before it. */
export function isTranslated(address: string): boolean {
  return splitLanguage(address).language !== null
}

/** Whether the site still offers it. */
export function isOffered(address: string): boolean {
  const { language } = splitLanguage(address)
  return language === null || offeredLanguages().includes(language)
}
