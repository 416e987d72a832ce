import type { ChannelName } from '#lib/rules/destination.ts'
import type { NoticeKind, NoticeServer } from '#lib/rules/notice.ts'
import type { PostPhase } from '#lib/rules/post.ts'
import type { Impact } from '#lib/rules/status.ts'

/** All that a channel can say of one delivery, composed once from facts: the same delivery is told the same way at each attempt. */
export type Telling = {
  /** The identity of the message wherever a channel takes one; the same at each attempt. */
  deliveryId: string
  noticeId: string
  /** trial: no notice, but a message that proves or tests a destination. */
  kind: NoticeKind | 'trial'
  postId: string
  postTitle: string
  /** The post's phase when the notice was decided; null for an advisory. */
  phase: PostPhase | null
  /** One sentence: "web07 is down." */
  headline: string
  /** Plain sentences: which of the reader's servers, since when, what we do, when the next update comes. */
  lines: readonly string[]
  /** The post's page. */
  url: string
  /** Where the reader changes or ends these messages; null for staff. */
  unsubscribeUrl: string | null
  /** Those that the reader may read of, the worst first. */
  servers: readonly NoticeServer[]
  /** The worst of them; operational when it is over. */
  impact: Impact
  /** When the notice was decided. */
  at: Date
  siteName: string
  /** Without a trailing slash. */
  siteUrl: string
  nextUpdateAt: Date | null
}

/** Where a message goes. */
export type Target = {
  channel: ChannelName
  /** A URL, a chat or a telephone number: what the channel sends to. */
  address: string
  /** What the channel needs besides; each channel checks its own. */
  config: unknown
}

/** What became of an attempt: retry may work later, refused never will. */
export type TellResult =
  | { is: 'sent'; providerId: string | null }
  /** mayBeTaken: nobody knows whether it was taken already, so the reader may get it twice. */
  | { is: 'retry'; reason: string; retryAfterSeconds: number | null; mayBeTaken: boolean }
  /** isGone: nothing sent to this address will ever arrive. */
  | { is: 'refused'; reason: string; isGone: boolean }

export type Channel = {
  /** Never throws for what the other side or the network does. */
  send(telling: Telling, target: Target): Promise<TellResult>
}

/** The channels that this installation has; one that is not configured is not there. */
export type Channels = Partial<Record<ChannelName, Channel>>
