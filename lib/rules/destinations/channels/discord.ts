import { z } from 'zod'
import type { ChannelFacts } from '#lib/rules/destinations/channel-facts.ts'

export const discordFacts = {
  address: {
    is: 'web',
    places: [/^((ptb|canary)\.)?discord(app)?\.com\/api\/(v\d+\/)?webhooks\/\d+\/[\w-]+$/],
  },
  config: z.strictObject({}),
  needsCode: false,
  isRepeatable: true,
  blamesOwner: false,
  isLimitOurs: false,
} satisfies ChannelFacts
