import type { Database } from '#db/client.ts'
import { readFirstMails } from '#db/reads/delays/delays.ts'
import { addDelays } from '#db/writes/delays/delays.ts'
import { type DelayCount, dayOfDelay, delayBucket } from '#lib/rules/delays/delay.ts'

/** Measures how long alerts took until the first mail of their notice was handed over, for notices that these batches mailed first. */
export async function noteFirstMails(db: Database, batchIds: readonly string[]): Promise<void> {
  const mails = await readFirstMails(db, batchIds)
  const counts = new Map<string, DelayCount>()
  for (const { receivedAt, sentAt } of mails) {
    const bucket = delayBucket(sentAt.getTime() - receivedAt.getTime())
    const day = dayOfDelay(sentAt)
    const known = counts.get(`${day} ${bucket}`) ?? { day, kind: 'mail', bucket, count: 0 }
    counts.set(`${day} ${bucket}`, { ...known, count: known.count + 1 })
  }
  await addDelays(db, [...counts.values()])
}
