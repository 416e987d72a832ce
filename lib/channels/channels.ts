import { discord } from '#lib/channels/discord/send.ts'
import { ntfy } from '#lib/channels/ntfy/send.ts'
import { outward } from '#lib/channels/outward/outward.ts'
import { slack } from '#lib/channels/slack/send.ts'
import { sms } from '#lib/channels/sms/send.ts'
import { teams } from '#lib/channels/teams/send.ts'
import { telegram } from '#lib/channels/telegram/send.ts'
import { type VapidKeys, webPush } from '#lib/channels/web-push/send.ts'
import { webhook } from '#lib/channels/webhook/send.ts'
import type { Env } from '#lib/env.ts'
import type { Channels } from './channel.ts'

export type ChannelEnv = Pick<
  Env,
  | 'MAIL_FROM'
  | 'SITE_URL'
  | 'TELEGRAM_BASE_URL'
  | 'TELEGRAM_BOT_TOKEN'
  | 'TWILIO_ACCOUNT_SID'
  | 'TWILIO_AUTH_TOKEN'
  | 'TWILIO_BASE_URL'
  | 'TWILIO_FROM'
  | 'WEBHOOK_ALLOW_PRIVATE'
>

/** The channels that this environment has: SMS needs Twilio's three variables, Telegram a bot, the others nothing. */
export function channelsFrom(env: ChannelEnv, pushKeys: VapidKeys): Channels {
  const toStrangers = outward({ isPrivateAllowed: env.WEBHOOK_ALLOW_PRIVATE })
  // Where Twilio and Telegram are is the operator's word.
  const toProvider = outward({ isPrivateAllowed: true })
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_BASE_URL: baseUrl } = env
  const account = smsAccount(env)
  return {
    webhook: webhook(toStrangers),
    slack: slack(toStrangers),
    discord: discord(toStrangers),
    teams: teams(toStrangers),
    ntfy: ntfy(toStrangers),
    'web-push': webPush({ ...pushKeys, contact: contactOf(env) }, toStrangers),
    ...(token ? { telegram: telegram({ token, baseUrl }, toProvider) } : {}),
    ...(account ? { sms: sms(account, toProvider) } : {}),
  }
}

function smsAccount(env: ChannelEnv) {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: from } = env
  return accountSid && authToken && from
    ? { accountSid, authToken, from, baseUrl: env.TWILIO_BASE_URL }
    : null
}

/** Where a push service complains (RFC 8292 § 2.1): our site, or our mailbox while the site has no https. */
function contactOf({ SITE_URL, MAIL_FROM }: ChannelEnv): string {
  if (SITE_URL.startsWith('https:')) return SITE_URL
  return `mailto:${/<(.+)>/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM}`
}
