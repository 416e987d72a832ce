import { z } from 'zod'
import type { ChannelFacts } from '#lib/rules/destinations/channel-facts.ts'

/** A topic at any server of ntfy. */
export const ntfyFacts = {
  address: {
    is: 'web',
    places: [/^[^/]+\/[\w-]{1,64}$/],
    shownPath: path => `${path.slice(0, 4)}…`,
  },
  config: z.strictObject({
    /** For a topic that is protected. */
    token: z
      .string()
      .regex(/^[\x21-\x7e]{1,100}$/)
      .nullable(),
  }),
  configIn: fields => ({ token: fields.secret || null }),
  needsCode: true,
  isRepeatable: true,
  blamesOwner: true,
  isLimitOurs: false,
} satisfies ChannelFacts
