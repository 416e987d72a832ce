import { z } from 'zod'
import type { ChannelFacts } from '#lib/rules/destinations/channel-facts.ts'

export const telegramFacts = {
  address: {
    is: 'name',
    /** The number of a chat, or the @name of a channel. */
    read: text => (/^(-?\d{1,20}|@[A-Za-z]\w{3,31})$/.test(text) ? text : null),
    shown: address => address,
  },
  config: z.strictObject({}),
  needsCode: true,
  isRepeatable: false,
  blamesOwner: false,
  isLimitOurs: true,
} satisfies ChannelFacts
