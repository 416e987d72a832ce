import type { SendMail, SendResult } from '#lib/mail/mail.ts'

/** Mails that are remembered as sent. */
const mostRemembered = 10_000

/**
 * The same sender for a server that knows no idempotency key: a mail that is under way, or that was taken lately, is not
 * handed over again by this process, whoever asks for it.
 */
export function once(send: SendMail): SendMail {
  const known = new Map<string, Promise<SendResult>>()

  async function begin(key: string, sending: Promise<SendResult>): Promise<SendResult> {
    try {
      const result = await sending
      if (result.is !== 'sent') known.delete(key)
      return result
    } catch (error) {
      known.delete(key)
      throw error
    }
  }

  return mail => {
    const before = known.get(mail.key)
    if (before) return before
    const sending = begin(mail.key, send(mail))
    known.set(mail.key, sending)
    // The oldest comes first.
    const [oldest] = known.size > mostRemembered ? known.keys() : []
    if (oldest !== undefined) known.delete(oldest)
    return sending
  }
}
