import type { Database, Transaction } from '#db/client.ts'
import { readBrandServers } from '#db/reads/brands/brand-servers.ts'
import { env } from '#lib/env.ts'
import { pagesIn, readerLanguage } from '#lib/language.ts'
import type { Mail } from '#lib/mail/mail.ts'
import type { Wear } from '#lib/mail/notice/content.ts'
import type { Brand } from '#lib/rules/brands/brand.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { NamedTarget } from '#lib/rules/subscribers/target.ts'
import { ourSite } from '#lib/site.ts'
import { loadBrand } from './load-brands.ts'

/** In whose name a mail is written, in which language, where its pages are, and what it wears. mail: what the mail carries of that. */
export type MailAs = {
  name: string
  language: Language
  /** Without a trailing slash. */
  pages: string
  wears?: Wear
  mail: Pick<Mail, 'as'>
}

/** The site whose reader gets a mail. brandId null: the hoster's own. null: the brand is retired, and nothing is mailed for it. */
export async function mailAs(
  db: Database | Transaction,
  reader: { brandId: string | null; language: Language | null },
): Promise<MailAs | null> {
  const language = readerLanguage(reader.language)
  if (reader.brandId === null)
    return { name: ourSite().name, language, pages: pagesIn(language, env.SITE_URL), mail: {} }
  const brand = await loadBrand(db, reader.brandId)
  return (
    brand && {
      name: brand.site.name,
      language,
      pages: pagesIn(language, brand.url),
      wears: wearOf(brand),
      mail: { as: senderOfBrand(brand) },
    }
  )
}

/** As whom a brand's mails go out, and where its readers are. */
export function senderOfBrand({ url, site }: Brand): NonNullable<Mail['as']> {
  return { from: site.mailFrom, url }
}

/** What a brand's mails wear, and nothing else of it: the same brand always makes the same text. */
export function wearOf({ site }: Brand): Wear {
  const { accentLight, accentDark, mailFrom, support, imprint, privacy, footer } = site
  return { accentLight, accentDark, mailFrom, support, imprint, privacy, footer }
}

/** Targets by the names that the brand's readers know; what is none of its servers is left out. */
export async function namedByBrand(
  db: Database | Transaction,
  brandId: string | null,
  targets: readonly NamedTarget[],
): Promise<NamedTarget[]> {
  if (brandId === null) return [...targets]
  const names = new Map((await readBrandServers(db, brandId)).map(({ id, label }) => [id, label]))
  return targets.flatMap(({ target }): NamedTarget[] => {
    if (target.is === 'all') return [{ target, label: null }]
    const label = target.is === 'server' ? names.get(target.id) : undefined
    return label === undefined ? [] : [{ target, label }]
  })
}
