import type { PostRecord } from '#db/reads/posts/post-records.ts'
import { siteAddress } from '#lib/documents/site.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import { isShownClear } from '#lib/rules/servers/status.ts'
import {
  type IncidentCourse,
  incidentCourse,
  incidentImpact,
  type StatuspagePhase,
} from '#lib/rules/statuspage/incident-status.ts'
import { latest } from '#lib/rules/time/time.ts'
import { shortId } from '#lib/short-id.ts'
import { updateText } from '#lib/words/posts.ts'
import { titleIn, writtenIn } from '#lib/words/spoken-posts.ts'
import type { Words } from '#lib/words/words.ts'
import type { StatuspageComponent, StatuspageComponents } from './components.ts'
import { statuspageId, statuspagePageId } from './page.ts'
import { incidentUpdate, type StatuspageEntry } from './updates.ts'

/** What posts are written with. */
export type StatuspageContext = { components: StatuspageComponents; words: Words; now: Date }

/** An incident with the keys of Statuspage. */
export function statuspageIncident(post: PostRecord, shown: StatuspageContext) {
  const {
    components: { byServer },
    now,
  } = shown
  const id = statuspageId(post.id)
  const course = incidentCourse(post.affected)
  const entries = entriesOf(post, course, shown)
  const status = post.resolvedAt ? overStatus(post) : course.statusAt(post.phase, now)
  return {
    id,
    name: titleIn(shown.words, post.titled),
    status,
    created_at: post.createdAt.toISOString(),
    updated_at: latest([post.updatedAt, post.review?.editedAt ?? post.updatedAt]).toISOString(),
    monitoring_at: monitoringAt(post, entries, status)?.toISOString() ?? null,
    resolved_at: post.resolvedAt?.toISOString() ?? null,
    impact: incidentImpact(post.affected),
    shortlink: siteAddress(`/posts/${post.slug}`),
    started_at: post.startedAt.toISOString(),
    page_id: statuspagePageId,
    incident_updates: entries.map(entry => incidentUpdate(id, entry, byServer)),
    components: componentsAmong(post.affected, byServer),
  }
}

/** The components of these servers, each once, as they are now. */
export function componentsAmong(
  servers: readonly { serverId: string }[],
  byServer: ReadonlyMap<string, StatuspageComponent>,
): StatuspageComponent[] {
  const ids = new Set(servers.map(server => server.serverId))
  return [...ids].flatMap(id => byServer.get(id) ?? [])
}

function overStatus({ review }: PostRecord): StatuspagePhase {
  return review ? 'postmortem' : 'resolved'
}

/** When all that began with it first was clear. */
function monitoringAt(
  { affected }: PostRecord,
  entries: readonly StatuspageEntry[],
  status: StatuspagePhase,
): Date | null {
  const first = entries.findLast(entry => entry.status === 'monitoring')
  if (first) return first.at
  const cleared = affected.flatMap(row => (isShownClear(row) ? row.clearedAt : null) ?? row.endedAt ?? [])
  return status === 'monitoring' && cleared.length > 0 ? latest(cleared) : null
}

/** The newest first. Readers expect one at least: where nothing was written yet, it says what the post says. */
function entriesOf(
  post: PostRecord,
  course: IncidentCourse,
  { words }: StatuspageContext,
): StatuspageEntry[] {
  const { updates } = post
  const written = updates.map((update, index) => ({
    id: statuspageId(update.id),
    status: course.statusAt(update.phase ?? post.phase, update.createdAt),
    text: updateText(words, update),
    at: update.createdAt,
    editedAt: update.correctedAt,
    changes: course.changes(updates[index + 1]?.createdAt ?? null, update.createdAt),
  }))
  return [
    ...reviewEntries(post, words),
    ...(written.length > 0 ? written : [openingEntry(post, course, words)]),
  ]
}

function reviewEntries({ id, review }: PostRecord, words: Words): StatuspageEntry[] {
  if (!review) return []
  const { publishedAt, editedAt } = review
  const text = writtenIn(words, review.body)
  return [{ id: shortId(`${id} review`), status: 'postmortem', text, at: publishedAt, editedAt, changes: [] }]
}

function openingEntry(
  { id, titled, summary, phase, publishedAt }: PostRecord,
  course: IncidentCourse,
  words: Words,
): StatuspageEntry {
  return {
    id: shortId(`${id} opening`),
    status: course.statusAt(phase, publishedAt),
    text: (summary && writtenIn(words, summary)) || literal(titleIn(words, titled)),
    at: publishedAt,
    editedAt: null,
    changes: course.changes(null, publishedAt),
  }
}
