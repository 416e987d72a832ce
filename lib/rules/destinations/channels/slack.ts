import { z } from 'zod'
import type { ChannelFacts } from '#lib/rules/destinations/channel-facts.ts'

export const slackFacts = {
  address: {
    is: 'web',
    places: [/^hooks\.slack(-gov)?\.com\/(services|workflows|triggers)\/./],
    // Slack counts by workspace, which is the second part: https://docs.slack.dev/apis/web-api/rate-limits
    sharedPath: path => `${path.split('/').slice(1, 3).join('/')}/`,
  },
  config: z.strictObject({}),
  needsCode: false,
  isRepeatable: true,
  blamesOwner: false,
  isLimitOurs: false,
} satisfies ChannelFacts
