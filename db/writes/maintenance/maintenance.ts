import { eq, inArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import type { Shown } from '#db/writes/posts/posts.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { PostTranslations } from '#lib/rules/languages/translation.ts'
import {
  type Maintenance,
  type MaintenanceEnder,
  type MaintenanceKind,
  type MaintenanceSlot,
  maintenancePhase,
  spanOf,
} from '#lib/rules/maintenance/maintenance.ts'

export type NewMaintenance = {
  postId: string
  kind: MaintenanceKind
  title: string
  body: string | null
  language: Language
  translations: PostTranslations
  /** At least one, each server once. */
  slots: readonly MaintenanceSlot[]
  endsBy: MaintenanceEnder
  isQuiet: boolean
  announceAt: Date | null
  reminders: readonly number[]
  /** What it is a window of, and for which day; null: it takes place once. */
  recurrence: { id: string; day: string } | null
}

/** Makes a maintenance with its post. Returns where it shows, or null when this very post is there already. */
export async function insertMaintenance(
  tx: Transaction,
  planned: NewMaintenance,
  now: Date,
): Promise<Shown | null> {
  const { postId, kind, title, body, language, translations, slots, recurrence, ...rest } = planned
  const { startsAt, endsAt } = spanOf(slots)
  const slug = `${startsAt.toISOString().slice(0, 10)}-maintenance-${postId}`
  const made = await tx
    .insert(posts)
    .values({
      id: postId,
      slug,
      kind: 'maintenance',
      title,
      body,
      language,
      translations,
      visibility: 'published',
      phase: startsAt <= now ? 'in_progress' : 'scheduled',
      startedAt: startsAt,
      publishedAt: now,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: posts.id })
  if (made.length === 0) return null
  const ofRecurrence = { recurrenceId: recurrence?.id ?? null, occursOn: recurrence?.day ?? null }
  const [row] = await tx
    .insert(maintenance)
    .values({
      ...rest,
      ...ofRecurrence,
      postId,
      kind,
      title,
      startsAt,
      endsAt,
      reminders: [...rest.reminders],
      createdAt: now,
    })
    .returning({ id: maintenance.id })
  if (!row) throw new Error(`The maintenance of post ${postId} was not kept.`)
  await tx.insert(maintenanceServers).values(slots.map(slot => ({ maintenanceId: row.id, ...slot })))
  return { slug, hostnames: await readHostnames(tx, slots) }
}

/** Completes what runs: turns that have not begun do not take place. Returns where it shows. */
export async function completeMaintenance(tx: Transaction, open: Maintenance, now: Date): Promise<Shown> {
  await tx.update(maintenance).set({ completedAt: now }).where(eq(maintenance.id, open.id))
  return changeMaintenancePost(tx, open, { phase: 'completed', resolvedAt: now, nextUpdateAt: null }, now)
}

/** Cancels what has not begun; of what was not announced readers see nothing. Returns where it shows. */
export async function cancelMaintenance(
  tx: Transaction,
  open: Maintenance & { announceAt: Date | null },
  cancelReason: string,
  now: Date,
): Promise<Shown> {
  await tx.update(maintenance).set({ cancelledAt: now, cancelReason }).where(eq(maintenance.id, open.id))
  const isUnheard = open.announceAt !== null && open.announceAt > now
  const hidden = isUnheard ? { visibility: 'draft' as const } : {}
  const end = { phase: 'cancelled' as const, resolvedAt: now, nextUpdateAt: null, ...hidden }
  return changeMaintenancePost(tx, open, end, now)
}

/** Promises the next update of what goes on. Returns where it shows. */
export function touchMaintenance(
  tx: Transaction,
  open: Maintenance,
  nextUpdateAt: Date | null,
  now: Date,
): Promise<Shown> {
  return changeMaintenancePost(tx, open, { phase: maintenancePhase(open, now), nextUpdateAt }, now)
}

type PostChange = Partial<
  Pick<typeof posts.$inferSelect, 'phase' | 'resolvedAt' | 'nextUpdateAt' | 'startedAt' | 'visibility'>
>

/** Changes the post of a maintenance. Returns where it shows. */
export async function changeMaintenancePost(
  tx: Transaction,
  { postId, slots }: Maintenance,
  change: PostChange,
  now: Date,
): Promise<Shown> {
  const [post] = await tx
    .update(posts)
    .set({ ...change, updatedAt: now })
    .where(eq(posts.id, postId ?? ''))
    .returning({ slug: posts.slug })
  return { slug: post?.slug ?? '', hostnames: await readHostnames(tx, slots) }
}

async function readHostnames(tx: Transaction, slots: readonly MaintenanceSlot[]): Promise<string[]> {
  const ids = slots.map(slot => slot.serverId)
  const rows = await tx.select({ hostname: servers.hostname }).from(servers).where(inArray(servers.id, ids))
  return rows.map(row => row.hostname)
}
