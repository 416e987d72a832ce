import { env } from '#lib/env.ts'
import { readSender } from '#lib/rules/settings/site-address.ts'
import { ourSite } from '#lib/site.ts'

/** By what readers would know the hoster: the name of the site, its host, the domain of that, and the sender's. */
export function ownNames(): string[] {
  const { hostname } = new URL(env.SITE_URL)
  const { name, mailFrom } = ourSite()
  const parent = hostname.split('.').slice(1).join('.')
  const [, mailDomain = ''] = readSender(mailFrom).address.split('@')
  return [name, hostname, parent.includes('.') ? parent : '', mailDomain]
}
