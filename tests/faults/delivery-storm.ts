import { setTimeout as pause } from 'node:timers/promises'
import { gt, inArray, isNotNull, isNull, like, sql } from 'drizzle-orm'
import { readNextDue } from '#db/reads/sending/due.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { alertLog } from '#db/schema/alert.ts'
import { batches } from '#db/schema/batch.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { signLink } from '#lib/links.ts'
import type { LinkSecrets } from '#lib/rules/staff/link-secret.ts'
import { measure } from '#tests/support/measure.ts'
import type { Product } from '#tests/support/product.ts'
import { seeded } from '#tests/support/seeded.ts'
import { until } from '#tests/support/until.ts'

/** Servers of the demo hoster that fail in a storm, one after the other. */
const stormServers = Array.from({ length: 36 }, (_, i) => `web${String(i + 1).padStart(2, '0')}`)

/** Of this many subscribers one leaves while the storm goes on. */
const leaverEvery = 20
/** The site is killed this long after it began its work: never at the same moment of it. */
const killAfterMs = [100, 3_500] as const

/**
 * Confirmed subscribers a1@…, a2@…, …, each of one server in turn, and as many again that must hear nothing: pending,
 * unsubscribed, suppressed.
 */
export async function subscribeMany(product: Product, count: number): Promise<void> {
  const servers = sql.param(stormServers)
  for (const [mail, state, confirmedAt] of [
    ['a', 'confirmed', sql`now()`],
    ['p', 'pending', sql`null`],
    ['u', 'unsubscribed', sql`now()`],
    ['s', 'suppressed', sql`now()`],
  ] as const) {
    const size = mail === 'a' ? count : Math.ceil(count / 20)
    await product.db.execute(sql`insert into subscribers (id, email, state)
      select ${mail}::text || n, ${mail}::text || n || '@customers.example', ${state}
      from generate_series(1, ${size}::int) n`)
    await product.db.execute(sql`insert into subscriptions (id, subscriber_id, server_id, confirmed_at)
      select ${mail}::text || n, ${mail}::text || n, servers.id, ${confirmedAt}
      from generate_series(1, ${size}::int) n
      join servers on servers.label = (${servers}::text[])[1 + n % ${stormServers.length}]`)
  }
}

/** The server that the subscriber with this number watches. */
function serverOf(number: number): string {
  return stormServers[number % stormServers.length] ?? ''
}

/** Enough to break it at every step; what is left then only has to come to an end. */
const mostKills = (count: number) => Math.max(measure(5, 2), count / 800)

export type Leaver = { address: string; leftAt: Date }

/** What a storm did besides telling. */
export type Storm = { kills: number; leavers: Leaver[] }

/**
 * Reports trouble of all servers, kills the site every few seconds, lets one subscriber in twenty leave by the link
 * of their mails meanwhile, and returns when all that was decided is settled. calm: called after the last kill; what
 * is left then only has to come to an end, and a mail that failed ten times by chance would wait for an hour.
 */
export async function storm(product: Product, count: number, seed: number, calm: () => void): Promise<Storm> {
  const random = seeded(seed)
  const secrets = await readSecret(product.db)
  const reporting = reportAll(product)
  const leavers: Leaver[] = []
  let kills = 0
  let next = leaverEvery
  while (kills < mostKills(count) && !(await isSettled(product))) {
    const [least, most] = killAfterMs
    const upAt = new Date()
    let killAt: number | null = null
    while (!(await isSettled(product))) {
      // A kill before it has begun an attempt, or while it only waits for a time to come, would try nothing.
      const isWorking = !(await isIdle(product, upAt))
      if (isWorking) killAt ??= Date.now() + least + random() * (most - least)
      if (isWorking && killAt !== null && Date.now() >= killAt) break
      if (next <= count && (await leave(product, secrets, next, leavers))) next += leaverEvery
      await pause(100)
    }
    if (await isSettled(product)) break
    await product.kill()
    kills += 1
    await product.restart()
  }
  calm()
  await until(() => isSettled(product), 'all is settled', Math.max(600_000, count * 75))
  await reporting
  return { kills, leavers }
}

/** Each alert is sent until it is accepted, as a scanner does. */
async function reportAll(product: Product): Promise<void> {
  for (const label of stormServers) {
    await until(
      async () => {
        const answer = await product
          .alert({
            fingerprint: `ping:${label}`,
            server: `${label}.example-host.net`,
            kind: 'outage',
            state: 'firing',
            severity: 'critical',
            summary: `${label} is silent`,
          })
          .catch(() => undefined)
        return answer?.status === 200
      },
      `the alert of ${label} is accepted`,
      600_000,
    )
  }
}

