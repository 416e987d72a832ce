import type { PostMaintenance } from '#db/reads/posts/post-parts.ts'
import type { PostRecord } from '#db/reads/posts/post-records.ts'
import { siteAddress } from '#lib/documents/site.ts'
import { endOf, isCancelled, maintenancePhase } from '#lib/rules/maintenance/maintenance.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'
import { latest } from '#lib/rules/time/time.ts'
import { titleIn } from '#lib/words/spoken-posts.ts'
import { componentsAmong, type StatuspageContext } from './incident.ts'
import { maintenanceEntries } from './maintenance-entries.ts'
import { statuspageId, statuspagePageId } from './page.ts'
import { incidentUpdate } from './updates.ts'

/** What Statuspage calls how far work is. Ours is never "verifying"; what is cancelled is over. */
export type StatuspageState = 'scheduled' | 'in_progress' | 'completed'

/** A maintenance post as Statuspage has it; none where its work is gone. */
export function statuspageMaintenance(post: PostRecord, shown: StatuspageContext) {
  const {
    components: { byServer },
    now,
  } = shown
  const work = post.maintenance
  if (!work) return []
  const id = statuspageId(post.id)
  const status = workStatus(maintenancePhase(work, now))
  const overAt = status === 'completed' ? (work.cancelledAt ?? endOf(work)) : null
  const changedAt = latest([post.updatedAt, overAt ?? begunAt(work, now) ?? post.updatedAt])
  return [
    {
      id,
      name: titleIn(shown.words, post.titled),
      status,
      created_at: post.createdAt.toISOString(),
      updated_at: changedAt.toISOString(),
      monitoring_at: null,
      resolved_at: overAt?.toISOString() ?? null,
      impact: 'maintenance',
      shortlink: siteAddress(`/posts/${post.slug}`),
      started_at: post.publishedAt.toISOString(),
      page_id: statuspagePageId,
      incident_updates: maintenanceEntries(post, work, shown).map(entry =>
        incidentUpdate(id, entry, byServer),
      ),
      components: componentsAmong(work.slots, byServer),
      scheduled_for: work.startsAt.toISOString(),
      scheduled_until: work.endsAt.toISOString(),
    },
  ]
}

/** How far work is, in the words of Statuspage. */
function workStatus(phase: PostPhase | null): StatuspageState {
  if (phase === 'completed' || phase === 'cancelled') return 'completed'
  return phase === 'in_progress' ? 'in_progress' : 'scheduled'
}

function begunAt(work: PostMaintenance, now: Date): Date | null {
  return !isCancelled(work) && work.startsAt <= now ? work.startsAt : null
}
