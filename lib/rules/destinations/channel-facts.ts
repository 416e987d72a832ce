import type { z } from 'zod'

/** An address on the web. Whoever knows what follows its beginning can send there, so the rest is a secret. */
export type WebAddress = {
  is: 'web'
  /** Host and path that addresses of the channel have: one of these. */
  places: readonly RegExp[]
  /** What the path begins with that says whose limit it is: "services/T0/". Left out: the host alone says it. */
  sharedPath?(pathname: string): string
  /** What its owner is shown of the path, ending in "…" where something is missing. Left out: nothing. */
  shownPath?(pathname: string): string
}

/** A number or a name. It is no secret, because it is of no use without our account at the service. */
export type NamedAddress = {
  is: 'name'
  /** The address in one form, so that the same is known again; null: it is none. */
  read(text: string): string | null
  shown(address: string): string
}

/** All that is known of a channel but how it sends: its fact sheet, listed in channels/channels.ts. */
export type ChannelFacts = {
  address: WebAddress | NamedAddress
  /** What it needs besides an address. Kept as JSON. */
  config: z.ZodType
  /** Where in its form that stands. Left out: the form asks for nothing. */
  configIn?(fields: Readonly<Record<string, string>>): unknown
  /** Its config is a secret that we make, with which its owner checks what we send. */
  makesSecret?: true
  /** A script adds it, because only a script can: nobody types its address. */
  isByScript?: true
  /**
   * Whether somebody has to type back what we sent: anybody can name these addresses, only their reader sees the code. The
   * others are secrets themselves, known to who made them.
   */
  needsCode: boolean
  /**
   * Whether what may have been taken is sent again. A telephone rings at night: there, a thing twice is worse than the small
   * chance that it never came. Elsewhere the receiver knows it again, or a line twice does no harm.
   */
  isRepeatable: boolean
  /** Whether trouble there is its owner's. Where many readers share one service, that service's trouble is not theirs. */
  blamesOwner: boolean
  /** The limit that it meets is our account's, so it is believed whatever it asks for. */
  isLimitOurs: boolean
  /** Programs read it, so it gives times as they do. */
  isForPrograms?: true
  /** Messages that all readers together may have sent by the form in a day. Each costs money. Left out: no such limit. */
  mostTestMessagesADay?: number
}
