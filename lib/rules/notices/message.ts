import type { Language } from '#lib/rules/languages/language.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'
import type { Impact } from '#lib/rules/servers/status.ts'
import type { NoticeKind, NoticeServer } from './notice.ts'

/** What a message says whoever reads it, composed once from facts and kept as JSON. Moments are ISO 8601. */
export type KeptMessage = {
  noticeId: string
  /** In which it is; left out: in English. */
  language?: Language
  /** trial: no notice, but a message that proves or tests a destination. reminder: one for staff. */
  kind: NoticeKind | 'trial' | 'staff-reminder'
  postId: string
  postTitle: string
  /** The post's phase when it was composed; null for an advisory. */
  phase: PostPhase | null
  /** One sentence, or one for each part: "web07 is down." */
  headline: string
  /** Plain sentences: which of the reader's servers, since when, what we do, when the next update comes. */
  lines: readonly string[]
  /** Of these, the beginning of the words of staff, for what has no room for all; left out: there are none. */
  words?: readonly string[]
  /** The post's page. */
  url: string
  /** Those that the reader may read of, the worst first. */
  servers: readonly NoticeServer[]
  /** The worst of them; operational when it is over. */
  impact: Impact
  /** When the notice was decided. */
  at: string
  siteName: string
  /** Without a trailing slash. */
  siteUrl: string
  nextUpdateAt: string | null
}
