import type { PostMaintenance } from '#db/reads/posts/post-parts.ts'
import type { PostRecord } from '#db/reads/posts/post-records.ts'
import { endOf, isCancelled, maintenancePhase } from '#lib/rules/maintenance/maintenance.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import type { ComponentStatus } from '#lib/rules/statuspage/component-status.ts'
import type { ComponentChange } from '#lib/rules/statuspage/incident-status.ts'
import { shortId } from '#lib/short-id.ts'
import { updateText } from '#lib/words/posts.ts'
import { titleIn, writtenIn } from '#lib/words/spoken-posts.ts'
import type { Words } from '#lib/words/words.ts'
import type { StatuspageContext } from './incident.ts'
import { statuspageId } from './page.ts'
import type { StatuspageEntry } from './updates.ts'

type Moment = 'scheduled' | 'in_progress' | 'completed'

/** Its timeline, the newest first: what was written, and its plan, beginning and end, which come by the clock. */
export function maintenanceEntries(
  post: PostRecord,
  maintenance: PostMaintenance,
  { words, now }: StatuspageContext,
): StatuspageEntry[] {
  const written = post.updates.map(update => ({
    id: statuspageId(update.id),
    status:
      update.phase === 'cancelled' ? 'completed' : (update.phase ?? momentAt(maintenance, update.createdAt)),
    text:
      update.phase === 'cancelled'
        ? words('statuspage.cancelledFor', { reason: updateText(words, update) })
        : updateText(words, update),
    at: update.createdAt,
    editedAt: update.correctedAt,
    changes: update.phase === 'completed' ? changesOf(maintenance, 'completed') : [],
  }))
  const isEndWritten = post.updates.some(({ phase }) => phase === 'completed' || phase === 'cancelled')
  const byClock = [
    ...plannedEntries(post, maintenance, words),
    ...begunEntries(post, maintenance, words, now),
    ...(isEndWritten ? [] : overEntries(post, maintenance, words, now)),
  ]
  return [...written, ...byClock].sort((a, b) => b.at.getTime() - a.at.getTime())
}

/** What begins at once was never planned. */
function plannedEntries(post: PostRecord, maintenance: PostMaintenance, words: Words): StatuspageEntry[] {
  if (maintenance.startsAt <= post.publishedAt) return []
  return [entryOf(post, 'scheduled', textOf(post, words), post.publishedAt, [])]
}

function begunEntries(
  post: PostRecord,
  maintenance: PostMaintenance,
  words: Words,
  now: Date,
): StatuspageEntry[] {
  if (isCancelled(maintenance) || maintenance.startsAt > now) return []
  const isPlanned = maintenance.startsAt > post.publishedAt
  const text = isPlanned ? words('statuspage.begun') : textOf(post, words)
  return [entryOf(post, 'in_progress', text, maintenance.startsAt, changesOf(maintenance, 'in_progress'))]
}

function overEntries(
  post: PostRecord,
  maintenance: PostMaintenance,
  words: Words,
  now: Date,
): StatuspageEntry[] {
  const phase = maintenancePhase(maintenance, now)
  if (phase === 'cancelled') {
    const at = maintenance.cancelledAt ?? maintenance.completedAt ?? post.updatedAt
    return [entryOf(post, 'completed', words('statuspage.cancelled'), at, [])]
  }
  if (phase !== 'completed') return []
  const text = words('statuspage.over')
  return [entryOf(post, 'completed', text, endOf(maintenance), changesOf(maintenance, 'completed'))]
}

function textOf({ body, summary, titled }: PostRecord, words: Words): string {
  const said = [body, summary].map(text => text && writtenIn(words, text)).find(Boolean)
  return said ?? literal(titleIn(words, titled))
}

function entryOf(
  post: PostRecord,
  status: Moment,
  text: string,
  at: Date,
  changes: readonly ComponentChange[],
): StatuspageEntry {
  return { id: shortId(`${post.id} ${status}`), status, text, at, editedAt: null, changes }
}

function momentAt(maintenance: PostMaintenance, at: Date): Moment {
  const phase = maintenancePhase(maintenance, at)
  return phase === 'cancelled' ? 'completed' : phase
}

/** A countermeasure makes its servers slow; other work is what it is called. */
function changesOf(maintenance: PostMaintenance, moment: 'in_progress' | 'completed'): ComponentChange[] {
  const during: ComponentStatus =
    maintenance.kind === 'countermeasure' ? 'degraded_performance' : 'under_maintenance'
  const [from, to]: [ComponentStatus, ComponentStatus] =
    moment === 'in_progress' ? ['operational', during] : [during, 'operational']
  // Of servers with turns of their own, those alone that begin or end with the whole.
  const slots = maintenance.slots.filter(slot =>
    moment === 'in_progress' ? slot.startsAt <= maintenance.startsAt : slot.endsAt >= maintenance.endsAt,
  )
  return slots.map(({ serverId }) => ({ serverId, from, to }))
}
