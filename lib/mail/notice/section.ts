import type { SectionKind } from '#lib/rules/notices/digest.ts'
import type { NoticeBody } from '#lib/rules/notices/notice.ts'
import type { MailedEvidence, MailedServer } from './notice-words.ts'

/** What a mail says of some servers of one post. */
export type MailSection = {
  postId: string
  slug: string
  /** The page that tells more where there is none of the post; left out: the post's. */
  page?: string | undefined
  kind: SectionKind
  /** The promise that stood when it was written; null: none. */
  nextUpdateAt: Date | null
  /** Somebody of the staff had taken the incident by then. */
  isTaken: boolean
  servers: readonly MailedServer[]
  body?: NoticeBody | undefined
  /** With which words staff did it, as plain text; none: they said nothing. */
  words?: readonly string[] | undefined
  /** held only, for staff: what was found. */
  evidence?: readonly MailedEvidence[] | undefined
}
