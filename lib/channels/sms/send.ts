import { z } from 'zod'
import type { Channel } from '#lib/channels/channel.ts'
import type { Post } from '#lib/channels/outward/outward.ts'
import { type AnswerMeaning, jsonOf, tellResultOf } from '#lib/channels/result.ts'
import { smsText } from './sms-text.ts'

export type SmsOptions = {
  accountSid: string
  authToken: string
  /** A number of ours, or the id of a messaging service ("MG…"). */
  from: string
  /** Twilio's own, or one for tests. */
  baseUrl: string
}

const Sent = z.object({ sid: z.string() })
const Failed = z.object({ code: z.number() })

/**
 * Codes by which Twilio says that a number gets no message, ever: not a number (21211), unsubscribed by STOP (21610),
 * unreachable (21612), not a mobile (21614), landline (30006). https://www.twilio.com/docs/api/errors
 */
const goneCodes = [21211, 21610, 21612, 21614, 30006]

const meaning: AnswerMeaning = {
  name: 'Twilio',
  isGone: answer => goneCodes.includes(Failed.safeParse(jsonOf(answer)).data?.code ?? 0),
  // Our account is not known, or may not: staff can correct it.
  waits: [401, 403, 404],
  // The limit is our account's: https://www.twilio.com/docs/api/errors/20429
  sharedBy: () => '',
  // Twilio says so itself: https://www.twilio.com/docs/api/errors/20500
  isOpenAt: status => status >= 500,
  idOf: answer => Sent.safeParse(jsonOf(answer)).data?.sid ?? null,
}

/**
 * Sends a short message by Twilio. Its API knows no idempotency key: what may have been taken, by a line that broke or an
 * error of its own, would arrive twice by a retry.
 */
export function sms({ accountSid, authToken, from, baseUrl }: SmsOptions, post: Post): Channel {
  const url = `${baseUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`
  const headers = {
    authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  const sender = from.startsWith('MG') ? 'MessagingServiceSid' : 'From'
  return {
    async send(message, { address }, now) {
      const form = new URLSearchParams({ To: address, [sender]: from, Body: smsText(message) })
      return tellResultOf(await post(url, form.toString(), headers), meaning, address, now)
    },
  }
}
