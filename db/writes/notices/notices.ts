import type { Transaction } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { notices } from '#db/schema/notice.ts'
import type { Notice } from '#lib/rules/notices/notice.ts'

/** The entry of a timeline that a notice tells, and until when staff can take it back. */
export type NoticeOfUpdate = { updateId: string; waitsUntil: Date | null }

/** Decides to tell, by a person's wish, and queues the choice of the audience. It goes out if and only if the transaction commits. */
export async function addNotice(
  tx: Transaction,
  notice: Notice,
  now: Date,
  ofUpdate: NoticeOfUpdate | null = null,
): Promise<void> {
  await tx.insert(notices).values({ ...notice, ...ofUpdate, createdAt: now })
  await queueJobs(tx, 'plan-notice', [{ noticeId: notice.id }], ofUpdate?.waitsUntil ?? null)
}
