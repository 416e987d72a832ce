import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readDeskAgent } from '#db/reads/agents/desk-agent.ts'
import { countStandings, countWithoutAgent, readFleet } from '#db/reads/agents/fleet.ts'
import { readListedSources, readSourceNames } from '#db/reads/sources/desk-sources.ts'
import { agents } from '#db/schema/agents/agent.ts'
import { findings } from '#db/schema/agents/finding.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { makeAgents } from '#lib/flows/agents/make-agents.ts'
import { rotateAgent } from '#lib/flows/agents/rotate-agent.ts'
import { disableSource } from '#lib/flows/sources/disable-source.ts'
import { standingOf } from '#lib/rules/agents/agent.ts'
import { NotAllowed } from '#lib/rules/staff/not-allowed.ts'
import { later } from '#lib/rules/time/time.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { made } from '#tests/support/made.ts'
import { testSite } from '#tests/support/site.ts'
import { agentOn, agentWith, kit, signed } from './agent-fixture.ts'

const site = await testSite()
afterAll(() => site.close())
const { db } = site
const now = new Date('2026-03-10T14:30:00Z')
const minutes = (count: number) => later(now, count * 60)
const staffId = 'dana'

beforeEach(async () => {
  await emptyTables(db, 'servers', 'sources', 'people', 'audit', 'alert_log', 'posts')
  await db.insert(staff).values({ role: 'owner', id: staffId, name: 'Dana', email: 'dana@example.net' })
  await db
    .insert(servers)
    .values(
      ['web01', 'web02', 'web03'].map(label => ({ id: label, label, hostname: `${label}.example.net` })),
    )
})

