import { ECDH } from 'node:crypto'
import { generateRequestDetails } from 'web-push'
import type { Channel, Message, SendTarget } from '#lib/channels/channel.ts'
import type { OpenChannel, VapidKeys } from '#lib/channels/opening.ts'
import type { Post } from '#lib/channels/outward/outward.ts'
import { type AnswerMeaning, hostOf, tellResultOf } from '#lib/channels/result.ts'
import { fitting, shortened } from '#lib/channels/words.ts'
import type { Env } from '#lib/env.ts'
import { webPushFacts } from '#lib/rules/destinations/channels/web-push.ts'
import { readSender } from '#lib/rules/settings/site-address.ts'
import { ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'

/** contact: where the push service finds who is responsible, a mailto: or https: address. */
export type WebPushOptions = VapidKeys & { contact: string }

/** News of an incident is worth nothing a day later. */
const keepSeconds = 86_400
/** A message may have 3993 bytes (RFC 8291 § 4): mails have up to 3 bytes, and the addresses need room. */
const mostText = 700

const meaning: AnswerMeaning = {
  name: words => words('channels.service.push'),
  // The browser has forgotten the subscription, or its user has ended it (RFC 8030 § 7.3).
  isGone: ({ status }) => status === 404 || status === 410,
  // It limits the sender (RFC 8030 § 8.4).
  sharedBy: hostOf,
}

/** Pushes to a browser, encrypted for it alone. The push service's address came from a stranger's browser, so it is not trusted. */
export function webPush(options: WebPushOptions, post: Post): Channel {
  return {
    async send(message, target, now) {
      const mail = sealed(message, target, options)
      if (!mail) return { is: 'refused', reason: wordsIn('en')('channels.noKey'), isGone: true }
      const posted = await post(target.address, mail.body, mail.headers)
      return tellResultOf(posted, meaning, target.address, now)
    },
  }
}

export const openWebPush: OpenChannel = ({ env, pushKeys, toStrangers }) =>
  webPush(
    {
      ...pushKeys,
      // Staff change the sender while the process runs.
      get contact() {
        return contactOf(env)
      },
    },
    toStrangers,
  )

/** Where a push service complains (RFC 8292 § 2.1): our site, or our mailbox while the site has no https. */
function contactOf({ SITE_URL }: Env): string {
  if (SITE_URL.startsWith('https:')) return SITE_URL
  return `mailto:${readSender(ourSite().mailFrom).address}`
}

/** The message for the browser with this key alone, or null: what the browser gave is no point of the curve. */
function sealed(message: Message, { address, config }: SendTarget, options: WebPushOptions) {
  const keys = webPushFacts.config.parse(config)
  if (!isPoint(keys.p256dh)) return null
  const { contact: subject, publicKey, privateKey } = options
  const details = generateRequestDetails({ endpoint: address, keys }, JSON.stringify(messageOf(message)), {
    TTL: keepSeconds,
    urgency: 'high',
    vapidDetails: { subject, publicKey, privateKey },
    // What waits for a sleeping browser is replaced by what comes later of the same post.
    topic: message.postId,
  })
  const headers = Object.entries(details.headers).map(([name, value]) => [name, String(value)])
  return { body: details.body ?? '', headers: Object.fromEntries(headers) as Record<string, string> }
}

function isPoint(p256dh: string): boolean {
  try {
    ECDH.convertKey(p256dh, 'prime256v1', 'base64url')
    return true
  } catch {
    return false
  }
}

/** What public/push.js shows. */
function messageOf({ locale, headline, lines, url, postId }: Message) {
  const words = wordsIn(locale)
  return {
    title: shortened(headline, 120),
    body: fitting(words, lines.join('\n'), mostText),
    url,
    tag: postId,
  }
}
