import { inArray, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { notices } from '#db/schema/notice.ts'
import { urgentKinds } from '#lib/rules/delivery.ts'

/** When an address may get what waits for it: alarmAt, what is urgent; writeAt, the rest. */
export type MailTurn = { address: string; alarmAt: Date; writeAt: Date }

/** Puts off all mail that waits for these addresses. */
export async function postpone(tx: Transaction, turns: readonly MailTurn[]): Promise<void> {
  if (turns.length === 0) return
  const addresses = sql.param(turns.map(turn => turn.address))
  const alarms = sql.param(turns.map(turn => turn.alarmAt.toISOString()))
  const moments = sql.param(turns.map(turn => turn.writeAt.toISOString()))
  await tx.execute(sql`
    update deliveries set due_at = case when ${inArray(notices.kind, [...urgentKinds])} then turn.alarm_at else turn.write_at end
    from notices, unnest(${addresses}::text[], ${alarms}::timestamptz[], ${moments}::timestamptz[])
      as turn(address, alarm_at, write_at)
    where deliveries.channel = 'mail' and deliveries.address = turn.address and deliveries.state = 'queued'
      and notices.id = deliveries.notice_id`)
}
