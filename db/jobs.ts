import { sql } from 'drizzle-orm'
import { fromDrizzle, type PgBoss } from 'pg-boss'
import type { ChannelName } from '#lib/rules/destinations/destination.ts'
import { getShared } from '#lib/shared.ts'
import type { Database, Transaction } from './client.ts'

/** What each queue's jobs carry: ids only, the facts are read when the job runs. */
export type Jobs = {
  /** A notice was decided: choose its audience. */
  'plan-notice': { noticeId: string }
  /** Notices are held because they would be too many mails: ask staff. */
  'ask-release': { noticeId: string }
  /** The owner of an address has to confirm: a subscription or a comment. */
  'ask-confirmation': { subscriberId: string } | { commentId: string }
  /** A comment is public: the author of the one that it answers hears of it. */
  'tell-author': { commentId: string }
  /** A destination was quarantined or purged: its owner hears of it. It may be gone, so the job carries what is said. */
  'tell-owner': DestinationEnd
  /** Every hour: maintenance that comes again gets its next windows. */
  'plan-windows': Record<string, never>
  /** Every hour: months of servers that have become final are kept. */
  'keep-months': null
  /** Once a day. */
  'purge-destinations': Record<string, never>
  /** Once a day. */
  'purge-bodies': Record<string, never>
  /** Once a day. */
  'purge-unconfirmed': Record<string, never>
  /** Once a day. */
  'purge-audit': null
  /** Every minute: some owners of addresses that staff have entered are asked. */
  'send-invitations': null
  /** Every minute: advisories whose time has come are published, and pins that are over go. */
  'publish-due': null
  /** A subscriber gets the private link to an advisory that is not public yet. */
  'mail-advance': { postId: string; subscriberId: string }
  /** Somebody of the staff asked for a link to sign in. id: of the mail; askedAt: ISO 8601. */
  'mail-sign-in': { id: string; email: string; path: string | null; askedAt: string }
  /** Somebody was invited to the desk: they get the link that lets them in. */
  'welcome-colleague': { mailId: string; invitationId: string }
  /** A colleague was removed: an owner hears of it. */
  'tell-removal': { mailId: string; ownerId: string; name: string; byName: string }
  /** Somebody of the staff hears that one of them signs in otherwise than before. id: of the mail. */
  'tell-sign-in': SignInChange
  /** Somebody of the staff asks to see that mail arrives. id: of the mail. */
  'prove-mail': { id: string; to: string }
  /** Somebody of the staff is reminded, by one of their ways. */
  'send-reminder': { messageId: string }
  /** The owner of an address asked for the link to the preferences. */
  'mail-preferences-link': { subscriberId: string }
  /** A notice went out while the places of some domains were old: ask for them, and tell who was missed. */
  'plan-domains': { noticeId: string }
  /** Every minute: DNS is asked about the domains that are due. */
  'refresh-domains': null
}

/** at: ISO 8601. address: what stands for it, see db/keys/destination. */
export type DestinationEnd = {
  what: 'quarantined' | 'purged'
  destinationId: string
  /** Its owner; with isStaff one of the staff. */
  subscriberId: string
  isStaff?: boolean
  channel: ChannelName
  address: string
  label: string
  at: string
}

/** toId: who hears of it; personId: whose account it is; from: a network address; at: ISO 8601. */
export type SignInChange = {
  id: string
  what: 'new-device' | 'code-used' | 'passkey-added' | 'passkey-removed'
  toId: string
  personId: string
  from: string
  userAgent: string
  at: string
}

export type JobQueue = keyof Jobs

/** Retries with growing pauses for about a day. */
const queueOptions = {
  notify: true,
  retryLimit: 24,
  retryDelay: 15,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 120,
}

/**
 * One mail each. A mail server may be slow with it for 25 minutes, in which nobody begins it anew; a process that was
 * killed is known by its silence. Nobody waits for longer than a minute after a mail server has come back; the tries
 * last for less than the 24 hours in which Resend knows an idempotency key.
 */
const mailOptions = {
  ...queueOptions,
  retryLimit: 1_380,
  retryDelayMax: 60,
  expireInSeconds: 3_600,
  heartbeatSeconds: 60,
}

const mailQueues: readonly JobQueue[] = [
  'ask-release',
  'ask-confirmation',
  'mail-preferences-link',
  'tell-author',
  'mail-sign-in',
  'tell-owner',
  'welcome-colleague',
  'tell-removal',
  'tell-sign-in',
  'mail-advance',
  'prove-mail',
  'send-reminder',
]

const otherQueues: readonly JobQueue[] = [
  'plan-notice',
  'plan-domains',
  'refresh-domains',
  'plan-windows',
  'keep-months',
  'purge-destinations',
  'purge-bodies',
  'purge-unconfirmed',
  'purge-audit',
  'send-invitations',
  'publish-due',
]

/** What is asked for once. All others come again with their time, and stand in no list of what waits. */
export const queuesOnce: readonly JobQueue[] = [...mailQueues, 'plan-notice', 'plan-domains']

/** Whether a queue's jobs are mails. */
export function isMailQueue(queue: JobQueue): boolean {
  return mailQueues.includes(queue)
}

/**
 * Makes the queues where they are missing, and brings the others to what they are now. Safe to run from several processes
 * at once.
 */
export async function createQueues(boss: PgBoss): Promise<void> {
  for (const name of [...mailQueues, ...otherQueues]) {
    const options = isMailQueue(name) ? mailOptions : queueOptions
    await boss.createQueue(name, options)
    await boss.updateQueue(name, options)
  }
}

/** Queues jobs in the caller's transaction: they exist if and only if it commits. startAt: not before; null: at once. */
export async function queueJobs<Q extends JobQueue>(
  tx: Transaction,
  queue: Q,
  jobs: readonly Jobs[Q][],
  startAt: Date | null = null,
): Promise<void> {
  if (jobs.length === 0) return
  const { boss } = getShared()
  if (!boss) throw new Error('Jobs were queued before the job runner started.')
  await boss.insert(
    queue,
    jobs.map(data => (startAt ? { data: data ?? {}, startAfter: startAt } : { data: data ?? {} })),
    { db: fromDrizzle(tx, sql) },
  )
}

/** Those of these queues in which a job waits whose time has come. */
export async function queuesWithDueJobs(db: Database, queues: readonly JobQueue[]): Promise<JobQueue[]> {
  const { rows } = await db.execute<{ queue: JobQueue }>(sql`
    select queue from unnest(${sql.param([...queues])}::text[]) as queue where exists (
      select from pgboss.job where name = queue and state < 'active' and not blocked and start_after <= now())`)
  return rows.map(({ queue }) => queue)
}
