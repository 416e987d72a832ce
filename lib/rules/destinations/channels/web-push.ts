import { z } from 'zod'
import type { ChannelFacts } from '#lib/rules/destinations/channel-facts.ts'

export const webPushFacts = {
  address: {
    is: 'web',
    // No code proves a browser, so anybody could name any address: only those of the browsers' own services are taken.
    places: [
      /^fcm\.googleapis\.com\/./,
      /^[\w-]+\.push\.services\.mozilla\.com\/./,
      /^[\w-]+\.notify\.windows\.com\/./,
      /^[\w-]+\.push\.apple\.com\/./,
    ],
  },
  config: z.strictObject({
    /** The browser's public key, an uncompressed point of P-256: 65 bytes in base64url. */
    p256dh: z.string().regex(/^B[A-Za-z0-9_-]{86}$/),
    /** 16 bytes in base64url. */
    auth: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  }),
  configIn: ({ p256dh, auth }) => ({ p256dh, auth }),
  isByScript: true,
  needsCode: false,
  isRepeatable: true,
  blamesOwner: false,
  isLimitOurs: false,
} satisfies ChannelFacts
