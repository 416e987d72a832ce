import type { Database } from '#db/client.ts'
import { readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { saidByUs } from '#lib/flows/posts/said-words.ts'
import { asPart } from '#lib/rules/languages/translation.ts'
import { type Measure, measureSeconds } from '#lib/rules/maintenance/measure.ts'
import { later } from '#lib/rules/time/time.ts'
import { measureTitle } from '#lib/words/drafts.ts'
import { type MaintenancePlan, planMaintenance } from './plan-maintenance.ts'

export type Countermeasure = {
  /** Of its own post. Chosen by the form, so that a form sent twice is one countermeasure. */
  id: string
  /** The incident against which it is. */
  postId: string
  measure: Measure
  staffId: string
}

/** What a countermeasure against an incident would be: on those of its servers that are in trouble, from now on; null: there are none. */
export async function draftCountermeasure(
  db: Database,
  { id, postId, measure, staffId }: Countermeasure,
  now: Date,
): Promise<MaintenancePlan | null> {
  const incident = await readIncident(db, postId)
  if (incident?.visibility !== 'published' || incident.resolvedAt) return null
  const servers = incident.servers.filter(server => !server.endedAt)
  if (servers.length === 0) return null
  const labels = servers.map(server => server.label)
  const title = saidByUs(words => measureTitle(words, measure, labels))
  return {
    postId: id,
    staffId,
    kind: 'countermeasure',
    title: title.text,
    language: title.language,
    translations: asPart('title', title.translations),
    text: null,
    slots: servers.map(({ serverId }) => ({ serverId, startsAt: now, endsAt: later(now, measureSeconds) })),
    endsBy: 'itself',
    isMailed: true,
    reminders: [],
  }
}

/** Says that a countermeasure runs on the servers of an incident, and tells their customers. over: none of them is in trouble any more. */
export async function startCountermeasure(
  db: Database,
  countermeasure: Countermeasure,
  now: Date,
): Promise<'done' | 'over' | 'there-already'> {
  const plan = await draftCountermeasure(db, countermeasure, now)
  if (!plan) return 'over'
  const outcome = await planMaintenance(db, plan, now)
  return outcome === 'past' ? 'over' : outcome
}
