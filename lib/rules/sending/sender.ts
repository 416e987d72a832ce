/** What DNS says of the domain that our mail comes from; null: it did not answer. */
export type SenderRecords = {
  domain: string
  /** TXT of the domain. */
  own: string[] | null
  /** TXT of _dmarc below the domain, or below the organisation's. */
  dmarc: string[] | null
  /** TXT of the DKIM key's name. */
  dkim: string[] | null
  /** "resend._domainkey.example.com" */
  dkimName: string
}

/** open-spf: anybody may send as the domain. watching-dmarc: mailboxes only report what is forged. at: a name in DNS. */
export type SenderFinding =
  | { is: 'no-spf' | 'open-spf' | 'good-spf' | 'no-dmarc' | 'watching-dmarc'; domain: string }
  | { is: 'many-spf'; domain: string; count: number }
  | { is: 'no-key' | 'revoked-key' | 'no-answer'; at: string }
  | { is: 'good-key'; domain: string; at: string }
  | { is: 'good-dmarc'; domain: string; policy: 'quarantine' | 'reject' }

export type SenderCheck = {
  name: 'SPF' | 'DKIM' | 'DMARC'
  is: 'good' | 'weak' | 'missing' | 'unknown'
  finding: SenderFinding
}

type Outcome = Omit<SenderCheck, 'name'>

/** Whether mailboxes can tell that our mail is ours: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489). */
export function checkSender(records: SenderRecords): SenderCheck[] {
  return [
    { name: 'SPF', ...checkSpf(records) },
    { name: 'DKIM', ...checkDkim(records) },
    { name: 'DMARC', ...checkDmarc(records) },
  ]
}

function checkSpf({ domain, own }: SenderRecords): Outcome {
  if (own === null) return unknown(domain)
  const records = own.filter(text => /^v=spf1(\s|$)/i.test(text))
  const [record] = records
  if (!record) return { is: 'missing', finding: { is: 'no-spf', domain } }
  if (records.length > 1) return { is: 'weak', finding: { is: 'many-spf', domain, count: records.length } }
  if (/\s\+?all$/i.test(record.trim())) return { is: 'weak', finding: { is: 'open-spf', domain } }
  return { is: 'good', finding: { is: 'good-spf', domain } }
}

function checkDkim({ dkim, dkimName, domain }: SenderRecords): Outcome {
  if (dkim === null) return unknown(dkimName)
  const key = dkim.find(text => /(^|;)\s*p=/i.test(text))
  if (!key) return { is: 'missing', finding: { is: 'no-key', at: dkimName } }
  if (/(^|;)\s*p=\s*(;|$)/i.test(key)) return { is: 'missing', finding: { is: 'revoked-key', at: dkimName } }
  return { is: 'good', finding: { is: 'good-key', domain, at: dkimName } }
}

function checkDmarc({ domain, dmarc }: SenderRecords): Outcome {
  if (dmarc === null) return unknown(`_dmarc.${domain}`)
  const record = dmarc.find(text => /^v=DMARC1\s*(;|$)/i.test(text))
  if (!record) return { is: 'missing', finding: { is: 'no-dmarc', domain } }
  const policy = /(?:^|;)\s*p\s*=\s*(none|quarantine|reject)/i.exec(record)?.[1]?.toLowerCase()
  if (policy === 'quarantine' || policy === 'reject')
    return { is: 'good', finding: { is: 'good-dmarc', domain, policy } }
  return { is: 'weak', finding: { is: 'watching-dmarc', domain } }
}

function unknown(at: string): Outcome {
  return { is: 'unknown', finding: { is: 'no-answer', at } }
}
