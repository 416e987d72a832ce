import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isOnStaff } from '#db/conditions/on-staff.ts'
import { reminderMessages, staffSettings } from '#db/schema/reminder.ts'
import { staff } from '#db/schema/staff.ts'
import { destinations } from '#db/schema/subscriber.ts'
import type { LadderMember } from '#lib/rules/reminders/ladder.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'

const hasOtherWay = sql`exists (select from ${destinations}
  where ${destinations.staffId} = ${staff.id} and ${destinations.state} = 'active')`

/** Whether one of the staff gets mail: unless they switched it off and another way is active. For queries that read both. */
export const isMailed = or(isNull(staffSettings.mailOffAt), sql`not ${hasOtherWay}`)

/** One of the staff with what they have chosen. zone: their own, or the site's. */
export type StaffOnLadder = LadderMember & {
  name: string
  email: string
  zone: string
  isMailOff: boolean
  role: DeskRole
  hasOther: boolean
}

/** All staff, in no order. siteZone: of those who have chosen none. */
export async function readStaffOnLadder(
  db: Database | Transaction,
  siteZone: string,
): Promise<StaffOnLadder[]> {
  const { position, zone, quietFrom, quietTo, mailOffAt } = staffSettings
  const rows = await db
    .select({
      id: staff.id,
      name: staff.name,
      email: staff.email,
      addedAt: staff.createdAt,
      role: sql<DeskRole>`${staff.role}`,
      hasOther: sql<boolean>`${hasOtherWay}`,
      position,
      zone,
      quietFrom,
      quietTo,
      mailOffAt,
    })
    .from(staff)
    .leftJoin(staffSettings, eq(staffSettings.staffId, staff.id))
    .where(isOnStaff)
  return rows.map(({ quietFrom: from, quietTo: to, mailOffAt, ...row }) => {
    const own = row.zone ?? siteZone
    return {
      ...row,
      zone: own,
      quiet: from && to ? { from, to, zone: own } : null,
      isMailOff: mailOffAt !== null && row.hasOther,
    }
  })
}

/** Those who may do something about what waits, and so are told of it: all but readers. */
export async function readReminded(db: Database | Transaction, siteZone: string): Promise<StaffOnLadder[]> {
  return (await readStaffOnLadder(db, siteZone)).filter(({ role }) => role !== 'reader')
}

/** One way to one of the staff; destinationId null: by mail. */
export type StaffWay = { staffId: string; destinationId: string | null }

/** All ways to these of the staff: their active destinations, and mail unless they switched it off. */
export async function readStaffWays(tx: Transaction, staffIds: readonly string[]): Promise<StaffWay[]> {
  const ids = [...staffIds]
  const mailed = await tx
    .select({ staffId: staff.id })
    .from(staff)
    .leftJoin(staffSettings, eq(staffSettings.staffId, staff.id))
    .where(and(inArray(staff.id, ids), isOnStaff, isMailed))
  const others = await tx
    .select({ staffId: destinations.staffId, destinationId: destinations.id })
    .from(destinations)
    .where(and(inArray(destinations.staffId, ids), eq(destinations.state, 'active')))
  return [
    ...mailed.map(({ staffId }) => ({ staffId, destinationId: null })),
    ...others.flatMap(({ staffId, destinationId }) => (staffId ? [{ staffId, destinationId }] : [])),
  ]
}

/** When each of the staff was reminded since then, one moment for each time. */
export async function readRemindedLately(tx: Transaction, since: Date): Promise<Map<string, Date[]>> {
  const { staffId, createdAt } = reminderMessages
  const rows = await tx
    .selectDistinct({ staffId, createdAt })
    .from(reminderMessages)
    .where(gt(createdAt, since))
  const byStaff = Map.groupBy(rows, row => row.staffId)
  return new Map([...byStaff].map(([id, own]) => [id, own.map(row => row.createdAt)]))
}
