import { z } from 'zod'
import type { ChannelFacts } from '#lib/rules/destinations/channel-facts.ts'

const mostShown = 24

/** A customer's own endpoint. */
export const webhookFacts = {
  address: {
    is: 'web',
    places: [/^/],
    shownPath: path => `${path.slice(0, mostShown)}${path.length > mostShown ? '…' : ''}`,
  },
  config: z.strictObject({
    /** Standard Webhooks: "whsec_" and 24 to 64 bytes in base64. */
    secret: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/),
  }),
  makesSecret: true,
  needsCode: true,
  isRepeatable: true,
  blamesOwner: true,
  isLimitOurs: false,
  isForPrograms: true,
} satisfies ChannelFacts