describe('a new agent', () => {
  it('speaks for its own server alone, signed, and nothing of its proofs is kept in clear', async () => {
    const agent = await agentOn(db, 'web01', staffId, now)
    expect(agent.token).toMatch(/^acl_src_\w{49}$/)
    expect(agent.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const [accepted] = (await agent.alerts([kit], now)).body.results
    expect(accepted).toMatchObject({ status: 'accepted', server: 'web01.example.net' })
    const [other] = (await agent.alerts([{ ...kit, server: 'web02' }], now)).body.results
    expect(other).toMatchObject({ status: 'rejected', field: 'server' })
    expect((await agent.beat(now)).body).toMatchObject({ status: 'accepted', server: 'web01.example.net' })
    const kept = JSON.stringify([await db.select().from(sources), await db.select().from(audit)])
    expect(kept).not.toContain(agent.token)
    expect(kept).not.toContain(agent.secret)
    expect(await db.select().from(audit)).toMatchObject([
      { action: 'make-agents', subject: `source ${agent.sourceId}`, facts: { count: 1 } },
    ])
  })

  it('is refused without its signature, with a wrong or a stale one, and by its signature without the token', async () => {
    const agent = await agentOn(db, 'web01', staffId, now)
    const body = JSON.stringify({ version: 1, alerts: [kit] })
    const right = signed(agent, body, now)
    const { 'webhook-signature': _, ...unsigned } = right
    const { authorization: __, ...tokenless } = right
    const cases = [
      { authorization: `Bearer ${agent.token}`, 'content-type': 'application/json' },
      unsigned,
      { ...right, 'webhook-signature': 'v1,AAAA' },
      signed(agent, body, minutes(-6)),
      tokenless,
    ]
    for (const headers of cases) expect((await agent.alerts([kit], now, headers)).status).toBe(401)
    expect((await agent.alerts([kit], now, right)).status).toBe(200)
  })

  it('is made once for a server, for many at once, and for none that is out of service', async () => {
    await db.update(servers).set({ retiredAt: now }).where(eq(servers.id, 'web03'))
    const wish = { serverIds: ['web01', 'web02', 'web03', 'nowhere'], staffId }
    const [first, second] = [await makeAgents(db, wish, now), await makeAgents(db, wish, now)]
    expect(first.made.map(agent => agent.hostname)).toEqual(['web01.example.net', 'web02.example.net'])
    expect(second).toEqual({ made: [], there: ['web01.example.net', 'web02.example.net'] })
    expect(await countWithoutAgent(db)).toBe(0)
    await disableSource(db, { sourceId: first.made[0]?.sourceId ?? '', staffId }, now)
    expect(await countWithoutAgent(db)).toBe(1)
    const [again] = (await makeAgents(db, wish, now)).made
    const [row] = await db
      .select()
      .from(sources)
      .where(eq(sources.id, again?.sourceId ?? ''))
    expect(row?.name).toBe(`Agent on web01.example.net (${again?.sourceId})`)
  })

  it('is for editors, not for responders', async () => {
    await db.update(staff).set({ role: 'responder' })
    await expect(makeAgents(db, { serverIds: ['web01'], staffId }, now)).rejects.toThrow(NotAllowed)
    expect(await db.$count(sources)).toBe(0)
  })

  it('stays out of the choices of sources, which thousands would fill', async () => {
    await makeAgents(db, { serverIds: ['web01', 'web02'], staffId }, now)
    expect(await readSourceNames(db)).toEqual([])
    expect((await readListedSources(db, now)).map(source => source.isAgent)).toEqual([true, true])
  })
})

describe('a renewed agent', () => {
  const renewed = async (isLeaked: boolean) => {
    const agent = await agentOn(db, 'web01', staffId, now)
    const { version = '' } = (await readDeskAgent(db, agent.sourceId, now)) ?? {}
    const wish = { sourceId: agent.sourceId, version, isLeaked, staffId }
    return { agent, wish, fresh: agentWith(db, made(await rotateAgent(db, wish, now))) }
  }

  it('has a new token and secret; the old ones are good for a day', async () => {
    const { agent, wish, fresh } = await renewed(false)
    expect((await fresh.beat(minutes(1))).status).toBe(200)
    expect((await agent.beat(minutes(2))).status).toBe(200)
    // Looked for together, each is told of itself alone.
    const stranger = agentWith(db, { ...agent, token: 'acl_src_nobody' })
    const together = await Promise.all([stranger, agent, fresh, stranger].map(each => each.beat(minutes(3))))
    expect(together.map(({ status }) => status)).toEqual([401, 200, 200, 401])
    expect((await agent.beat(minutes(24 * 60 + 1))).status).toBe(401)
    expect(await rotateAgent(db, wish, now)).toBe('changed-meanwhile')
  })

  it('is refused with the old ones at once where others know them', async () => {
    const { agent, fresh } = await renewed(true)
    expect((await agent.beat(minutes(1))).status).toBe(401)
    expect((await fresh.beat(minutes(2))).status).toBe(200)
  })
})

describe("what an agent's heartbeat says of it", () => {
  it('is kept as its last word, and what cannot be true is left out and named', async () => {
    const agent = await agentOn(db, 'web01', staffId, now)
    const unknown = ['rpm-verify: rpm is missing', 'x'.repeat(500), '\u202eevil\u0000']
    await agent.beat(now, ['a', 'b'], { baselineAt: 1_770_000_000, unknown, quarantined: 2, indicators: 7 })
    const first = await readDeskAgent(db, agent.sourceId, now)
    expect(first?.facts).toMatchObject({
      version: '1.0.0',
      mode: 'report',
      baselineAt: new Date(1_770_000_000_000),
      unknown: ['rpm-verify: rpm is missing', 'x'.repeat(200), 'evil'],
      quarantined: 2,
      indicators: 7,
    })
    const wrong = {
      version: '<b>',
      mode: 'delete',
      scanMs: -1,
      unknown: Array(30).fill('a'),
      spooled: 'many',
    }
    const { body } = await agent.beat(minutes(5), [], wrong)
    expect(body.status).toBe('accepted')
    for (const name of ['version', 'mode', 'scanMs', 'spooled'])
      expect(body.leftOut).toContain(`agent.${name} is`)
    expect(body.leftOut).toContain('agent.unknown holds 30 texts')
    expect((await agent.beat(minutes(10), [], {}, { agent: 7 })).body.leftOut).toContain('agent is 7')
    const [row] = await db.select().from(agents)
    expect(row).toMatchObject({ firstAt: now, receivedAt: minutes(10), version: null, unknown: [] })
    expect(await db.$count(agents)).toBe(1)
  })

  it('of a late heartbeat changes nothing', async () => {
    const agent = await agentOn(db, 'web01', staffId, now)
    await agent.beat(minutes(5))
    const late = await agent.beat(minutes(6), [], { version: '0.9' }, { sentAt: now.getTime() / 1000 })
    expect(late.body.status).toBe('ignored')
    expect(await db.select().from(agents)).toMatchObject([{ version: '1.0.0', receivedAt: minutes(5) }])
  })

  it('of many at once is kept for each, the later of one server last', async () => {
    const made = await Promise.all(['web01', 'web02', 'web03'].map(id => agentOn(db, id, staffId, now)))
    const sent = made.flatMap(agent => [1, 2, 3].map(count => agent.beat(minutes(count))))
    const answers = await Promise.all(sent)
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    const rows = await db.select().from(agents)
    expect(rows.map(row => row.receivedAt)).toEqual([3, 3, 3].map(minutes))
  })
})

describe('the fleet', () => {
  const yardstick = { now: minutes(60), newest: '1.0.0', missedBeats: 3 }
  const all = { standing: null, text: null, groupId: null }
  const page = { limit: 10, offset: 0 }

  it('shows what is found first, then who is silent, then what is not looked at, as the rule says it', async () => {
    const labels = ['fine', 'found', 'never', 'old', 'silent', 'spools', 'unknown']
    await db.insert(servers).values(labels.map(id => ({ id, label: id, hostname: `${id}.example.org` })))
    const facts: Record<string, object | null> = {
      fine: {},
      found: {},
      never: null,
      old: { version: '0.9.0' },
      silent: {},
      spools: { spooled: 3 },
      unknown: { unknown: ['rpm: missing'] },
    }
    for (const id of labels) {
      const agent = await agentOn(db, id, staffId, now)
      const said = facts[id]
      if (said) await agent.beat(minutes(id === 'silent' ? 44 : 50), [], said)
      if (id === 'found')
        await db.insert(findings).values({
          sourceId: agent.sourceId,
          serverId: id,
          fingerprint: 'f',
          severity: 'critical',
          summary: 's',
          firstSeenAt: now,
          lastSeenAt: now,
        })
    }
    const { agents: shown, total } = await readFleet(db, all, yardstick, page)
    expect(shown.map(({ label, standing }) => `${label} ${standing}`)).toEqual([
      'found findings',
      'silent silent',
      'never unheard',
      'old unsure',
      'spools unsure',
      'unknown unsure',
      'fine fine',
    ])
    for (const agent of shown)
      expect(standingOf(agent, '1.0.0', later(yardstick.now, -900))).toBe(agent.standing)
    expect(total).toBe(7)
    expect(await countStandings(db, yardstick)).toEqual({
      findings: 1,
      silent: 1,
      unheard: 1,
      unsure: 3,
      fine: 1,
    })
    const some = await readFleet(db, { ...all, standing: 'unsure', text: '.example.org' }, yardstick, {
      limit: 2,
      offset: 2,
    })
    expect(some).toMatchObject({ total: 3, agents: [{ label: 'unknown' }] })
  })
})
