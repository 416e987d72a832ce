import { z } from 'zod'
import type { ChannelFacts } from '#lib/rules/destinations/channel-facts.ts'

export const smsFacts = {
  address: {
    is: 'name',
    read: readNumber,
    shown: address => `${address.slice(0, 4)}…${address.slice(-3)}`,
  },
  config: z.strictObject({}),
  needsCode: true,
  isRepeatable: false,
  blamesOwner: false,
  isLimitOurs: true,
  mostTestMessagesADay: 200,
} satisfies ChannelFacts

/** E.164: "+49 170 1234567" is "+491701234567". */
function readNumber(text: string): string | null {
  const number = text.replace(/[\s().\-/]/g, '').replace(/^00/, '+')
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : null
}
