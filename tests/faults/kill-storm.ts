import { setTimeout as pause } from 'node:timers/promises'
import { inArray, isNotNull, isNull, like, sql } from 'drizzle-orm'
import { alertLog } from '#db/schema/alert.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import type { Product } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import type { Instances } from './instances.ts'

const serversPerRound = 4
const readersPerServer = 5
/** The kill comes at any moment of this, counted from the first alert of its round: before, amid and after all that follows. */
const killWithinMs = 1_500

/** What many rounds have shown. staleMs: how much later than the first a process showed an alert, for each that was up. */
export type Kills = { rounds: number; accepted: Set<string>; staleMs: number[] }

/** Servers s1 … of which each round reports some, with readers who hear of one alone. */
export async function prepareStorm({ db }: Product, rounds: number): Promise<void> {
  const count = rounds * serversPerRound
  await db.execute(sql`insert into servers (id, hostname, label)
    select 's' || n, 's' || n || '.example-host.net', 's' || n from generate_series(1, ${count}::int) n`)
  await db.execute(sql`insert into subscribers (id, email, state)
    select 's' || n || 'r' || r, 's' || n || '-' || r || '@customers.example', 'confirmed'
    from generate_series(1, ${count}::int) n, generate_series(1, ${readersPerServer}::int) r`)
  await db.execute(sql`insert into subscriptions (id, subscriber_id, server_id, confirmed_at)
    select 's' || n || 'r' || r, 's' || n || 'r' || r, 's' || n, now()
    from generate_series(1, ${count}::int) n, generate_series(1, ${readersPerServer}::int) r`)
}

/** Kills one process in each round, at a random moment, while tools send until they are accepted. also: what else is killed. */
export async function runRounds(
  product: Product,
  instances: Instances,
  rounds: number,
  random: () => number,
  also: (round: number) => void,
): Promise<Kills> {
  const kills: Kills = { rounds, accepted: new Set(), staleMs: [] }
  for (let round = 0; round < rounds; round++) {
    const labels = Array.from({ length: serversPerRound }, (_, i) => `s${round * serversPerRound + i + 1}`)
    const killing = pause(random() * killWithinMs)
    const reported = labels.map(label => report(product, instances, label, random, kills.accepted))
    const shown = Promise.all([
      ...reported,
      ...labels.map(label => watchShown(instances, label, kills.staleMs)),
    ])
    // Where a process does not come back, that is what is to be said.
    shown.catch(() => {})
    await killing
    const place = Math.floor(random() * instances.all.length)
    also(round)
    await instances.kill(place)
    await instances.start(place)
    await shown
  }
  return kills
}

/** Sends an alert until it is accepted, as a tool does, to any process. */
async function report(
  { token }: Product,
  { all }: Instances,
  label: string,
  random: () => number,
  accepted: Set<string>,
): Promise<void> {
  const facts = { fingerprint: `ping:${label}`, server: `${label}.example-host.net`, kind: 'outage' }
  const alert = { ...facts, state: 'firing', severity: 'critical', summary: `${label} is silent` }
  await until(
    async () => {
      const instance = all[Math.floor(random() * all.length)]
      if (!instance) return false
      const answer = await fetch(`${instance.siteUrl}/api/alerts/generic`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ version: 1, alerts: [alert] }),
        signal: AbortSignal.timeout(60_000),
      }).catch(() => undefined)
      return answer?.status === 200
    },
    `the alert of ${label} is accepted`,
    120_000,
  )
  accepted.add(facts.fingerprint)
}

/** Waits until every process shows what was reported, and notes how much later than the first each did that was up by then. */
async function watchShown({ all }: Instances, label: string, staleMs: number[]): Promise<void> {
  let firstAtMs: number | null = null
  const shown = new Set<unknown>()
  await until(
    async () => {
      const present = all.filter(instance => instance !== null)
      for (const instance of present) {
        if (shown.has(instance)) continue
        const url = `${instance.siteUrl}/servers/${label}.example-host.net.txt`
        const text = await fetch(url, { signal: AbortSignal.timeout(60_000) }).then(
          answer => answer.text(),
          () => '',
        )
        if (!/outage|unreachable|down/i.test(text)) continue
        firstAtMs ??= Date.now()
        shown.add(instance)
        staleMs.push(Date.now() - Math.max(firstAtMs, instance.upAtMs))
      }
      return present.length === all.length && present.every(instance => shown.has(instance))
    },
    `all processes show ${label}`,
    180_000,
  )
}

/** Waits until all that was decided is told. */
export async function settleStorm({ db }: Product): Promise<void> {
  await until(
    async () =>
      (await db.$count(alertLog, isNull(alertLog.decidedAt))) === 0 &&
      (await db.$count(notices, isNull(notices.plannedAt))) === 0 &&
      (await db.$count(deliveries, inArray(deliveries.state, ['queued', 'sending']))) === 0,
    'all is told',
    900_000,
  )
}

type Taken = { to: string; subject: string; headers: Record<string, string> }

/** What must all be zero. */
export async function countLosses({ db }: Product, { accepted }: Kills, mails: readonly Taken[]) {
  const lines = await db.select().from(alertLog).where(like(alertLog.fingerprint, 'ping:s%'))
  const logged = new Set(lines.map(line => line.fingerprint))
  const told = new Map<string, number>()
  for (const { to } of mails) told.set(to, (told.get(to) ?? 0) + 1)
  const readers = [...accepted].flatMap(fingerprint =>
    Array.from(
      { length: readersPerServer },
      (_, r) => `${fingerprint.slice('ping:'.length)}-${r + 1}@customers.example`,
    ),
  )
  const rows = await db.select().from(deliveries).where(isNotNull(deliveries.subscriberId))
  const ids = mails.map(mail => mail.headers['Message-ID'])
  return {
    lostAlerts: [...accepted].filter(fingerprint => !logged.has(fingerprint)).length,
    lostNotices: readers.filter(reader => !told.has(reader)).length,
    unsent: rows.filter(row => row.state !== 'sent').length,
    duplicates: ids.length - new Set(ids).size,
    toldTwice: readers.filter(reader => (told.get(reader) ?? 0) > 1).length,
  }
}
