import { type Alert, isGuessed } from '#lib/rules/alerts/alert.ts'
import type { PostPhase, PostVisibility } from '#lib/rules/posts/post.ts'
import type { Cause, Impact } from '#lib/rules/servers/status.ts'
import type { TitleFacts } from './title.ts'

/** One server of an incident: what is true of it, and what customers were last told. */
export type Affected = {
  serverId: string
  impact: Impact
  cause: Cause
  /** When this impact began, by the source's clock. */
  since: Date
  /** When its trouble was over, by the source's clock; null: it is not. */
  until: Date | null
  /** When we heard that it is clear, by our clock; it is watched from then on before the end is told. */
  clearedAt: Date | null
  endedAt: Date | null
  /** Fails and recovers by turns; it does not end before that stops. */
  isIntermittent: boolean
  announcedImpact: Impact | null
  /** Customers were told that it fails and recovers by turns. */
  isAnnouncedIntermittent: boolean
  announcedAt: Date | null
  staffToldAt: Date | null
  /** What a person said that its impact is, and when; operational: it is over or was never part of it. */
  judgedImpact: Impact | null
  judgedAt: Date | null
  /** The worst that it had been in by then: alerts of then say nothing new before they say worse. */
  judgedOver: Impact | null
  /** What the person said is told to nobody. */
  isJudgedQuietly: boolean
}

/** An open post of kind incident. */
export type Incident = {
  id: string
  /** Its address below /posts. It never changes, so it holds no state: the day, and the id. */
  slug: string
  title: string
  /** What a title of Allclear's own says; null: a person wrote it, or it has none yet. */
  titleFacts: TitleFacts | null
  visibility: PostVisibility
  phase: PostPhase
  /** What opened it; null when staff wrote it. */
  cause: Cause | null
  groupId: string | null
  startedAt: Date
  publishedAt: Date | null
  resolvedAt: Date | null
  /** When a person last wrote on it: no automatic title, and no end before somebody could say otherwise. */
  touchedAt: Date | null
  /** What was written up to then, programs wrote; null or left out: that was never so. */
  programTouchedAt?: Date | null
  /** Held only: somebody of the staff has looked at it since then. */
  acknowledgedAt: Date | null
  /** All its servers are clear since then, and a person has still to say so. */
  resolutionProposedAt: Date | null
  /** Somebody of the staff keeps it open although all is clear, since then. */
  keptOpenAt: Date | null
  nextUpdateAt: Date | null
  lastNoticeAt: Date | null
  /** held: its bad news was too much at once and waits for staff. released: they let it go. */
  breaker: 'held' | 'released' | null
  /** Nothing of it is told before; null: nothing waits for that. */
  tellFrom: Date | null
  affected: readonly Affected[]
}

/** What an alert's kind means as a cause; null for kinds that never reach customers. */
export function causeOf(alert: Alert): Cause | null {
  switch (alert.kind) {
    case 'outage':
    case 'slowdown':
    case 'suspicious-file':
      return alert.kind
    case 'reboot':
    case 'other':
      return null
  }
}

/** It is held because it may be an outage or slowness: staff are asked whether it is. */
export function asksAboutGuess({ visibility, cause }: Pick<Incident, 'visibility' | 'cause'>): boolean {
  return visibility === 'held' && (cause === 'outage' || cause === 'slowdown')
}

/** It is public, and nobody of the staff has said that they are on it: readers are told no more than that we were alerted. */
export function isUntaken({
  visibility,
  resolvedAt,
  ...care
}: Pick<Incident, 'visibility' | 'resolvedAt'> & Attention): boolean {
  return visibility === 'published' && !resolvedAt && !hasPerson(care)
}

type Attention = Pick<Incident, 'acknowledgedAt' | 'touchedAt' | 'programTouchedAt'>

/** Whether a person has taken an incident or written on it: a program that writes is nobody who looks after it. */
export function hasPerson({ acknowledgedAt, touchedAt, programTouchedAt = null }: Attention): boolean {
  if (acknowledgedAt) return true
  return touchedAt !== null && (programTouchedAt === null || touchedAt > programTouchedAt)
}

/** The incident that begins with this alert. A suspicious file and a guess are held for staff; all else is public at once. */
export function openIncident(id: string, alert: Alert, groupId: string | null, now: Date): Incident {
  const isHeld = alert.kind === 'suspicious-file' || isGuessed(alert)
  const blank = blankIncident(id, causeOf(alert), alert.startsAt)
  return { ...blank, groupId, ...(isHeld ? {} : { visibility: 'published', publishedAt: now }) }
}

/** A held incident of which nothing is known but why. */
export function blankIncident(id: string, cause: Cause | null, startedAt: Date): Incident {
  return {
    id,
    cause,
    startedAt,
    title: '',
    titleFacts: null,
    visibility: 'held',
    phase: 'investigating',
    affected: [],
    slug: `${startedAt.toISOString().slice(0, 10)}-incident-${id}`,
    groupId: null,
    publishedAt: null,
    resolvedAt: null,
    touchedAt: null,
    resolutionProposedAt: null,
    keptOpenAt: null,
    acknowledgedAt: null,
    nextUpdateAt: null,
    lastNoticeAt: null,
    breaker: null,
    tellFrom: null,
  }
}

/** A server of which nobody was told anything yet. */
export const nothingTold = {
  until: null,
  isIntermittent: false,
  isAnnouncedIntermittent: false,
  announcedImpact: null,
  announcedAt: null,
  staffToldAt: null,
  judgedImpact: null,
  judgedAt: null,
  judgedOver: null,
  isJudgedQuietly: false,
}
