import { isBadNews, type PendingChanges, pendingChanges } from '#lib/rules/decision/pending-changes.ts'
import { labelOf, type Situation } from '#lib/rules/decision/situation.ts'
import { type Affected, asksAboutGuess, type Incident } from '#lib/rules/incidents/incident.ts'
import { compareImpact } from '#lib/rules/servers/status.ts'
import type { Notice, NoticeFacts, NoticeServer } from './notice.ts'

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

/** What a notice says of these servers of an incident. */
export function noticeFactsOf(rows: readonly Affected[], situation: Situation): NoticeFacts {
  return { servers: rows.map(row => factOf(row, situation)), endedBefore: [], stillAffected: [] }
}

/** The same for staff, who are asked whether what nobody has stated is true. */
function heldFacts(incident: Incident, untold: readonly Affected[], situation: Situation): NoticeFacts {
  const facts = noticeFactsOf(untold, situation)
  if (!asksAboutGuess(incident)) return facts
  return { ...facts, servers: facts.servers.map(server => ({ ...server, isGuess: true })) }
}

/** What an end says: of the servers whose end it is, and of what else customers know of their incident. */
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
