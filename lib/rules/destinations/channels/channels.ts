import type { ChannelFacts } from '#lib/rules/destinations/channel-facts.ts'
import { discordFacts } from './discord.ts'
import { ntfyFacts } from './ntfy.ts'
import { slackFacts } from './slack.ts'
import { smsFacts } from './sms.ts'
import { teamsFacts } from './teams.ts'
import { telegramFacts } from './telegram.ts'
import { webPushFacts } from './web-push.ts'
import { webhookFacts } from './webhook.ts'

/** The fact sheets of all ways to reach a subscriber besides mail. A new one is a file and a line; how it sends is in lib/channels. */
export const channelFacts = {
  webhook: webhookFacts,
  slack: slackFacts,
  discord: discordFacts,
  teams: teamsFacts,
  telegram: telegramFacts,
  ntfy: ntfyFacts,
  'web-push': webPushFacts,
  sms: smsFacts,
} satisfies Record<string, ChannelFacts>
