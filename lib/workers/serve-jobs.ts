import type { PgBoss } from 'pg-boss'
import type { Database } from '#db/client.ts'
import { isMailQueue, type JobQueue, type Jobs, queuesOnce, queuesWithDueJobs } from '#db/jobs.ts'
import { logFault } from '#lib/faults/fault.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { tellAuthor } from '#lib/flows/comments/tell-author.ts'
import { purgeDestinations } from '#lib/flows/destinations/purge-destinations.ts'
import { tellOwner } from '#lib/flows/destinations/tell-owner.ts'
import { planDomains } from '#lib/flows/domains/plan-domains.ts'
import { keepDomainsFresh } from '#lib/flows/domains/refresh-domains.ts'
import { makeAllWindows } from '#lib/flows/maintenance/make-windows.ts'
import { askRelease } from '#lib/flows/notices/ask-release.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { mailAdvance } from '#lib/flows/posts/mail-advance.ts'
import { publishDue } from '#lib/flows/posts/publish-due.ts'
import { sendReminder } from '#lib/flows/reminders/send-reminder.ts'
import { publishDueReviews } from '#lib/flows/reviews/publish-due-reviews.ts'
import { purgeBodies } from '#lib/flows/sending/purge-bodies.ts'
import { withinRate } from '#lib/flows/sending/send-within-rate.ts'
import { forgetReadings } from '#lib/flows/servers/forget-readings.ts'
import { keepMonths } from '#lib/flows/servers/keep-months.ts'
import { proveMail } from '#lib/flows/settings/prove-mail.ts'
import { tellSignIn } from '#lib/flows/sign-in/tell-sign-in.ts'
import { mailInvitation } from '#lib/flows/staff/mail-invitation.ts'
import { mailSignIn } from '#lib/flows/staff/mail-sign-in.ts'
import { purgeAudit } from '#lib/flows/staff/purge-audit.ts'
import { tellRemoval } from '#lib/flows/staff/tell-removal.ts'
import { askConfirmation } from '#lib/flows/subscribers/ask-confirmation.ts'
import { mailPreferencesLink } from '#lib/flows/subscribers/mail-preferences-link.ts'
import { purgeUnconfirmed } from '#lib/flows/subscribers/purge-unconfirmed.ts'
import { sendInvitations } from '#lib/flows/subscribers/send-invitations.ts'
import { inContext } from '#lib/log/context.ts'
import { log } from '#lib/log/log.ts'
import { getShared } from '#lib/shared.ts'
import { type Rounds, startRounds } from './rounds.ts'

const clock = () => new Date()

/** Who is told finds the page made: choosing an audience takes the same thread and database, and its mails take seconds anyway. */
const longestHeadStartMs = 100

/** Who takes jobs, and of each queue the worker that is woken first. */
type Workers = { boss: PgBoss; firsts: Map<JobQueue, string> }

/** Takes what was asked for as jobs: at once, with its time, and each night. Returns what looks for those whose time has come. */
export async function serveJobs(boss: PgBoss, db: Database): Promise<Rounds> {
  const workers: Workers = { boss, firsts: new Map() }
  await serveNotices(workers, db)
  await serveMails(workers, db)
  await serveCleaning(workers, db)
  await serveTime(workers, db)
  await serveDomains(workers, db)
  await serveMaintenance(workers, db)
  return lookForDueJobs(workers, db)
}

/** One question for all queues: of a job that is tried again, or was asked for with a time, nobody tells. */
function lookForDueJobs({ boss, firsts }: Workers, db: Database): Rounds {
  return startRounds(
    async () => {
      for (const queue of await queuesWithDueJobs(db, queuesOnce)) boss.notifyWorker(firsts.get(queue) ?? '')
      return { hasMore: false, wakeAt: null }
    },
    ms => `jobs whose time has come could not be looked for. None is lost; next try in ${ms} ms`,
    lookMs,
  )
}

async function serveNotices(workers: Workers, db: Database): Promise<void> {
  await work(workers, 'plan-notice', async job => {
    await getShared().pages.made?.(longestHeadStartMs)
    await planNotice(db, job.noticeId, clock())
  })
}

/** Mails that are no notices. */
async function serveMails(workers: Workers, db: Database): Promise<void> {
  const send = withinRate(db, clock)
  await work(workers, 'ask-release', job => askRelease(db, job.noticeId, send))
  await work(workers, 'ask-confirmation', job => askConfirmation(db, job, clock(), send))
  await work(workers, 'tell-author', job => tellAuthor(db, job.commentId, send))
  await work(workers, 'tell-owner', job => tellOwner(db, job, send))
  await work(workers, 'mail-preferences-link', job =>
    mailPreferencesLink(db, job.subscriberId, clock(), send),
  )
  await work(workers, 'mail-advance', job => mailAdvance(db, job, send))
  await work(workers, 'mail-sign-in', job => mailSignIn(db, job, clock(), send))
  await work(workers, 'welcome-colleague', job => mailInvitation(db, job, clock(), send))
  await work(workers, 'tell-removal', job => tellRemoval(db, job, send))
  await work(workers, 'tell-sign-in', job => tellSignIn(db, job, send))
  await work(workers, 'prove-mail', job => proveMail(db, job, send))
  await work(workers, 'send-reminder', job => sendReminder(db, job.messageId, clock, send))
}

