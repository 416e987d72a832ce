import { createHmac } from 'node:crypto'
import type { Mail } from '#lib/mail/mail.ts'

/** 128 bits: nobody guesses them. */
const digits = 32

/**
 * The mail with a Message-ID that proves to whom it went: only who carried it can return it. So a report about it is
 * believed, though of single mails nothing is kept. The same mail has the same one at each attempt.
 */
export function withProof(mail: Mail, secret: string, siteUrl: string): Mail {
  const messageId = `<${mail.key}.${proofOf(secret, mail.key, mail.to)}@${new URL(siteUrl).hostname}>`
  return { ...mail, headers: { ...mail.headers, 'Message-ID': messageId } }
}

/** To which of these addresses the mail went whose Message-ID begins like this; null: to none of them. */
export function provenAddress(secret: string, mailId: string, addresses: readonly string[]): string | null {
  const [, key = '', proof] = new RegExp(`^(.+)\\.([0-9a-f]{${digits}})$`).exec(mailId) ?? []
  return addresses.find(address => proofOf(secret, key, address) === proof) ?? null
}

function proofOf(secret: string, key: string, to: string): string {
  const hash = createHmac('sha256', secret).update(`letter\n${key}\n${to.toLowerCase()}`)
  return hash.digest('hex').slice(0, digits)
}
