import type { z } from 'zod'
import { channelFacts } from '#lib/rules/destinations/channels/channels.ts'
import type { ChannelFacts } from './channel-facts.ts'

type Sheets = typeof channelFacts

/** A way to reach a subscriber besides mail. */
export type ChannelName = keyof Sheets

export const channelNames = Object.keys(channelFacts) as ChannelName[]

/** The channels whose address somebody types into a form. */
export type TypedChannel = {
  [Name in ChannelName]: Sheets[Name] extends { isByScript: true } ? never : Name
}[ChannelName]

/** What each channel needs besides an address. */
export type DestinationConfig = z.infer<Sheets[ChannelName]['config']>

/** pending: its owner has still to prove it. quarantined: nothing is sent to it any more, until its owner tests it. */
export type DestinationState = 'pending' | 'active' | 'quarantined'

/** The fact sheet of a channel. */
export function factsOf(channel: ChannelName): ChannelFacts {
  return channelFacts[channel]
}

/** Whether readers type the address of this channel, rather than a script of their browser giving it. */
export function isTyped(channel: ChannelName): channel is TypedChannel {
  return !factsOf(channel).isByScript
}

/** Whether its form asks for a secret besides the address, such as the token of a topic that is protected. */
export function asksForSecret(channel: TypedChannel): boolean {
  return factsOf(channel).configIn !== undefined
}

/** The beginning of an address that is no secret, by which limits are shared: its host, mostly. null: all of it may be seen. */
export function openBeginning(channel: ChannelName, address: string): string | null {
  const form = factsOf(channel).address
  if (form.is === 'name') return null
  const { origin, pathname } = new URL(address)
  return `${origin}/${form.sharedPath?.(pathname) ?? ''}`
}
