import { sql } from 'drizzle-orm'
import { fromDrizzle, type PgBoss } from 'pg-boss'
import { getShared } from '#lib/shared.ts'
import type { Transaction } from './client.ts'

/** What each queue's jobs carry: ids only, the facts are read when the job runs. */
export type Jobs = {
  /** A notice was decided: choose its audience. */
  'plan-notice': { noticeId: string }
  /** Notices are held, for they would be too many mails: ask staff. */
  'ask-release': { noticeId: string }
  /** The owner of an address has to confirm: a subscription or a comment. */
  'ask-confirmation': { subscriberId: string } | { commentId: string }
}

export type Queue = keyof Jobs

/** Retries with growing pauses for about a day, inside the 24 hours in which the provider knows an idempotency key. */
const queueOptions = {
  notify: true,
  retryLimit: 24,
  retryDelay: 15,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 120,
}

const queueNames: readonly Queue[] = ['plan-notice', 'ask-release', 'ask-confirmation']

/** Makes the queues where they are missing. Safe to run from several processes at once. */
export async function createQueues(boss: PgBoss): Promise<void> {
  for (const name of queueNames) await boss.createQueue(name, queueOptions)
}

/** Queues jobs in the caller's transaction: they exist if and only if it commits. */
export async function queueJobs<Q extends Queue>(
  tx: Transaction,
  queue: Q,
  jobs: readonly Jobs[Q][],
): Promise<void> {
  if (jobs.length === 0) return
  const { boss } = getShared()
  if (!boss) throw new Error('Jobs were queued before the job runner started.')
  await boss.insert(
    queue,
    jobs.map(data => ({ data })),
    { db: fromDrizzle(tx, sql) },
  )
}
