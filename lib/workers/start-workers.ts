import { PgBoss } from 'pg-boss'
import { type Database, getDatabase } from '#db/client.ts'
import { createQueues, isMailQueue, type JobQueue, type Jobs } from '#db/jobs.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { env } from '#lib/env.ts'
import { logFault } from '#lib/faults/fault.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { tellAuthor } from '#lib/flows/comments/tell-author.ts'
import { startBot } from '#lib/flows/destinations/listen-to-bot.ts'
import { purgeDestinations } from '#lib/flows/destinations/purge-destinations.ts'
import { tellOwner } from '#lib/flows/destinations/tell-owner.ts'
import { planDomains } from '#lib/flows/domains/plan-domains.ts'
import { keepDomainsFresh } from '#lib/flows/domains/refresh-domains.ts'
import { makeAllWindows } from '#lib/flows/maintenance/make-windows.ts'
import { askRelease } from '#lib/flows/notices/ask-release.ts'
import { planLeftNotices } from '#lib/flows/notices/plan-left-notices.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { startToldRefresh } from '#lib/flows/notices/refresh-told.ts'
import { publishFiles } from '#lib/flows/posts/publish-files.ts'
import { attemptBatch } from '#lib/flows/sending/attempt-batch.ts'
import { attemptMessage } from '#lib/flows/sending/attempt-message.ts'
import { claimDue } from '#lib/flows/sending/claim-due.ts'
import { claimMessages } from '#lib/flows/sending/claim-messages.ts'
import { loadChannels } from '#lib/flows/sending/load-channels.ts'
import { purgeBodies } from '#lib/flows/sending/purge-bodies.ts'
import { sealStored } from '#lib/flows/settings/seal-stored.ts'
import { mailSignIn } from '#lib/flows/staff/mail-sign-in.ts'
import { welcomeStaffMember } from '#lib/flows/staff/welcome-staff-member.ts'
import { askConfirmation } from '#lib/flows/subscribers/ask-confirmation.ts'
import { mailPreferencesLink } from '#lib/flows/subscribers/mail-preferences-link.ts'
import { purgeUnconfirmed } from '#lib/flows/subscribers/purge-unconfirmed.ts'
import { firstRunLink } from '#lib/identity/links.ts'
import { inContext } from '#lib/log/context.ts'
import { log } from '#lib/log/log.ts'
import { mailerFrom } from '#lib/mail/transport/transport.ts'
import { getShared } from '#lib/shared.ts'
import { startDecider } from './decider.ts'
import { startSender } from './sender.ts'

const say = (line: string) => log.info(line)

/** Enough that some dozen endpoints that hang do not keep the others waiting. */
const messagesAtOnce = 50

/** Brings the database up to date, publishes the posts kept as files, and starts jobs and decisions. */
export async function startWorkers(): Promise<void> {
  const shared = getShared()
  await migrateDatabase(shared.connectionString, say)
  const boss = await startBoss(shared.connectionString)
  shared.boss = boss
  const db = getDatabase()
  await sealStored(db, new Date(), say)
  await publishFiles(db, new Date())
  await serveNotices(boss, db)
  const senders = await startSenders(db)
  shared.nudgeSender = senders.nudge
  await serveMails(boss, db)
  await serveCleaning(boss, db)
  await serveDomains(boss, db)
  await serveMaintenance(boss, db)
  await startBot(db, say)
  await planLeftNotices(db)
  const setUpLink = await firstRunLink(db, new Date())
  if (setUpLink) log.show(`nobody sits at the desk yet. Within seven days, set it up at ${setUpLink}`)
  const decider = startDecider(() => decideAlerts(db, () => new Date()))
  shared.nudge = decider.nudge
  shared.stopWorkers = async () => {
    await decider.stop()
    await Promise.all([boss.stop({ graceful: true, timeout: 8_000 }), senders.stop()])
    await senders.finish()
  }
}

async function serveNotices(boss: PgBoss, db: Database): Promise<void> {
  await work(boss, 'plan-notice', job => planNotice(db, job.noticeId, new Date()))
  await work(boss, 'ask-release', job => askRelease(db, job.noticeId))
}

