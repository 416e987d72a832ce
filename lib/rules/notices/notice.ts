import type { Language } from '#lib/rules/languages/language.ts'
import type { MaintenanceKind } from '#lib/rules/maintenance/maintenance.ts'
import type { PostKind } from '#lib/rules/posts/post.ts'
import type { Cause, Impact } from '#lib/rules/servers/status.ts'

/**
 * held is for staff; the others are for customers. Of trouble: began, worsened, intermittent, ended. Of maintenance: planned,
 * moved, reminder, starting, done. In the words of staff: update, advisory, review.
 */
export const noticeKinds = [
  'began',
  'worsened',
  'intermittent',
  'ended',
  'held',
  'planned',
  'moved',
  'reminder',
  'starting',
  'done',
  'update',
  'advisory',
  'review',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** What a notice says of one server. */
export type NoticeServer = {
  id: string
  label: string
  impact: Impact
  /** null: an advisory names it, and nothing is known to be wrong with it. */
  cause: Cause | null
  /** ISO 8601. */
  since: string
  /** update and ended only: when its trouble was over, ISO 8601. Left out: it is not. */
  endedAt?: string
  /** Of maintenance: when the server's turn ends, ISO 8601. */
  dueAt?: string
  /** moved only: the times that customers were told before, ISO 8601. */
  was?: { since: string; dueAt: string }
  /** ended only: customers were told of something worse in between. */
  wasWorse?: true
  /** done only: the trouble that it is in although the work is over. */
  trouble?: { impact: Impact; cause: Cause; since: string }
  /** done only: other work goes on on it, and is to end then, ISO 8601. */
  goesOnUntil?: string
  /** update only: it was named by mistake, and none of this was so. */
  isMistaken?: true
  /** held only: nobody has stated it, and staff are asked whether it is true. */
  isGuess?: true
}

/** What a notice says besides what became of servers. Moments are ISO 8601. */
export type NoticeBody =
  /**
   * Staff's own words, as plain text. isCorrection: they say anew what was wrong in an entry. language: in which the text is,
   * where it is not the reader's.
   */
  | {
      is: 'words'
      about: PostKind
      title: string
      text: string
      isCorrection?: boolean
      language?: Language
    }
  | {
      is: 'work'
      work: MaintenanceKind
      what: string
      startsAt: string
      endsAt: string
      isCancelled: boolean
      /** Why it was cancelled, in the words of staff. */
      reason?: string
      /** It runs by then. */
      isRunning?: true
      /** Staff say when it is done, whatever its end. */
      isOpenEnded?: true
      /** Of its calendar (RFC 5545), at that moment. */
      sequence?: number
    }

/** All that a notice says: facts, never an alert's text. Kept as JSON. */
export type NoticeFacts = {
  servers: NoticeServer[]
  /** ended only: servers of the incident that ended before, whose watchers may hear of the end just now. */
  endedBefore: NoticeServer[]
  /**
   * ended only: servers that customers still believe in trouble; who watches one of them does not hear of the end yet.
   * done only: servers whose turn is not over; who asked for the end of the whole does not hear of it yet.
   */
  stillAffected: string[]
  /** held only: the bad news of this many incidents was too much at once and waits for staff. */
  heldIncidents?: number
  /** Of maintenance, update, advisory and review only. */
  saying?: NoticeBody
  /** update only: it is for who has heard of its post before, and for nobody else. */
  isForHeard?: true
}

export type Notice = { id: string; postId: string; kind: NoticeKind; facts: NoticeFacts }
