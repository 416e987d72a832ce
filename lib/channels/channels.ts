import { openDiscord } from '#lib/channels/discord/send.ts'
import { openNtfy } from '#lib/channels/ntfy/send.ts'
import { outward } from '#lib/channels/outward/outward.ts'
import { openSlack } from '#lib/channels/slack/send.ts'
import { openSms } from '#lib/channels/sms/send.ts'
import { openTeams } from '#lib/channels/teams/send.ts'
import { openTelegram } from '#lib/channels/telegram/send.ts'
import { openWebPush } from '#lib/channels/web-push/send.ts'
import { openWebhook } from '#lib/channels/webhook/send.ts'
import type { Env } from '#lib/env.ts'
import type { ChannelName } from '#lib/rules/destinations/destination.ts'
import type { Channels } from './channel.ts'
import type { OpenChannel, VapidKeys } from './opening.ts'

/** How each channel is opened, in the order in which readers are offered them. A new one is a folder and a line. */
export const channelOpeners = {
  webhook: openWebhook,
  slack: openSlack,
  discord: openDiscord,
  teams: openTeams,
  ntfy: openNtfy,
  'web-push': openWebPush,
  telegram: openTelegram,
  sms: openSms,
} satisfies Record<ChannelName, OpenChannel>

/** The channels that this environment has. */
export function channelsFrom(
  env: Env,
  pushKeys: VapidKeys,
  among: Readonly<Record<string, OpenChannel>> = channelOpeners,
): Channels {
  const opening = {
    env,
    pushKeys,
    toStrangers: outward({ isPrivateAllowed: env.WEBHOOK_ALLOW_PRIVATE }),
    toProvider: outward({ isPrivateAllowed: true }),
  }
  const opened = Object.entries(among).map(([name, open]) => [name, open(opening)] as const)
  return Object.fromEntries(opened.filter(([, channel]) => channel !== null))
}
