import { PgBoss } from 'pg-boss'
import { type Database, getDatabase } from '#db/client.ts'
import { createQueues } from '#db/jobs.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { env } from '#lib/env.ts'
import { isSilent } from '#lib/faults/absence.ts'
import { logFault } from '#lib/faults/fault.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { startBot } from '#lib/flows/destinations/listen-to-bot.ts'
import { planLeftNotices } from '#lib/flows/notices/plan-left-notices.ts'
import { startToldRefresh } from '#lib/flows/notices/refresh-told.ts'
import { publishFiles } from '#lib/flows/posts/publish-files.ts'
import { remindStaff } from '#lib/flows/reminders/remind-staff.ts'
import { attemptBatch } from '#lib/flows/sending/attempt-batch.ts'
import { attemptMessage } from '#lib/flows/sending/attempt-message.ts'
import { claimDue } from '#lib/flows/sending/claim-due.ts'
import { claimMessages } from '#lib/flows/sending/claim-messages.ts'
import { loadChannels } from '#lib/flows/sending/load-channels.ts'
import { loadSite } from '#lib/flows/settings/load-site.ts'
import { makeSiteKey } from '#lib/flows/settings/make-site-key.ts'
import { sealStored } from '#lib/flows/settings/seal-stored.ts'
import { ownSpool } from '#lib/flows/spool/own-spool.ts'
import { rememberSources } from '#lib/flows/spool/remember-sources.ts'
import { replaySpool } from '#lib/flows/spool/replay-spool.ts'
import { sealAudit } from '#lib/flows/staff/seal-audit.ts'
import { firstRunLink } from '#lib/identity/links.ts'
import { log } from '#lib/log/log.ts'
import { mailerFrom } from '#lib/mail/transport/transport.ts'
import { getShared } from '#lib/shared.ts'
import { startDecider } from './decider.ts'
import { observeSending } from './observe-sending.ts'
import { startReminding } from './reminding.ts'
import { type Rounds, startRounds } from './rounds.ts'
import { startSealing } from './sealing.ts'
import { startSender } from './sender.ts'
import { serveJobs } from './serve-jobs.ts'

const say = (line: string) => log.info(line)

const mostJobConnections = 5

/** Enough that some dozen endpoints that hang do not keep the others waiting. */
const messagesAtOnce = 50

/** Who was given a token is known this much later, while the database is away; who lost it is heard no more at once when it is back. */
const rememberedMs = 30_000

/** Brings the database up to date, publishes the posts kept as files, and starts jobs and decisions. */
export async function startWorkers(): Promise<void> {
  const shared = getShared()
  await migrateDatabase(shared.connectionString, say)
  const boss = await startBoss(shared.connectionString, shared.jobConnections)
  shared.boss = boss
  const db = getDatabase()
  await sealStored(db, new Date(), say)
  await loadSite(db)
  await makeSiteKey(db)
  await publishFiles(db, new Date())
  const senders = await startSenders(db)
  shared.nudgeSender = senders.nudge
  const due = await serveJobs(boss, db)
  await startBot(db, say)
  await planLeftNotices(db)
  // Of several processes one says it.
  const setUpLink = env.PROCESS_NUMBER === 1 ? await firstRunLink(db, new Date()) : null
  if (setUpLink) log.show(`nobody sits at the desk yet. Within seven days, set it up at ${setUpLink}`)
  const decider = startDecider(() => decideAlerts(db, () => new Date()))
  const reminding = startReminding(() => remindStaff(db, () => new Date()))
  const sealing = startSealing(() => sealAudit(db, () => new Date()))
  const spooling = await startSpooling(db)
  shared.nudge = decider.nudge
  shared.stopWorkers = async () => {
    await Promise.all([decider.stop(), reminding.stop(), sealing.stop(), spooling?.stop(), due.stop()])
    await Promise.all([boss.stop({ graceful: true, timeout: 8_000 }), senders.stop()])
    await senders.finish()
  }
}

/** Receives what waits on the disk, and learns who may send what while the database is away; null: nothing is kept there. */
async function startSpooling(db: Database): Promise<Rounds | null> {
  const spool = ownSpool()
  if (!spool) return null
  await rememberSources(db)
  let rememberedAt = Date.now()
  return startRounds(
    async () => {
      if (Date.now() - rememberedAt > rememberedMs && !isSilent()) {
        await rememberSources(db)
        rememberedAt = Date.now()
      }
      return replaySpool(db, spool, () => new Date())
    },
    ms => `alerts that wait on the disk could not be received. None is lost; next try in ${ms} ms`,
  )
}

/** Starts what sends deliveries: mails, and the messages of all other channels. */
async function startSenders(db: Database) {
  const told = startToldRefresh(db, () => new Date())
  const mailer = mailerFrom(env)
  const mails = startSender(
    most => claimDue(db, mailer, most, () => new Date()),
    async claimed => {
      const attempt = () => attemptBatch(db, claimed, mailer, () => new Date())
      const result = await observeSending('mail', claimed.mails.length, attempt)
      if (result.is === 'sent') told.note(claimed.attempt.batchId)
    },
    mailer.batchesAtOnce,
  )
  const channels = await loadChannels(db)
  const messages = startSender(
    most => claimMessages(db, most, () => new Date()),
    async claimed => {
      const attempt = () => attemptMessage(db, claimed, channels, () => new Date())
      const result = await observeSending(claimed.target.channel, 1, attempt)
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

/** The runner reports some failures as a list of what an error has. */
function asError(reported: Error): Error {
  return reported instanceof Error ? reported : Object.assign(new Error(), reported)
}

async function startBoss(connectionString: string, max: number = mostJobConnections): Promise<PgBoss> {
  const connections = {
    connectionString,
    max,
    application_name: 'allclear jobs',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    // A query that hangs is given up, with its connection: none takes so long. The driver's, which the runner's types do not show.
    query_timeout: 60_000,
    useListenNotify: true,
    // No job of ours waits for another, which it would look for each five seconds, and write down that it did.
    flowIntervalSeconds: 3_600,
  }
  const boss = new PgBoss(connections)
  boss.on('error', reported => logFault('the job runner reports a failure', asError(reported)))
  await boss.start()
  await createQueues(boss)
  return boss
}
