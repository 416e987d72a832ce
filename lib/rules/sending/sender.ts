/** What the name system says of the domain that our mail comes from; null: it did not answer. */
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

export type SenderCheck = {
  name: 'SPF' | 'DKIM' | 'DMARC'
  is: 'good' | 'weak' | 'missing' | 'unknown'
  /** What is so, and what to do. */
  sentence: string
}

/** Whether mailboxes can tell that our mail is ours: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489). */
export function checkSender(records: SenderRecords): SenderCheck[] {
  return [checkSpf(records), checkDkim(records), checkDmarc(records)]
}

function checkSpf({ domain, own }: SenderRecords): SenderCheck {
  const name = 'SPF'
  if (own === null) return unknown(name, domain)
  const records = own.filter(text => /^v=spf1(\s|$)/i.test(text))
  const [record] = records
  if (!record)
    return {
      name,
      is: 'missing',
      sentence: `${domain} has no SPF record: add the one that your mail provider names.`,
    }
  if (records.length > 1)
    return {
      name,
      is: 'weak',
      sentence: `${domain} has ${records.length} SPF records, which counts as none: join them into one.`,
    }
  if (/\s\+?all$/i.test(record.trim()))
    return {
      name,
      is: 'weak',
      sentence: `The SPF record of ${domain} ends with +all, so anybody may send as it: end it with ~all or -all.`,
    }
  return { name, is: 'good', sentence: `${domain} says who may send for it.` }
}

function checkDkim({ dkim, dkimName, domain }: SenderRecords): SenderCheck {
  const name = 'DKIM'
  if (dkim === null) return unknown(name, dkimName)
  const key = dkim.find(text => /(^|;)\s*p=/i.test(text))
  if (!key)
    return {
      name,
      is: 'missing',
      sentence: `${dkimName} has no key: add the record that your mail provider names, or set MAIL_DKIM_SELECTOR to the name that it uses.`,
    }
  if (/(^|;)\s*p=\s*(;|$)/i.test(key))
    return { name, is: 'missing', sentence: `The key at ${dkimName} has been taken back: publish a new one.` }
  return { name, is: 'good', sentence: `Mail of ${domain} is signed with the key at ${dkimName}.` }
}

function checkDmarc({ domain, dmarc }: SenderRecords): SenderCheck {
  const name = 'DMARC'
  if (dmarc === null) return unknown(name, `_dmarc.${domain}`)
  const record = dmarc.find(text => /^v=DMARC1\s*(;|$)/i.test(text))
  if (!record)
    return {
      name,
      is: 'missing',
      sentence: `_dmarc.${domain} has no record: add "v=DMARC1; p=none; rua=mailto:…" first, and look at the reports.`,
    }
  const policy = /(?:^|;)\s*p\s*=\s*(none|quarantine|reject)/i.exec(record)?.[1]?.toLowerCase()
  if (policy === 'quarantine' || policy === 'reject')
    return {
      name,
      is: 'good',
      sentence: `${domain} asks mailboxes to ${policy} mail that only claims to be its own.`,
    }
  return {
    name,
    is: 'weak',
    sentence: `DMARC of ${domain} only watches (p=none): once the reports are clean, ask for quarantine.`,
  }
}

function unknown(name: SenderCheck['name'], where: string): SenderCheck {
  return { name, is: 'unknown', sentence: `The name system did not answer for ${where}: look again later.` }
}
