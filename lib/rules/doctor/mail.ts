import type { SenderCheck } from '#lib/rules/sending/sender.ts'
import { type DoctorFinding, findingOf } from './finding.ts'

/** What the provider says of our credentials. domains: that may send, with their state; null: this key may not ask. */
export type MailProviderFacts =
  | { is: 'outbox'; path: string }
  | { is: 'smtp-accepted'; host: string }
  | { is: 'resend-accepted'; domains: readonly { name: string; status: string }[] | null }
  | { is: 'refused'; by: 'resend' | 'smtp'; reason: string }
  | { is: 'away'; by: 'resend' | 'smtp'; reason: string }

/** domain: of the sender. */
export function judgeProvider(facts: MailProviderFacts, domain: string): DoctorFinding {
  const found = findingOf('mail')
  switch (facts.is) {
    case 'outbox':
      return found('warn', 'outboxOnly', { path: facts.path })
    case 'smtp-accepted':
      return found('ok', 'goodSmtp', { host: facts.host })
    case 'refused':
      return found('wrong', facts.by === 'resend' ? 'refusedResend' : 'refusedSmtp', { reason: facts.reason })
    case 'away':
      return found('wrong', 'awayMailer', { by: facts.by, reason: facts.reason })
    case 'resend-accepted':
      return judgeDomains(facts.domains, domain)
  }
}

type Domains = Extract<MailProviderFacts, { is: 'resend-accepted' }>['domains']

function judgeDomains(domains: Domains, domain: string): DoctorFinding {
  const found = findingOf('mail')
  if (domains === null) return found('ok', 'sendingKeyResend', { domain })
  const ours = domains.find(({ name }) => name.toLowerCase() === domain)
  if (!ours) return found('wrong', 'noDomainResend', { domain })
  if (ours.status !== 'verified') return found('wrong', 'unverifiedResend', { domain, status: ours.status })
  return found('ok', 'goodResend', { domain })
}

/** Whether a domain is of this machine alone: nobody's mailbox takes mail from there. */
export function isLocalDomain(domain: string): boolean {
  return !domain.includes('.') || /\.(local|localhost|internal|invalid|test)$/.test(domain)
}

const levels = { good: 'ok', weak: 'warn', missing: 'wrong', unknown: 'warn' } as const

/** sentence: what is so with a record, and what to do. isMailed: mail goes out; as long as it does not, nothing of it can be wrong. */
export function judgeRecord({ name, is }: SenderCheck, sentence: string, isMailed: boolean): DoctorFinding {
  const level = levels[is] === 'wrong' && !isMailed ? 'warn' : levels[is]
  return findingOf('sender')(level, 'senderRecord', { name, sentence })
}