/** Mails that are no notices. */
async function serveMails(boss: PgBoss, db: Database): Promise<void> {
  await work(boss, 'ask-confirmation', job => askConfirmation(db, job, new Date()))
  await work(boss, 'tell-author', job => tellAuthor(db, job.commentId))
  await work(boss, 'tell-owner', job => tellOwner(db, job))
  await work(boss, 'mail-preferences-link', job => mailPreferencesLink(db, job.subscriberId, new Date()))
  await work(boss, 'mail-sign-in', job => mailSignIn(db, job, new Date()))
  await work(boss, 'welcome-colleague', job => welcomeStaffMember(db, job))
}

/** What is forgotten each night. */
async function serveCleaning(boss: PgBoss, db: Database): Promise<void> {
  await work(boss, 'purge-destinations', () => purgeDestinations(db, new Date()))
  await boss.schedule('purge-destinations', '23 4 * * *')
  await work(boss, 'purge-bodies', () => purgeBodies(db, new Date()))
  await boss.schedule('purge-bodies', '43 4 * * *')
  await work(boss, 'purge-unconfirmed', () => purgeUnconfirmed(db, new Date()))
  await boss.schedule('purge-unconfirmed', '33 4 * * *')
}

async function serveDomains(boss: PgBoss, db: Database): Promise<void> {
  await work(boss, 'plan-domains', job => planDomains(db, job.noticeId, new Date()))
  await work(boss, 'refresh-domains', () => keepDomainsFresh(db, new Date()))
  await boss.schedule('refresh-domains', '* * * * *')
}

/** Each hour, and once at the start: the process may have been away for long. */
async function serveMaintenance(boss: PgBoss, db: Database): Promise<void> {
  await makeAllWindows(db, new Date())
  await work(boss, 'plan-windows', () => makeAllWindows(db, new Date()))
  await boss.schedule('plan-windows', '17 * * * *')
}

/** Starts what sends deliveries: mails, and the messages of all other channels. */
async function startSenders(db: Database) {
  const told = startToldRefresh(db)
  const mailer = mailerFrom(env)
  const mails = startSender(
    most => claimDue(db, mailer, most, () => new Date()),
    async claimed => {
      const result = await attemptBatch(db, claimed, mailer, () => new Date())
      if (result.is === 'sent') told.note(claimed.attempt.batchId)
    },
    mailer.batchesAtOnce,
  )
  const channels = await loadChannels(db)
  const messages = startSender(
    most => claimMessages(db, most, () => new Date()),
    async claimed => {
      const result = await attemptMessage(db, claimed, channels, () => new Date())
      if (result.is === 'sent') told.note(claimed.attempt.batchId)
    },
    messagesAtOnce,
  )
  return {
    nudge() {
      mails.nudge()
      messages.nudge()
    },
    /** No new attempt begins, running ones end. */
    stop: () => Promise.all([mails.stop(), messages.stop()]),
    /** Shows on the pages how many were told so far. */
    finish: () => told.stop(),
  }
}

async function startBoss(connectionString: string): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString,
    max: 5,
    useListenNotify: true,
    application_name: 'allclear jobs',
  })
  boss.on('error', error => logFault('the job runner reports a failure', error))
  await boss.start()
  await createQueues(boss)
  return boss
}

/** Each job of a batch succeeds or fails by itself; a failed one is tried again later. */
async function work<Q extends JobQueue>(
  boss: PgBoss,
  queue: Q,
  run: (job: Jobs[Q]) => Promise<unknown>,
): Promise<void> {
  // A mail that a mail server is slow with keeps none beside it from being settled.
  const many = isMailQueue(queue)
    ? { batchSize: 1, localConcurrency: 4 }
    : { batchSize: 20, localConcurrency: 2 }
  const options = {
    ...many,
    burstWhenBatchFull: true,
    perJobResults: true,
    pollingIntervalSeconds: 0.5,
    notifyPollingIntervalSeconds: 2,
  } as const
  await boss.work<Jobs[Q], unknown, typeof options>(queue, options, async jobs => {
    return Promise.all(jobs.map(job => attempt(queue, job.id, () => run(job.data))))
  })
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
