import { and, eq, gt } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { devices } from '#db/schema/staff.ts'

/** How many devices one of the staff has signed in with, and how many of them are new since then. */
export async function countDevices(
  db: Database | Transaction,
  staffId: string,
  since: Date,
): Promise<{ all: number; lately: number }> {
  const isTheirs = eq(devices.staffId, staffId)
  const all = await db.$count(devices, isTheirs)
  return { all, lately: await db.$count(devices, and(isTheirs, gt(devices.createdAt, since))) }
}
