import { Resolver } from 'node:dns/promises'
import { env } from '#lib/env.ts'
import { checkSender, type SenderCheck } from '#lib/rules/sending/sender.ts'
import { ourSite } from '#lib/site.ts'

/** What we ask DNS: TXT records, each in pieces. Throws with a code when there are none. */
export type TextRecords = { resolveTxt(name: string): Promise<string[][]> }

export type SenderReport = { address: string; domain: string; checks: SenderCheck[] }

/** Looks up whether the sending domain can be told from a forged one. Waits for DNS 4 seconds at most. */
export async function checkSendingDomain(
  from: string = ourSite().mailFrom,
  selector: string = env.MAIL_DKIM_SELECTOR,
  names: TextRecords = new Resolver({ timeout: 1_000, tries: 2 }),
): Promise<SenderReport> {
  const address = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim()
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const dkimName = `${selector}._domainkey.${domain}`
  const [own, dkim, dmarc] = await Promise.all([
    textsOf(domain, names),
    textsOf(dkimName, names),
    dmarcOf(domain, names),
  ])
  return { address, domain, checks: checkSender({ domain, own, dkim, dmarc, dkimName }) }
}

/** The domain's own, or where it has none its parent's: the organisation's counts for names below it. */
async function dmarcOf(domain: string, names: TextRecords): Promise<string[] | null> {
  const own = await textsOf(`_dmarc.${domain}`, names)
  const parent = domain.split('.').slice(1).join('.')
  if (own === null || own.length > 0 || !parent.includes('.')) return own
  return textsOf(`_dmarc.${parent}`, names)
}

/** null: no answer, which is not the same as no record. */
async function textsOf(name: string, names: TextRecords): Promise<string[] | null> {
  try {
    return (await names.resolveTxt(name)).map(pieces => pieces.join(''))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOTFOUND' || code === 'ENODATA' ? [] : null
  }
}
