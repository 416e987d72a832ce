import type { ChannelName } from '#lib/rules/destinations/destination.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { KeptMessage } from '#lib/rules/notices/message.ts'

/** All that a channel can say of one delivery: the same delivery is told the same way at each attempt. */
export type Message = Omit<KeptMessage, 'at' | 'nextUpdateAt' | 'language'> & {
  /** The identity of the message wherever a channel takes one; the same at each attempt. */
  deliveryId: string
  /** Where whoever reads at the destination ends these messages; null for staff. */
  unsubscribeUrl: string | null
  /** The language that it is in. */
  locale: Language
  /** When the notice was decided. */
  at: Date
  nextUpdateAt: Date | null
}

/** Where a message goes. */
export type SendTarget = {
  channel: ChannelName
  /** A URL, a chat or a telephone number: what the channel sends to. */
  address: string
  /** What the channel needs besides; each channel checks its own. */
  config: unknown
}

export type TellRetry = {
  is: 'retry'
  reason: string
  retryAfterSeconds: number | null
  /** Nobody knows whether it was taken already, so the reader may get it twice. */
  mayBeTaken: boolean
  /** What the addresses begin with that share the limit which was met: '' is all of the channel. null: this one alone. */
  sharedBy: string | null
}

/** What became of an attempt: retry may work later, refused never will. */
export type TellResult =
  | { is: 'sent'; providerId: string | null }
  | TellRetry
  /** isGone: nothing sent to this address will ever arrive. */
  | { is: 'refused'; reason: string; isGone: boolean }

export type Channel = {
  /** now: when it goes out. Never throws for what the other side or the network does. */
  send(message: Message, target: SendTarget, now: Date): Promise<TellResult>
}

/** The channels that this installation has; one that is not configured is not there. */
export type Channels = Partial<Record<ChannelName, Channel>>
