import type { Transaction } from '#db/client.ts'
import { readStaffWays } from '#db/reads/reminders/staff-on-ladder.ts'
import { addMessagesToStaff } from '#db/writes/reminders/reminders.ts'

export type ToldStaff = { staffId: string; reminderIds: string[] }

/** Queues what staff are told, by each way to each of them. isWithoutMail: that is mailed elsewhere. */
export async function queueToStaff(
  tx: Transaction,
  told: readonly ToldStaff[],
  now: Date,
  { isWithoutMail } = { isWithoutMail: false },
): Promise<void> {
  const ways = await readStaffWays(
    tx,
    told.map(({ staffId }) => staffId),
  )
  const byStaff = Map.groupBy(
    ways.filter(way => !isWithoutMail || way.destinationId !== null),
    way => way.staffId,
  )
  const messages = told.flatMap(({ staffId, reminderIds }) =>
    (byStaff.get(staffId) ?? []).map(({ destinationId }) => ({
      staffId,
      destinationId,
      reminderIds,
      insteadOfId: null,
    })),
  )
  await addMessagesToStaff(tx, messages, now)
}
