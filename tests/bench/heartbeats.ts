import { createHmac, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { servers } from '#db/schema/server.ts'
import { staff } from '#db/schema/staff.ts'
import { type MadeAgent, makeAgents } from '#lib/flows/agents/make-agents.ts'
import type { Product } from '#tests/support/product.ts'
import { percentile, printTable } from './table.ts'

/** A hoster of ten thousand servers, each of whose agents is heard every five minutes. */
const agentCount = 10_000
const perSecond = agentCount / 300
const warmSeconds = 10
const measuredSeconds = 60
/** Of one core. */
const goal = 0.1

/** What ten thousand agents' heartbeats cost the site and its database, as a share of one core, over HTTP and signed. */
export async function benchHeartbeats(product: Product): Promise<void> {
  console.log(`Making ${agentCount} servers with agents …`)
  const agents = await fleetOf(product)
  await post(product, agents, 0, warmSeconds)
  const quiet = await shareOf(product, () => pause(measuredSeconds * 1000))
  const first = Math.ceil(perSecond * warmSeconds)
  let answers: Answer[] = []
  const busy = await shareOf(product, async () => {
    answers = await post(product, agents, first, measuredSeconds)
  })
  const times = answers.map(answer => answer.ms)
  const wrong = answers.filter(answer => answer.status !== 200).length
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  const row = (name: string, of: (share: Share) => number) => {
    return [name, percent(of(quiet)), percent(of(busy)), percent(of(busy) - of(quiet))]
  }
  printTable(
    `Heartbeats of ${agentCount} agents, ${perSecond.toFixed(0)} a second for ${measuredSeconds} s`,
    [
      ['of one core', 'without', 'with', 'they cost'],
      row('the site', share => share.site),
      row('its database', share => share.database),
      row('both', share => share.site + share.database),
    ],
  )
  const cost = busy.site + busy.database - quiet.site - quiet.database
  const each = (cost * measuredSeconds * 1000) / Math.max(1, answers.length)
  console.log(
    `  ${answers.length} answered, ${wrong} of them not with 200; ${percentile(times, 0.5).toFixed(0)} ms (p50), ${percentile(times, 0.99).toFixed(0)} ms (p99); ${each.toFixed(2)} ms of CPU each`,
  )
  console.log(`  goal: under ${percent(goal)} of one core: ${cost < goal ? 'reached' : 'MISSED'}`)
}

async function fleetOf({ db }: Product): Promise<MadeAgent[]> {
  const [person] = await db.select({ id: staff.id }).from(staff).limit(1)
  const id = (i: number) => `bench${String(i).padStart(7, '0')}`
  const rows = Array.from({ length: agentCount }, (_, i) => i)
  for (let i = 0; i < agentCount; i += 500)
    await db
      .insert(servers)
      .values(
        rows.slice(i, i + 500).map(n => ({ id: id(n), label: `b${n}`, hostname: `b${n}.example-host.net` })),
      )
  const { made } = await makeAgents(db, { serverIds: rows.map(id), staffId: person?.id ?? '' }, new Date())
  // Each has been heard for two hours.
  await db.execute(sql`
    insert into heartbeats (server_id, source_id, boot_id, load1, load5, load15, cores, checks_run, open_count, at, received_at)
    select agent_server_id, id, 'boot', 1, 1, 1, 8, 14, 0, at, at
    from sources, generate_series(now() - interval '2 hours', now() - interval '5 minutes', interval '5 minutes') at
    where agent_server_id like 'bench%'`)
  await db.execute(sql`
    insert into agents (server_id, source_id, boot_id, at, received_at, first_at, checks_run, open_count)
    select agent_server_id, id, 'boot', now() - interval '1 minute', now() - interval '1 minute', now() - interval '2 hours', 14, 0
    from sources where agent_server_id like 'bench%'`)
  await db.execute(sql`vacuum analyze`)
  return made
}

type Answer = { status: number; ms: number }

/** Sends heartbeats evenly, each of another agent. */
async function post(product: Product, agents: readonly MadeAgent[], from: number, seconds: number) {
  const count = Math.ceil(perSecond * seconds)
  const beganAt = performance.now()
  const sent: Promise<Answer>[] = []
  for (let i = 0; i < count; i++) {
    const wait = beganAt + (i / perSecond) * 1000 - performance.now()
    if (wait > 0) await pause(wait)
    const agent = agents[(from + i) % agents.length]
    if (agent) sent.push(beat(product, agent))
  }
  return Promise.all(sent)
}

async function beat({ siteUrl }: Product, { token, secret }: MadeAgent): Promise<Answer> {
  const body = JSON.stringify({
    version: 1,
    sentAt: Date.now() / 1000,
    bootId: 'boot',
    uptimeSec: 86_400,
    cores: 8,
    load: [0.9, 1.1, 1.2],
    checks: { run: 14 },
    openFingerprints: [],
    responseMs: 40,
    agent: {
      version: '1.0.0',
      mode: 'report',
      scheduler: 'systemd',
      scanMs: 1100,
      unknown: [],
      spooled: 0,
      dropped: 0,
    },
  })
  const [id, time] = [`msg_${randomUUID()}`, String(Math.floor(Date.now() / 1000))]
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64')
  const beganAt = performance.now()
  const response = await fetch(`${siteUrl}/api/heartbeat`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': time,
      'webhook-signature': `v1,${signature}`,
    },
    body,
  })
  await response.arrayBuffer()
  return { status: response.status, ms: performance.now() - beganAt }
}

/** CPU as a share of one core. */
type Share = { site: number; database: number }

async function shareOf(product: Product, work: () => Promise<unknown>): Promise<Share> {
  const { rows } = await product.db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
  const postmaster = statOf(String(rows[0]?.pid))?.parent ?? 0
  const [before, beganAt] = [cpuSeconds(product, postmaster), performance.now()]
  await work()
  const [after, seconds] = [cpuSeconds(product, postmaster), (performance.now() - beganAt) / 1000]
  return {
    site: (after.site - before.site) / seconds,
    database: (after.database - before.database) / seconds,
  }
}

/** Linux counts in hundredths of a second. */
const ticksPerSecond = 100

function cpuSeconds({ pid }: Product, postmaster: number): Share {
  const all = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => statOf(name) ?? [])
  const database = all.filter(stat => stat.pid === postmaster || stat.parent === postmaster)
  const site = all.filter(stat => stat.pid === pid())
  const sum = (list: readonly Stat[]) => list.reduce((total, stat) => total + stat.ticks, 0) / ticksPerSecond
  return { site: sum(site), database: sum(database) }
}

type Stat = { pid: number; parent: number; ticks: number }

/** A process with its ended children; null: it is gone. */
function statOf(pid: string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [, parent, ...rest] = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = rest.slice(9)
    return { pid: Number(pid), parent: parent ?? 0, ticks: user + system + endedUser + endedSystem }
  } catch {
    return null
  }
}
