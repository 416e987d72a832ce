import { wearOf } from '#lib/flows/brands/mail-as.ts'
import type { Site } from '#lib/mail/notice/notice-words.ts'
import type { MailSection } from '#lib/mail/notice/section.ts'
import type { BrandMaintenanceNames } from '#lib/rules/brands/brand-notice.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { shortId } from '#lib/short-id.ts'
import { wordsIn } from '#lib/words/words.ts'
import type { NamedBrand } from './mail-input.ts'

/** A brand as its mails name it. */
export function siteOfBrand(brand: NamedBrand): Site {
  return { name: brand.site.name, url: brand.url, wears: wearOf(brand) }
}

/** What a brand's mails call work, in the language of their reader. */
export function brandMaintenanceNames(language: Language): BrandMaintenanceNames {
  const words = wordsIn(language)
  return {
    maintenance: words('brands.work.maintenance'),
    countermeasure: words('brands.work.countermeasure'),
  }
}

/**
 * A part of a mail as a brand's reader gets it, whose servers are the brand's own already: without the words of staff, with the
 * brand's names in addresses, and with an id of its own in place of the post's, by which nobody can compare it with others.
 */
export function brandedSection(section: MailSection, brand: NamedBrand): MailSection {
  const servers = section.servers.map(({ seen: _, ...server }) => ({
    ...server,
    hostname: brand.names.get(server.id)?.hostname ?? null,
    before: server.before && { ...server.before, label: server.label },
  }))
  const [only, second] = servers
  const postId = shortId(`${brand.id} ${section.postId}`)
  return {
    ...section,
    postId,
    slug: postId,
    page: only?.hostname && !second ? `/servers/${only.hostname}` : '/',
    servers,
    words: [],
  }
}