async function leave(
  product: Product,
  secrets: LinkSecrets,
  number: number,
  leavers: Leaver[],
): Promise<boolean> {
  const token = signLink(secrets, 'unsubscribe', `a${number}`, null)
  const url = `${product.siteUrl}/api/unsubscribe/${token}`
  const answer = await fetch(url, { method: 'POST' }).catch(() => undefined)
  if (answer?.status !== 200) return false
  leavers.push({ address: `a${number}@customers.example`, leftAt: new Date() })
  return true
}

/** Every server was reported, and nothing waits: no alert, no notice, no delivery. Asked at once, since it is asked all the time. */
async function isSettled({ db }: Product): Promise<boolean> {
  const { rows } = await db.execute<{ settled: boolean }>(sql`select
    ${areAllReported} and exists (select from ${notices})
    and not exists (select from ${alertLog} where ${isNull(alertLog.decidedAt)})
    and not exists (select from ${notices} where ${isNull(notices.plannedAt)})
    and not exists (select from ${deliveries} where ${inArray(deliveries.state, ['queued', 'sending'])}) as settled`)
  return rows[0]?.settled === true
}

const areAllReported = sql`
  (select count(*) from ${alertLog} where ${like(alertLog.fingerprint, 'ping:%')}) >= ${stormServers.length}::int`

/** All is planned, and since it came up it has begun no attempt, or nothing is due before a time that is still to come. */
async function isIdle({ db }: Product, upAt: Date): Promise<boolean> {
  const { rows } = await db.execute<{ planned: boolean; tried: boolean }>(sql`select
    ${areAllReported} and not exists (select from ${notices} where ${isNull(notices.plannedAt)}) as planned,
    exists (select from ${deliveries} where ${gt(deliveries.triedAt, upAt)}) as tried`)
  if (!rows[0]?.planned) return false
  if (!rows[0].tried) return true
  const dueAt = await readNextDue(db, 'mail')
  return dueAt !== null && dueAt > new Date()
}

/** What must be true at the end of a storm, whatever failed. mails: what the provider took. Returns each breach. */
export async function breachesOf(
  product: Product,
  count: number,
  { leavers }: Storm,
  mails: readonly { to: string; subject: string; messageId: string; key: string | null }[],
): Promise<string[]> {
  const breaches: string[] = []
  const byReader = Map.groupBy(mails, mail => mail.to)
  const left = new Map(leavers.map(leaver => [leaver.address, leaver.leftAt]))
  const frozenAt = new Map(
    (await product.db.select().from(batches)).map(batch => [batch.id, batch.createdAt]),
  )
  for (let number = 1; number <= count; number++) {
    const address = `a${number}@customers.example`
    const own = byReader.get(address) ?? []
    byReader.delete(address)
    const about = own.filter(mail => mail.subject.includes(serverOf(number)))
    if (about.length !== own.length) breaches.push(`${address} was told of a server that he does not watch`)
    if (own.length > 1) breaches.push(`${address} got ${own.length} mails`)
    const leftAt = left.get(address)
    if (own.length === 0 && !leftAt) breaches.push(`${address} got nothing`)
    // A batch that may have been taken before they left is repeated as it was.
    const isFrozenLate = own.some(mail => leftAt && (frozenAt.get(mail.key ?? '') ?? leftAt) > leftAt)
    if (isFrozenLate) breaches.push(`${address} got a mail that was written after he had left`)
  }
  for (const address of byReader.keys())
    if (/^[pus]\d/.test(address)) breaches.push(`${address} has not subscribed`)
  return [...breaches, ...(await mailsApart(product, mails))]
}

/** Where the deliveries and the mails at the provider do not say the same. */
async function mailsApart(product: Product, mails: readonly { messageId: string }[]): Promise<string[]> {
  const rows = await product.db
    .select({ mailId: deliveries.mailId, state: deliveries.state })
    .from(deliveries)
    .where(isNotNull(deliveries.subscriberId))
  const sent = new Set(rows.filter(row => row.state === 'sent').map(row => `<${row.mailId}@127.0.0.1>`))
  const taken = new Set(mails.map(mail => mail.messageId))
  const odd = rows.filter(row => row.state !== 'sent' && row.state !== 'skipped')
  return [
    ...odd.map(row => `a delivery ended as ${row.state}`),
    ...[...sent].filter(id => !taken.has(id)).map(id => `letter ${id} is sent, but never arrived`),
    ...[...taken].filter(id => !sent.has(id)).map(id => `letter ${id} arrived, but is not sent`),
  ]
}
