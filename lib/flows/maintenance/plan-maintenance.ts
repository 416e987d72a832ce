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

/** Publishes planned or running work, and tells customers of its servers if wanted. Returns false when it was there already. */
export function planMaintenance(db: Database, maintenance: MaintenancePlan, now: Date): Promise<boolean> {
  const { postId, staffId, kind, title, text, serverIds, startsAt, endsAt, isMailed } = maintenance
  const facts = { kind, title, serverIds, startsAt, endsAt, isMailed }
  const act = { postId, staffId, action: 'plan-work' as const, facts }
  return changePost(db, act, now, tx =>
    insertMaintenance(
      tx,
      { postId, kind, title, body: text, serverIds, startsAt, endsAt, isQuiet: !isMailed },
      now,
    ),
  )
}