/** What is forgotten each night. */
async function serveCleaning(workers: Workers, db: Database): Promise<void> {
  await work(workers, 'purge-destinations', () => purgeDestinations(db, clock()))
  await workers.boss.schedule('purge-destinations', '23 4 * * *')
  await work(workers, 'purge-bodies', () => purgeBodies(db, clock()))
  await workers.boss.schedule('purge-bodies', '43 4 * * *')
  await work(workers, 'purge-unconfirmed', () => purgeUnconfirmed(db, clock()))
  await workers.boss.schedule('purge-unconfirmed', '33 4 * * *')
  await work(workers, 'purge-audit', () => purgeAudit(db, clock()))
  await workers.boss.schedule('purge-audit', '53 4 * * *')
}

/** What comes with its time. */
async function serveTime(workers: Workers, db: Database): Promise<void> {
  await work(workers, 'send-invitations', () => sendInvitations(db, clock()))
  await workers.boss.schedule('send-invitations', '* * * * *')
  await work(workers, 'publish-due', async () => {
    await publishDueReviews(db, clock())
    await publishDue(db, clock())
  })
  await workers.boss.schedule('publish-due', '* * * * *')
  await work(workers, 'keep-months', async () => {
    await keepMonths(db, clock())
    await forgetReadings(db, clock())
  })
  await workers.boss.schedule('keep-months', '27 * * * *')
}

async function serveDomains(workers: Workers, db: Database): Promise<void> {
  await work(workers, 'plan-domains', job => planDomains(db, job.noticeId, clock()))
  await work(workers, 'refresh-domains', () => keepDomainsFresh(db, clock()))
  await workers.boss.schedule('refresh-domains', '* * * * *')
}

/** Each hour, and once at the start: the process may have been away for long. */
async function serveMaintenance(workers: Workers, db: Database): Promise<void> {
  await makeAllWindows(db, clock())
  await work(workers, 'plan-windows', () => makeAllWindows(db, clock()))
  await workers.boss.schedule('plan-windows', '17 * * * *')
}

/** How often somebody looks for jobs of which nobody tells. */
const lookMs = 2_000
/** How often the first of a queue looks by itself, too. */
const restSeconds = 15
/** How often the others do, whom the first one wakes. */
const longRestSeconds = 60
/** How often the first looks where the database can tell nobody. */
const unheardSeconds = 0.5

/**
 * Each job of a batch succeeds or fails by itself; a failed one is tried again later. Who finds one wakes the next of its
 * queue and looks again at once: so many are done without a pause, and of an idle queue one asks, not all.
 */
async function work<Q extends JobQueue>(
  { boss, firsts }: Workers,
  queue: Q,
  run: (job: Jobs[Q]) => Promise<unknown>,
): Promise<void> {
  // A mail that a mail server is slow with keeps none beside it from being settled.
  const { batchSize, count } = isMailQueue(queue) ? { batchSize: 1, count: 4 } : { batchSize: 20, count: 2 }
  const ids: string[] = []
  const wake = (place: number) => boss.notifyWorker(ids[place % count] ?? '')
  for (let place = 0; place < count; place++) {
    const isFirst = place === 0
    const options = {
      batchSize,
      perJobResults: true,
      pollingIntervalSeconds: isFirst ? unheardSeconds : restSeconds,
      notifyPollingIntervalSeconds: isFirst ? restSeconds : longRestSeconds,
    } as const
    const id = await boss.work<Jobs[Q], unknown, typeof options>(queue, options, async jobs => {
      wake(place)
      wake(place + 1)
      return Promise.all(jobs.map(job => attempt(queue, job.id, () => run(job.data))))
    })
    ids.push(id)
    if (isFirst) firsts.set(queue, id)
  }
}

/** Runs one job, whose id all lines of the log carry meanwhile. */
function attempt(queue: JobQueue, id: string, run: () => Promise<unknown>) {
  return inContext({ job: queue, jobId: id }, async () => {
    try {
      await run()
      return { id, status: 'completed' as const }
    } catch (error) {
      if (error instanceof TryLater) log.warn(error.message)
      else logFault(`the job ${queue} failed and will be tried again`, error)
      const message = error instanceof Error ? error.message : String(error)
      return { id, status: 'failed' as const, output: { message } }
    }
  })
}
