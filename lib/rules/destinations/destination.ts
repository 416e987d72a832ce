import { z } from 'zod'

/** The ways to reach a subscriber besides mail. */
export const channelNames = [
  'webhook',
  'slack',
  'discord',
  'teams',
  'telegram',
  'ntfy',
  'web-push',
  'sms',
] as const
export type ChannelName = (typeof channelNames)[number]

/** pending: its owner has still to prove it. quarantined: nothing is sent to it any more, until its owner tests it. */
export type DestinationState = 'pending' | 'active' | 'quarantined'

const nothing = z.strictObject({})

/** What each channel needs besides an address. Kept as JSON. */
export const configs = {
  webhook: z.strictObject({
    /** Standard Webhooks: "whsec_" and 24 to 64 bytes in base64. */
    secret: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/),
  }),
  slack: nothing,
  discord: nothing,
  teams: nothing,
  telegram: nothing,
  ntfy: z.strictObject({
    /** For a topic that is protected. */
    token: z.string().nullable(),
  }),
  'web-push': z.strictObject({
    /** The browser's public key, an uncompressed point of P-256: 65 bytes in base64url. */
    p256dh: z.string().regex(/^B[A-Za-z0-9_-]{86}$/),
    /** 16 bytes in base64url. */
    auth: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  }),
  sms: nothing,
} satisfies Record<ChannelName, z.ZodType>

export type DestinationConfig = z.infer<(typeof configs)[ChannelName]>
