import { z } from 'zod'
import { cameBack } from '#lib/rules/sending/refusal.ts'

const Said = z.object({
  type: z.string().optional(),
  subType: z.string().optional(),
  message: z.string().optional(),
})

/** What Resend posts (https://resend.com/docs/dashboard/webhooks/event-types), as far as it concerns an address. */
const Event = z.object({
  type: z.string(),
  data: z.object({
    email_id: z.string().max(100).optional(),
    to: z.array(z.string()).max(100).default([]),
    bounce: Said.optional(),
    suppressed: Said.optional(),
  }),
})

/**
 * dead: no mail may go there any more. refused: the mailbox took nothing, which may pass. passing: it says nothing about the
 * address.
 */
export type MailEvent =
  | { is: 'dead'; addresses: string[]; reason: string }
  | { is: 'refused'; providerId: string; addresses: string[]; reason: string }
  | { is: 'passing'; type: string }
  | { is: 'unreadable'; why: string }

/** Reads an event of the mail provider. An address ends by a bounce for good, a complaint, or the provider's own list. */
export function readMailEvent(body: unknown): MailEvent {
  const parsed = Event.safeParse(body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return { is: 'unreadable', why: `${issue?.path.join('.') || 'the body'}: ${issue?.message}` }
  }
  const { type, data } = parsed.data
  const addresses = data.to.map(addressOf)
  const reason = reasonOf(type, data)
  if (reason !== null) return { is: 'dead', addresses, reason }
  const { email_id: providerId, bounce } = data
  if (type !== 'email.bounced' || bounce?.subType !== 'MailboxFull' || !providerId)
    return { is: 'passing', type }
  return { is: 'refused', providerId, addresses, reason: `${cameBack}${wordsOf(bounce)}` }
}

function reasonOf(type: string, { bounce, suppressed }: z.infer<typeof Event>['data']): string | null {
  switch (type) {
    case 'email.complained':
      return 'the reader called a mail spam'
    case 'email.bounced':
      // A transient bounce (a full mailbox) may pass.
      return bounce?.type && bounce.type !== 'Permanent' ? null : `${cameBack}${wordsOf(bounce)}`
    case 'email.suppressed':
      return `the mail provider does not write there: ${wordsOf(suppressed)}`
    default:
      return null
  }
}

/** What was said, without half a mail at its end and without signs that no database keeps. */
function wordsOf(said: z.infer<typeof Said> | undefined): string {
  return (said?.message ?? 'no reason given')
    .slice(0, 300)
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
}

/** "Name <address>" or the address alone. */
function addressOf(to: string): string {
  return (/<([^<>]+)>\s*$/.exec(to)?.[1] ?? to).trim().toLowerCase()
}
