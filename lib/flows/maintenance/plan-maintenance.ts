import type { Database } from '#db/client.ts'
import { insertMaintenance } from '#db/writes/maintenance/maintenance.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import type { MaintenanceKind } from '#lib/rules/maintenance/maintenance.ts'

export type MaintenancePlan = {
  /** Chosen by the form, so that a form sent twice is one piece of work. */
  postId: string
  staffId: string
  kind: MaintenanceKind
  /** What we do, as customers read it. */
  title: string
  /** What it means for them; null: nothing more is said. */
  text: string | null
  serverIds: readonly string[]
  startsAt: Date
  endsAt: Date
  isMailed: boolean
}

/** Publishes planned or running work, and tells customers of its servers if wanted. past: its end is; there-already: its form was sent twice. */
export async function planMaintenance(
  db: Database,
  maintenance: MaintenancePlan,
  now: Date,
): Promise<'done' | 'past' | 'there-already'> {
  const { postId, staffId, kind, title, text, serverIds, startsAt, endsAt, isMailed } = maintenance
  if (endsAt <= now) return 'past'
  const facts = { kind, title, serverIds, startsAt, endsAt, isMailed }
  const act = { postId, staffId, action: 'plan-work' as const, facts }
  const row = { postId, kind, title, body: text, serverIds, startsAt, endsAt, isQuiet: !isMailed }
  return changePost<'there-already'>(
    db,
    act,
    now,
    async tx => (await insertMaintenance(tx, row, now)) ?? 'there-already',
  )
}
