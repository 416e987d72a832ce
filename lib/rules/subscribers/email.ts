import { z } from 'zod'

/** What zod takes for an address, and top-level domains in other scripts as ASCII has them ("xn--p1ai"). */
const pattern =
  /^(?!\.)(?!.*\.\.)[a-z0-9_'+\-.]*[a-z0-9_+-]@([a-z0-9][a-z0-9-]*\.)+([a-z]{2,}|xn--[a-z0-9-]*[a-z0-9])$/

/** An address of a mailbox as it is kept: in lower case, with its domain in ASCII. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .transform(withPlainDomain)
  .pipe(z.email({ pattern }).max(254))

/** Only some browsers bring a domain in another script to ASCII. What is no domain stays as it was typed. */
function withPlainDomain(address: string): string {
  const [, mailbox, domain = ''] = /^([^@]+)@([\p{L}\p{N}\p{M}.-]+)$/u.exec(address) ?? []
  const place = `http://${domain}/`
  if (!mailbox || /^[\x21-\x7e]*$/.test(domain) || !URL.canParse(place)) return address
  return `${mailbox}@${new URL(place).hostname}`
}

/** email: it is no address. mailbox: it is one, but of a mailbox that few mail servers can write to (RFC 6531). */
export type EmailProblem = 'email' | 'mailbox'

/** What is wrong with what was typed for an address, when Email does not take it. */
export function emailProblem(typed: unknown): EmailProblem {
  const [, mailbox = '', domain = ''] = /^\s*([^@]+)@([^@]+)$/.exec(String(typed)) ?? []
  const plain = mailbox.replace(/\P{ASCII}+/gu, 'x')
  return plain !== mailbox && Email.safeParse(`${plain}@${domain}`).success ? 'mailbox' : 'email'
}
