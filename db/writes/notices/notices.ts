import type { Transaction } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { notices } from '#db/schema/notice.ts'
import type { Notice } from '#lib/rules/notices/notice.ts'

/** Decides to tell, by a person's wish, and queues the choice of the audience. It goes out if and only if the transaction commits. */
export async function addNotice(tx: Transaction, notice: Notice, now: Date): Promise<void> {
  await tx.insert(notices).values({ ...notice, createdAt: now })
  await queueJobs(tx, 'plan-notice', [{ noticeId: notice.id }])
}
