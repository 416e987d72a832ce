import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, ne, not, or, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isAnswering } from '#db/conditions/on-staff.ts'
import { isAmong } from '#db/reads/list-of.ts'
import { isMailed } from '#db/reads/reminders/staff-on-ladder.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { staffSettings } from '#db/schema/reminder.ts'
import { staff } from '#db/schema/staff.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { badKinds, isBadNews } from '#lib/rules/decision/pending-changes.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { AudienceOf } from '#lib/rules/notices/audience.ts'
import type { NoticeKind } from '#lib/rules/notices/notice.ts'
import { later } from '#lib/rules/time/time.ts'

/** The order in which readers must hear the notices of one moment: ends first, then what got worse, then what began. */
export const hearingOrder = sql`array_position(array['held', 'ended', 'done', 'intermittent', 'worsened', 'began',
  'starting', 'moved', 'reminder', 'planned', 'advisory', 'update', 'review'], ${notices.kind})`

const isWithheld = and(isNull(notices.plannedAt), isNull(notices.releasedAt))

const isHeldUpdate = sql`(${notices.kind} = 'update' and ${notices.heldAt} is not null and ${notices.releasedAt} is null)`

export type Unplanned = AudienceOf & {
  /** How far it was planned, in the order of the subscribers' ids; empty: only for the first few; null: not begun. */
  plannedUpTo: string | null
  heldAt: Date | null
  releasedAt: Date | null
  waitsUntil: Date | null
}

/**
 * The first notice of the same post that waits for its deliveries, up to and including this one, in the order in which
 * readers must hear them; undefined: all are planned. Locks it until the transaction ends. Bad news passes an update that
 * waits for staff, and all news what staff may still take back.
 */
export async function lockUnplanned(
  tx: Transaction,
  noticeId: string,
  now: Date,
): Promise<Unplanned | undefined> {
  const [notice] = await tx.select().from(notices).where(eq(notices.id, noticeId))
  if (!notice) return undefined
  const { id, postId, createdAt } = notices
  const [first] = await tx
    .select({ id, createdAt })
    .from(notices)
    .where(
      and(
        eq(postId, notice.postId),
        isNull(notices.plannedAt),
        lte(createdAt, notice.createdAt),
        or(isNull(notices.waitsUntil), lte(notices.waitsUntil, now), eq(id, noticeId)),
        isBadNews(notice.kind) ? not(isHeldUpdate) : undefined,
      ),
    )
    .orderBy(asc(createdAt), hearingOrder, asc(id))
    .limit(1)
  if (!first) return undefined
  const [locked] = await tx
    .select()
    .from(notices)
    .where(and(eq(id, first.id), isNull(notices.plannedAt)))
    .for('update')
  // Another planner has finished it meanwhile: look for the next.
  return locked ?? lockUnplanned(tx, noticeId, now)
}

/** All notices that wait for their deliveries and for nobody's decision, the oldest first. */
export async function readUnplanned(tx: Transaction): Promise<{ id: string; waitsUntil: Date | null }[]> {
  const { id, waitsUntil, plannedAt, heldAt, releasedAt, createdAt } = notices
  const rows = await tx
    .select({ id, waitsUntil })
    .from(notices)
    .where(and(isNull(plannedAt), or(isNull(heldAt), isNotNull(releasedAt))))
    .orderBy(asc(createdAt), asc(id))
  return rows
}

/**
 * Confirmed subscribers, and what was queued for customers within the last hour, as far as it counts against such a notice:
 * for bad news other bad news alone, so that no mailing of staff keeps it back.
 */
export async function readVolume(
  tx: Transaction,
  kind: NoticeKind,
  now: Date,
): Promise<{ confirmed: number; queued: number; isAsking: boolean }> {
  const since = later(now, -3600)
  const [row] = await tx
    .select({
      queued: sql`coalesce(sum(${notices.plannedCount}), 0)`.mapWith(Number),
    })
    .from(notices)
    .where(
      and(
        gt(notices.createdAt, since),
        isBadNews(kind) ? inArray(notices.kind, [...badKinds]) : ne(notices.kind, 'held'),
      ),
    )
  const confirmed = await tx.$count(subscribers, eq(subscribers.state, 'confirmed'))
  const asking = await tx.$count(notices, and(isNull(notices.plannedAt), gt(notices.heldAt, since)))
  return { confirmed, queued: row?.queued ?? 0, isAsking: asking > 0 }
}

/** A notice whose deliveries were queued, locked until the transaction ends; undefined: it is gone, dropped, or waits still. */
export async function lockPlanned(tx: Transaction, noticeId: string): Promise<Unplanned | undefined> {
  const { id, plannedAt, droppedAt } = notices
  const [row] = await tx
    .select()
    .from(notices)
    .where(and(eq(id, noticeId), isNotNull(plannedAt), isNull(droppedAt)))
    .for('update')
  return row
}

/** Whether customers have heard nothing of trouble of this post because staff took back all of it. */
export async function isTroubleDropped(tx: Transaction, postId: string, before: Date): Promise<boolean> {
  const rows = await tx
    .select({ droppedAt: notices.droppedAt })
    .from(notices)
    .where(
      and(
        eq(notices.postId, postId),
        inArray(notices.kind, ['began', 'worsened', 'update']),
        lte(notices.createdAt, before),
      ),
    )
  return rows.length > 0 && rows.every(row => row.droppedAt !== null)
}

export type HeldNotice = {
  title: string
  heldFor: number
  staff: { id: string; email: string; language: Language | null }[]
}

/** A notice that waits for staff, with whom to ask by mail; null: it waits no more. */
export async function readHeldNotice(db: Database, noticeId: string): Promise<HeldNotice | null> {
  const [row] = await db
    .select({ title: posts.title, heldFor: notices.heldFor })
    .from(notices)
    .innerJoin(posts, eq(posts.id, notices.postId))
    .where(and(eq(notices.id, noticeId), isWithheld))
  if (!row?.heldFor) return null
  const { id, email, language } = staff
  return {
    title: row.title,
    heldFor: row.heldFor,
    staff: await db
      .select({ id, email, language })
      .from(staff)
      .leftJoin(staffSettings, eq(staffSettings.staffId, id))
      .where(and(isAnswering, isMailed))
      .orderBy(email),
  }
}

/** Those of these notices that wait for staff, with their posts. */
export async function readHeldNotices(tx: Transaction, noticeIds: readonly string[]) {
  if (noticeIds.length === 0) return []
  const rows = await tx
    .select({ id: notices.id, postId: notices.postId, title: posts.title, at: notices.heldAt })
    .from(notices)
    .innerJoin(posts, eq(posts.id, notices.postId))
    .where(and(isAmong(notices.id, noticeIds), isWithheld))
  return rows.flatMap(({ at, ...row }) => (at ? [{ ...row, at }] : []))
}
