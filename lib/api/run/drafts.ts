import type { Database } from '#db/client.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import type { DeskAdvisory } from '#db/reads/posts/advisory.ts'
import type { Declaration } from '#lib/flows/incidents/declare-incident.ts'
import type { NoticeDraft } from '#lib/flows/notices/preview-notice.ts'
import { plainBody } from '#lib/flows/posts/plain-body.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import type { MaintenanceKind, MaintenanceSlot } from '#lib/rules/maintenance/maintenance.ts'
import { spanOf } from '#lib/rules/maintenance/maintenance.ts'
import type { NoticeServer } from '#lib/rules/notices/notice.ts'
import { advisoryFacts } from '#lib/rules/posts/advisory.ts'
import { openingOf } from '#lib/rules/reviews/review.ts'

const staffBody = (title: string, text: string) => {
  return { is: 'words' as const, about: 'incident' as const, title, text: plainText(text, 'light') }
}

/** What is told of an incident that a program declares: of servers the decision tells, else these words do. */
export function draftOfDeclared(
  { postId, title, text, nextUpdateAt, isByProgram }: Declaration,
  servers: NoticeServer[],
): NoticeDraft {
  const about = { postId, slug: postId, nextUpdateAt, isTaken: !isByProgram }
  return servers.length > 0
    ? { ...about, kind: 'began', facts: { servers }, words: [text] }
    : { ...about, kind: 'update', facts: { servers, saying: staffBody(title, text) } }
}

/** An entry of a timeline. */
export function draftOfWords(incident: DeskIncident, text: string, isCorrection = false): NoticeDraft {
  const words = staffBody(incident.title, text)
  const said = isCorrection ? { ...words, isCorrection } : words
  return {
    kind: 'update',
    postId: incident.id,
    slug: incident.slug,
    facts: { servers: serversOf(incident), saying: said },
  }
}

/** An incident as it is once it is open again: on the servers that it ended with. */
export function reopened(incident: DeskIncident): DeskIncident {
  const last = Math.max(...incident.servers.map(({ endedAt }) => endedAt?.getTime() ?? 0))
  const servers = incident.servers.map(server =>
    server.endedAt?.getTime() === last ? { ...server, endedAt: null, until: null } : server,
  )
  return { ...incident, servers }
}

/** The end of an incident on all servers that are in trouble. */
export function draftOfEnd(incident: DeskIncident, text: string, now: Date): NoticeDraft {
  if (incident.servers.length === 0) return draftOfWords(incident, text)
  const endedAt = now.toISOString()
  const servers = serversOf(incident).map(server => ({ endedAt, ...server }))
  return { kind: 'ended', postId: incident.id, slug: incident.slug, facts: { servers }, words: [text] }
}

function serversOf({ servers }: DeskIncident): NoticeServer[] {
  return servers.map(({ serverId, label, impact, cause, since, until, endedAt }) => ({
    id: serverId,
    label,
    impact,
    cause,
    since: since.toISOString(),
    ...(endedAt ? { endedAt: (until ?? endedAt).toISOString() } : {}),
  }))
}

type Work = {
  postId: string
  slug: string
  kind: MaintenanceKind
  title: string
  text: string | null
  endsBy: 'itself' | 'staff'
  slots: readonly (MaintenanceSlot & { label: string; was?: { startsAt: Date; endsAt: Date } })[]
}

/** What is told of work. reason: it is cancelled. */
export function draftOfMaintenance(
  notice: 'planned' | 'starting' | 'moved' | 'done',
  { postId, slug, kind, title, text, endsBy, slots }: Work,
  now: Date,
  reason: string | null = null,
): NoticeDraft {
  const { startsAt, endsAt } = spanOf(slots)
  const servers = slots.map(
    ({ serverId, label, was, ...slot }): NoticeServer => ({
      id: serverId,
      label,
      since: slot.startsAt.toISOString(),
      dueAt: (notice === 'done' && reason === null ? now : slot.endsAt).toISOString(),
      impact: kind === 'countermeasure' ? 'degraded' : 'maintenance',
      cause: kind,
      ...(was ? { was: { since: was.startsAt.toISOString(), dueAt: was.endsAt.toISOString() } } : {}),
    }),
  )
  const work = {
    is: 'work' as const,
    work: kind,
    what: title,
    isCancelled: reason !== null,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    ...(reason === null ? {} : { reason }),
    ...(endsBy === 'staff' ? { isOpenEnded: true as const } : {}),
    ...(startsAt <= now && notice !== 'done' ? { isRunning: true as const } : {}),
  }
  return { kind: notice, postId, slug, facts: { servers, saying: work }, words: text === null ? [] : [text] }
}

/** The words that staff work on, as a warning or as an update for who was warned. */
export async function draftOfAdvisory(
  db: Database,
  { id: postId, slug, words, servers, publishedAt }: DeskAdvisory,
  kind: 'advisory' | 'update',
  change: string | null,
  now: Date,
): Promise<NoticeDraft> {
  const { title, summary, body } = words
  const said = change ? [plainText(change, 'light')] : []
  const whole = async () => [...said, summary, await plainBody(db, { postId, body }, now)].join('\n\n')
  const text = kind === 'update' && change ? said.join() : await whole()
  return {
    kind,
    postId,
    slug,
    facts: advisoryFacts({ title, text, servers, publishedAt: publishedAt ?? now }),
  }
}

/** A mail says the first section of a review. */
export async function draftOfReview(
  db: Database,
  incident: DeskIncident,
  body: string,
  now: Date,
): Promise<NoticeDraft> {
  const { id: postId, slug, title } = incident
  const text = await plainBody(db, { postId, body: openingOf(body) }, now)
  const words = { is: 'words' as const, about: 'incident' as const, title, text }
  return { kind: 'review', postId, slug, facts: { servers: serversOf(incident), saying: words } }
}
