import { z } from 'zod'
import type { ChannelFacts } from '#lib/rules/destinations/channel-facts.ts'

export const teamsFacts = {
  address: {
    is: 'web',
    // Workflows moved from the first to the second in November 2025; Azure Logic Apps stay at the first.
    places: [
      /^[\w.-]+\.logic\.azure\.com\/(workflows|powerautomate)\/./,
      /^[\w.-]+\.environment\.api\.powerplatform\.com\/powerautomate\/./,
    ],
  },
  config: z.strictObject({}),
  needsCode: false,
  isRepeatable: true,
  blamesOwner: false,
  isLimitOurs: false,
} satisfies ChannelFacts
