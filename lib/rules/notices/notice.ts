import { isBadNews, type PendingChanges, pendingChanges } from '#lib/rules/decision/pending-changes.ts'
import { labelOf, type Situation } from '#lib/rules/decision/situation.ts'
import { type Affected, asksAboutGuess, type Incident } from '#lib/rules/incidents/incident.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { MaintenanceKind } from '#lib/rules/maintenance/maintenance.ts'
import type { PostKind } from '#lib/rules/posts/post.ts'
import { type Cause, compareImpact, type Impact } from '#lib/rules/servers/status.ts'

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

export type Comparison = {
  notices: Omit<Notice, 'id'>[]
  /** The incident with what customers now are told. */
  incident: Incident
  /** When the same comparison may say more, though nothing changes. */
  retryAt: Date | null
  /** Servers whose bad news was due, but may not be told. */
  heldBack: Affected[]
}

/**
 * Compares what is true with what customers were last told, server by server.
 * A held incident tells staff only. Getting better without an end tells nobody.
 * mayTellBad: bad news may go out; an end always may.
 */
export function compareWithTold(incident: Incident, mayTellBad: boolean, situation: Situation): Comparison {
  switch (incident.visibility) {
    case 'draft':
      return { notices: [], incident, retryAt: null, heldBack: [] }
    case 'held':
      return tellStaff(incident, situation)
    case 'published': {
      const changes = pendingChanges(incident, situation)
      return mayTellBad ? tellCustomers(incident, changes, situation) : holdBack(incident, changes, situation)
    }
  }
}

function holdBack(incident: Incident, { due, retryAt }: PendingChanges, situation: Situation): Comparison {
  const ends = new Map([...due].filter(([, kind]) => !isBadNews(kind)))
  const heldBack = [...due.keys()].filter(row => !ends.has(row))
  return { ...tellCustomers(incident, { due: ends, retryAt }, situation), heldBack }
}

function tellStaff(incident: Incident, situation: Situation): Comparison {
  const untold = incident.affected.filter(row => row.staffToldAt === null && row.clearedAt === null)
  if (untold.length === 0) return { notices: [], incident, retryAt: null, heldBack: [] }
  const isUntold = new Set(untold)
  const affected = incident.affected.map(row =>
    isUntold.has(row) ? { ...row, staffToldAt: situation.now } : row,
  )
  return {
    notices: [{ postId: incident.id, kind: 'held', facts: heldFacts(incident, untold, situation) }],
    incident: { ...incident, affected },
    retryAt: null,
    heldBack: [],
  }
}

function heldFacts(incident: Incident, untold: readonly Affected[], situation: Situation): NoticeFacts {
  const facts = noticeFactsOf(untold, situation)
  if (!asksAboutGuess(incident)) return facts
  return { ...facts, servers: facts.servers.map(server => ({ ...server, isGuess: true })) }
}

function tellCustomers(
  incident: Incident,
  { due, retryAt }: PendingChanges,
  situation: Situation,
): Comparison {
  if (due.size === 0) return { notices: [], incident, retryAt, heldBack: [] }
  const told = [...Map.groupBy(due, ([, kind]) => kind)].map(([kind, pairs]) => {
    const rows = pairs.map(([row]) => row)
    const facts = kind === 'ended' ? endFacts(incident, rows, situation) : noticeFactsOf(rows, situation)
    return { postId: incident.id, kind, facts }
  })
  const affected = incident.affected.map(row => (due.has(row) ? announced(row, situation.now) : row))
  const next = { ...incident, affected, lastNoticeAt: situation.now }
  return { notices: told, incident: next, retryAt, heldBack: [] }
}

function announced(row: Affected, now: Date): Affected {
  return {
    ...row,
    announcedImpact: row.endedAt ? 'operational' : row.impact,
    isAnnouncedIntermittent: row.isIntermittent,
    announcedAt: now,
  }
}

export function noticeFactsOf(rows: readonly Affected[], situation: Situation): NoticeFacts {
  return { servers: rows.map(row => factOf(row, situation)), endedBefore: [], stillAffected: [] }
}

function endFacts(incident: Incident, ended: readonly Affected[], situation: Situation): NoticeFacts {
  const isEnding = new Set(ended)
  const others = incident.affected.filter(row => !isEnding.has(row) && row.announcedImpact !== null)
  return {
    servers: ended.map(row => endOf(row, situation)),
    endedBefore: others.filter(row => row.endedAt).map(row => endOf(row, situation)),
    stillAffected: others.filter(row => !row.endedAt).map(row => row.serverId),
  }
}

function endOf(row: Affected, situation: Situation): NoticeServer {
  const isWorse = row.announcedImpact !== null && compareImpact(row.announcedImpact, row.impact) > 0
  const endedAt = (row.until ?? row.endedAt ?? situation.now).toISOString()
  return { ...factOf(row, situation), endedAt, ...(isWorse ? { wasWorse: true } : {}) }
}

function factOf(row: Affected, situation: Situation): NoticeServer {
  const { serverId: id, impact, cause, since } = row
  return { id, label: labelOf(id, situation), impact, cause, since: since.toISOString() }
}
