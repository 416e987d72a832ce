import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { urgentKinds } from '#lib/rules/notices/delivery.ts'

/** When an address may get what waits for it: alarmAt, what is urgent; writeAt, the rest. */
export type MailSchedule = { address: string; alarmAt: Date; writeAt: Date }

/** Puts off all mail that waits for these addresses. */
export async function postpone(tx: Transaction, schedules: readonly MailSchedule[]): Promise<void> {
  if (schedules.length === 0) return
  const addresses = sql.param(schedules.map(schedule => schedule.address))
  const alarms = sql.param(schedules.map(schedule => schedule.alarmAt.toISOString()))
  const moments = sql.param(schedules.map(schedule => schedule.writeAt.toISOString()))
  await tx.execute(sql`
    update deliveries set due_at = case when ${inArray(notices.kind, [...urgentKinds])} then turn.alarm_at else turn.write_at end
    from notices, unnest(${addresses}::text[], ${alarms}::timestamptz[], ${moments}::timestamptz[])
      as turn(address, alarm_at, write_at)
    where deliveries.channel = 'mail' and deliveries.address = turn.address and deliveries.state = 'queued'
      and notices.id = deliveries.notice_id`)
}

/** Which deliveries staff mean: some of them, or all of a notice. */
export type Meant = { deliveryIds: readonly string[] } | { noticeId: string }

/**
 * Lets go out what waits, whatever its readers were mailed; where a destination failed, all that waits for it is tried again
 * now. Returns how many of those that are meant waited.
 */
export async function hasten(tx: Transaction, meant: Meant, now: Date): Promise<number> {
  const isMeant =
    'noticeId' in meant
      ? eq(deliveries.noticeId, meant.noticeId)
      : inArray(deliveries.id, [...meant.deliveryIds])
  const hastened = await tx
    .update(deliveries)
    .set({ hastenedAt: now, dueAt: sql`least(${deliveries.dueAt}, ${now.toISOString()}::timestamptz)` })
    .where(and(eq(deliveries.state, 'queued'), isMeant))
    .returning({ destinationId: deliveries.destinationId })
  const destinationIds = [...new Set(hastened.flatMap(row => row.destinationId ?? []))]
  await tx
    .update(deliveries)
    .set({ dueAt: now })
    .where(
      and(
        eq(deliveries.state, 'queued'),
        gt(deliveries.dueAt, now),
        sql`${deliveries.destinationId} = any(${sql.param(destinationIds)}::text[])`,
      ),
    )
  return hastened.length
}
