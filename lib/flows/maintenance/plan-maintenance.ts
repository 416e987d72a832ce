import type { Database } from '#db/client.ts'
import { insertMaintenance } from '#db/writes/maintenance/maintenance.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { saidPost } from '#lib/flows/posts/said-words.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import {
  type MaintenanceEnder,
  type MaintenanceKind,
  type MaintenanceSlot,
  spanOf,
} from '#lib/rules/maintenance/maintenance.ts'

export type MaintenancePlan = SpokenWords & {
  /** Chosen by the form, so that a form sent twice is one maintenance. */
  postId: string
  staffId: string
  kind: MaintenanceKind
  /** What we do, as customers read it. */
  title: string
  /** What it means for them; null: nothing more is said. */
  text: string | null
  /** Its servers, each with its turn; at least one. */
  slots: readonly MaintenanceSlot[]
  endsBy: MaintenanceEnder
  isMailed: boolean
  /** How long before each turn its customers are reminded, in minutes. */
  reminders: readonly number[]
}

/** Publishes planned or running maintenance, and tells customers of its servers if wanted. past: its end is; there-already: its form was sent twice. */
export async function planMaintenance(
  db: Database,
  { staffId, text, isMailed, ...plan }: MaintenancePlan,
  now: Date,
): Promise<'done' | 'past' | 'there-already'> {
  if (spanOf(plan.slots).endsAt <= now) return 'past'
  const { postId, ...facts } = plan
  const action = plan.kind === 'countermeasure' ? 'start-countermeasure' : 'plan-maintenance'
  const act = { postId, staffId, action, facts: { ...facts, isMailed } } as const
  const row = {
    ...plan,
    ...saidPost(plan),
    body: text,
    isQuiet: !isMailed,
    announceAt: null,
    recurrence: null,
  }
  return changePost<'there-already'>(
    db,
    act,
    now,
    async tx => (await insertMaintenance(tx, row, now)) ?? 'there-already',
  )
}
