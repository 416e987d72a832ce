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
