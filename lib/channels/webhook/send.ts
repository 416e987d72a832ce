import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Channel } from '#lib/channels/channel.ts'
import type { Post } from '#lib/channels/outward/outward.ts'
import { type AnswerMeaning, hostOf, tellResultOf } from '#lib/channels/result.ts'
import { configs } from '#lib/rules/destinations/destination.ts'
import { statuspageBody } from './statuspage-body.ts'

const meaning: AnswerMeaning = {
  name: 'The webhook',
  isGone: ({ status }) => status === 410,
  // These speak of the endpoint, not of this message: its owner can correct it while the message waits.
  waits: [401, 403, 404],
  sharedBy: hostOf,
}

/**
 * Posts to a customer's own endpoint, signed by Standard Webhooks (https://www.standardwebhooks.com):
 * the id stays the same over all attempts, the time is each attempt's own.
 */
export function webhook(post: Post): Channel {
  return {
    async send(message, { address, config }, now) {
      const { secret } = configs.webhook.parse(config)
      const body = JSON.stringify(statuspageBody(message))
      const headers = {
        'content-type': 'application/json',
        'webhook-id': message.deliveryId,
        'webhook-timestamp': Math.floor(now.getTime() / 1000).toString(),
        'webhook-signature': new Webhook(secret).sign(message.deliveryId, now, body),
      }
      return tellResultOf(await post(address, body, headers), meaning, address, now)
    },
  }
}

/** A new secret for signing: 32 random bytes as Standard Webhooks writes them. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
