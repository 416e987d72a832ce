import { PgBoss } from 'pg-boss'
import { getDatabase } from '#db/client.ts'
import { createQueues, isMailQueue, type Jobs, type Queue } from '#db/jobs.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { startDecider } from '#lib/decider.ts'
import { env } from '#lib/env.ts'
import { firstRunLink } from '#lib/identity/links.ts'
import { mailerFrom } from '#lib/mail/transport.ts'
import { startSender } from '#lib/sender.ts'
import { getShared } from '#lib/shared.ts'
import { askConfirmation } from './ask-confirmation.ts'
import { askRelease } from './ask-release.ts'
import { attemptBatch } from './attempt-batch.ts'
import { attemptTelling } from './attempt-telling.ts'
import { decideAlerts } from './decide-alerts.ts'
import { startBot } from './listen-to-bot.ts'
import { mailPreferencesLink } from './mail-preferences-link.ts'
import { mailSignIn } from './mail-sign-in.ts'
import { openChannels } from './open-channels.ts'
import { planDomains } from './plan-domains.ts'
import { planLeftNotices } from './plan-left-notices.ts'
import { planNotice } from './plan-notice.ts'
import { publishFiles } from './publish-files.ts'
import { purgeBodies } from './purge-bodies.ts'
import { purgeDestinations } from './purge-destinations.ts'
import { purgeUnconfirmed } from './purge-unconfirmed.ts'
import { keepDomainsFresh } from './refresh-domains.ts'
import { startToldRefresh } from './refresh-told.ts'
import { sealStored } from './seal-stored.ts'
import { takeDue } from './take-due.ts'
import { takeTellings } from './take-tellings.ts'
import { tellAuthor } from './tell-author.ts'
import { tellOwner } from './tell-owner.ts'
import { welcomeColleague } from './welcome-colleague.ts'

const say = (line: string) => console.log(`allclear: ${line}`)

/** Enough that some dozen endpoints that hang do not keep the others waiting. */
const tellingsAtOnce = 50

/** Brings the database up to date, publishes the posts kept as files, and starts jobs and decisions. */
export async function startWorkers(): Promise<void> {
  const shared = getShared()
  await migrateDatabase(shared.connectionString, say)
  const boss = await startBoss(shared.connectionString)
  shared.boss = boss
  const db = getDatabase()
  await sealStored(db, new Date(), say)
  await publishFiles(db, new Date())
  await work(boss, 'plan-notice', job => planNotice(db, job.noticeId, new Date()))
  await work(boss, 'ask-release', job => askRelease(db, job.noticeId))
  await work(boss, 'ask-confirmation', job => askConfirmation(db, job, new Date()))
  await work(boss, 'tell-author', job => tellAuthor(db, job.commentId))
  const mailer = mailerFrom(env)
  const told = startToldRefresh(db)
  const sender = startSender(
    most => takeDue(db, mailer, most, () => new Date()),
    async parcel => {
      const result = await attemptBatch(db, parcel, mailer, () => new Date())
      if (result.is === 'sent') told.note(parcel.attempt.batchId)
    },
    mailer.batchesAtOnce,
  )
  const channels = await openChannels(db)
  const teller = startSender(
    most => takeTellings(db, most, () => new Date()),
    async parcel => {
      const result = await attemptTelling(db, parcel, channels, () => new Date())
      if (result.is === 'sent') told.note(parcel.attempt.batchId)
    },
    tellingsAtOnce,
  )
  shared.nudgeSender = () => {
    sender.nudge()
    teller.nudge()
  }
  await work(boss, 'tell-owner', job => tellOwner(db, job))
  await work(boss, 'purge-destinations', () => purgeDestinations(db, new Date()))
  await boss.schedule('purge-destinations', '23 4 * * *')
  await work(boss, 'purge-bodies', () => purgeBodies(db, new Date()))
  await boss.schedule('purge-bodies', '43 4 * * *')
  await work(boss, 'purge-unconfirmed', () => purgeUnconfirmed(db, new Date()))
  await boss.schedule('purge-unconfirmed', '33 4 * * *')
  await startBot(db, say)
  await work(boss, 'mail-preferences-link', job => mailPreferencesLink(db, job.subscriberId, new Date()))
  await work(boss, 'mail-sign-in', job => mailSignIn(db, job, new Date()))
  await work(boss, 'welcome-colleague', job => welcomeColleague(db, job))
  await work(boss, 'plan-domains', job => planDomains(db, job.noticeId, new Date()))
  await work(boss, 'refresh-domains', () => keepDomainsFresh(db, new Date()))
  await boss.schedule('refresh-domains', '* * * * *')
  await planLeftNotices(db)
  const setUpLink = await firstRunLink(db, new Date())
  if (setUpLink) say(`nobody sits at the desk yet. Within seven days, set it up at ${setUpLink}`)
  const decider = startDecider(() => decideAlerts(db, () => new Date()))
  shared.nudge = decider.nudge
  shared.stopWorkers = async () => {
    await decider.stop()
    await Promise.all([boss.stop({ graceful: true, timeout: 8_000 }), sender.stop(), teller.stop()])
    await told.stop()
  }
}

async function startBoss(connectionString: string): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString,
    max: 5,
    useListenNotify: true,
    application_name: 'allclear jobs',
  })
  boss.on('error', error => console.error(`allclear: the job runner reports: ${error.message}`))
  await boss.start()
  await createQueues(boss)
  return boss
}

/** Each job of a batch succeeds or fails by itself; a failed one is tried again later. */
async function work<Q extends Queue>(
  boss: PgBoss,
  queue: Q,
  run: (job: Jobs[Q]) => Promise<unknown>,
): Promise<void> {
  // A letter that a mail server is slow with keeps none beside it from being settled.
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
    const outcomes = await Promise.allSettled(jobs.map(job => run(job.data)))
    return outcomes.map((outcome, i) => {
      const id = jobs[i]?.id ?? ''
      if (outcome.status === 'fulfilled') return { id, status: 'completed' as const }
      const error = outcome.reason instanceof Error ? outcome.reason : new Error(String(outcome.reason))
      console.error(`allclear: job ${queue} ${id} failed and will be tried again: ${error.message}`)
      return { id, status: 'failed' as const, output: { message: error.message } }
    })
  })
}
