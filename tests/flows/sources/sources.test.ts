import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type DeskSource,
  readDeskSource,
  readListedSources,
  readSilentSources,
} from '#db/reads/sources/desk-sources.ts'
import { readSource } from '#db/reads/sources/sources.ts'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { tools } from '#lib/alerts/tools.ts'
import { answerAlerts } from '#lib/flows/alerts/answer-alerts.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { addSource } from '#lib/flows/sources/add-source.ts'
import { changeSource, changeSourceRules } from '#lib/flows/sources/change-source.ts'
import { disableSource, enableSource } from '#lib/flows/sources/disable-source.ts'
import { fillSnippets } from '#lib/flows/sources/fill-snippet.ts'
import { endOldToken, rotateSource } from '#lib/flows/sources/rotate-source.ts'
import { testSource } from '#lib/flows/sources/test-source.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { made } from '#tests/support/made.ts'
import { testSite } from '#tests/support/site.ts'

const site = await testSite()
afterAll(() => site.close())
const { db } = site
const now = new Date('2026-03-10T14:30:00Z')
const minutesLater = (count: number) => new Date(now.getTime() + count * 60_000)
const hoursLater = (count: number) => new Date(now.getTime() + count * 3_600_000)

let staffId: string
let serverId: string

beforeEach(async () => {
  await emptyTables(db, 'alert_log', 'alerts', 'posts', 'servers', 'people', 'audit', 'sources', 'messages')
  const [staffMember] = await db
    .insert(staff)
    .values({ role: 'owner', name: 'Dana', email: 'dana@example.net' })
    .returning()
  staffId = staffMember?.id ?? ''
  const [server] = await db
    .insert(servers)
    .values({ hostname: 'web01.example.net', label: 'web01' })
    .returning()
  serverId = server?.id ?? ''
})

async function source(name = 'Prometheus', format = 'alertmanager') {
  return made(await addSource(db, { name, format, staffId }, now))
}

async function seen(sourceId: string, at = now): Promise<DeskSource> {
  const shown = await readDeskSource(db, sourceId, at)
  if (!shown) throw new Error('There is no such source.')
  return shown
}

/** The status of the answer to an alert with this token. */
async function post(token: string, at = now): Promise<number> {
  const alert = { fingerprint: 'ping', server: 'web01', kind: 'outage', state: 'firing' }
  const facts = { ...alert, severity: 'critical', summary: 'no answer' }
  const request = new Request('http://status.example.net/api/alerts/generic', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ version: 1, alerts: [facts] }),
  })
  return (await answerAlerts(request, { format: 'generic', pathToken: null }, at, db)).status
}

describe('a new source', () => {
  it('has a token that works, of which only the hash is kept, and what is known of its tool', async () => {
    const { id, token } = await source('Falco', 'falco')
    expect(token).toMatch(/^acl_src_\w{49}$/)
    const everything = JSON.stringify([await db.select().from(sources), await db.select().from(audit)])
    expect(everything).not.toContain(token)
    expect(await post(token)).toBe(200)
    expect(await seen(id)).toMatchObject({ isDebounced: false, neverResolves: true, lastSeenAt: now })
    expect(await db.select().from(audit)).toMatchObject([
      { staffId, action: 'add-source', subject: `source ${id}`, facts: { name: 'Falco', format: 'falco' } },
    ])
  })

  it('is made once, however often its form is sent', async () => {
    const wish = { name: 'Prometheus', format: 'alertmanager', staffId }
    const tries = await Promise.all([1, 2, 3].map(() => addSource(db, wish, now)))
    expect(tries.filter(added => added !== 'name-taken')).toHaveLength(1)
    expect(await db.$count(sources)).toBe(1)
  })

  it('is shown without its hashes and secrets', async () => {
    const { id } = await source()
    const value = 'c2VjcmV0IHNlY3JldCBzZWNyZXQ='
    await db.update(sources).set({ signing: { scheme: 'pagerduty', secrets: [{ value, until: null }] } })
    const shown = JSON.stringify(await seen(id))
    const [row] = await db.select().from(sources)
    expect(shown).not.toContain(value)
    expect(shown).not.toContain(row?.tokenHash)
    expect(shown).toContain('pagerduty')
  })
})

describe('rotating', () => {
  it('lets both tokens work for the time chosen, then the new one alone', async () => {
    const { id, token } = await source()
    const { version } = await seen(id)
    const rotated = await rotateSource(db, { sourceId: id, version, graceHours: 24, staffId }, now)
    const { token: fresh } = made(rotated)
    expect([await post(token, hoursLater(23)), await post(fresh, hoursLater(23))]).toEqual([200, 200])
    expect((await seen(id)).previousTokenUntil).toEqual(hoursLater(24))
    expect([await post(token, hoursLater(25)), await post(fresh, hoursLater(25))]).toEqual([401, 200])
    expect((await seen(id, hoursLater(25))).previousTokenUntil).toBeNull()
  })

  it('ends the old token at once where that is asked for, then or later', async () => {
    const { id, token } = await source()
    const wish = { sourceId: id, staffId, graceHours: 0, version: (await seen(id)).version }
    const { token: second } = made(await rotateSource(db, wish, now))
    expect(await post(token)).toBe(401)
    const third = { ...wish, graceHours: 24, version: (await seen(id)).version }
    await rotateSource(db, third, now)
    expect(await post(second)).toBe(200)
    expect(await endOldToken(db, { sourceId: id, staffId }, now)).toBe('done')
    expect(await endOldToken(db, { sourceId: id, staffId }, now)).toBe('gone')
    expect(await post(second)).toBe(401)
  })

  it('happens once for a form that is sent twice', async () => {
    const { id } = await source()
    const wish = { sourceId: id, version: (await seen(id)).version, graceHours: 24, staffId }
    const tries = await Promise.all([rotateSource(db, wish, now), rotateSource(db, wish, now)])
    const tokens = tries.flatMap(rotated => (typeof rotated === 'string' ? [] : rotated.token))
    expect(tokens).toHaveLength(1)
    expect(await post(tokens[0] ?? '')).toBe(200)
  })
})

describe('disabling', () => {
  it('refuses its requests until it is enabled again', async () => {
    const { id, token } = await source()
    expect(await disableSource(db, { sourceId: id, staffId }, now)).toBe('done')
    expect(await disableSource(db, { sourceId: id, staffId }, now)).toBe('there-already')
    expect(await post(token)).toBe(401)
    expect(await enableSource(db, { sourceId: id, staffId }, now)).toBe('done')
    expect(await post(token)).toBe(200)
    const lines = await db.select().from(audit).orderBy(audit.sequence)
    expect(lines.map(line => line.action)).toEqual(['add-source', 'disable-source', 'enable-source'])
  })
})

const settings = {
  name: 'Prometheus',
  format: 'alertmanager',
  isDebounced: true,
  neverResolves: false,
  authentication: ['path' as const],
  boundServerIds: [],
  defaultServerId: null,
  agentServerId: null,
  repeatSeconds: 14_400,
  expectedEverySeconds: 300,
}

describe('the settings of a source', () => {
  it('are changed by whoever saw the last version, and by nobody else', async () => {
    const { id, token } = await source()
    const { version } = await seen(id)
    const wish = { sourceId: id, version, staffId, settings, signing: null }
    expect(await changeSource(db, wish, now)).toBe('done')
    expect(await changeSource(db, wish, now)).toBe('changed-meanwhile')
    expect(await seen(id)).toMatchObject({ authentication: ['path'], expectedEverySeconds: 300 })
    expect(await post(token)).toBe(401)
  })

  it('cannot take the name of another source', async () => {
    await source()
    const { id } = await source('Other')
    const wish = { sourceId: id, version: (await seen(id)).version, staffId, settings, signing: null }
    expect(await changeSource(db, wish, now)).toBe('name-taken')
    expect((await seen(id)).name).toBe('Other')
  })

  it('keep a signing secret that is not typed again, and the one before for a day', async () => {
    const { id } = await source()
    const change = async (secret: string | null, scheme: 'grafana' | 'pagerduty' = 'grafana') => {
      const signing = { scheme, secret, header: 'X-Signature', timestampHeader: null }
      const { version } = await seen(id)
      return changeSource(db, { sourceId: id, version, staffId, settings, signing }, now)
    }
    const secrets = async () => (await readSource(db, id))?.signing?.secrets
    expect(await change(null)).toBe('secret-missing')
    expect(await change('first secret')).toBe('done')
    expect(await change(null)).toBe('done')
    expect(await secrets()).toEqual([{ value: 'first secret', until: null }])
    expect(await change('second secret')).toBe('done')
    expect(await secrets()).toEqual([
      { value: 'second secret', until: null },
      { value: 'first secret', until: hoursLater(24).toISOString() },
    ])
    expect(await change(null, 'pagerduty')).toBe('secret-missing')
    expect(JSON.stringify(await db.select().from(audit))).not.toMatch(/first secret|second secret/)
  })

  it('hold rules that change how the next alert is read', async () => {
    const { id, token } = await source()
    const match = { pattern: '^no answer$', in: 'summary' as const }
    const rules = [{ match, effect: { kind: 'slowdown' as const } }]
    const { version } = await seen(id)
    expect(await changeSourceRules(db, { sourceId: id, version, staffId, rules }, now)).toBe('done')
    expect(await changeSourceRules(db, { sourceId: id, version, staffId, rules: [] }, now)).toBe(
      'changed-meanwhile',
    )
    await post(token)
    expect(await db.select().from(alertLog)).toMatchObject([{ kind: 'slowdown' }])
  })
})

describe('a test alert', () => {
  it('says what a real one would do and leaves a line in the log, and nothing is decided or told', async () => {
    const { id } = await source()
    const wish = { sourceId: id, hostname: 'web01.example.net', staffId }
    const tested = made(await testSource(db, wish, now))
    expect(tested.outlook).toBe("accepted: opens incident 'web01 is down'")
    const [line] = await db.select().from(alertLog)
    expect(line).toMatchObject({
      sequence: tested.line,
      isTest: true,
      decidedAt: now,
      format: 'alertmanager',
      serverId,
      kind: 'outage',
      state: 'firing',
      alertId: null,
    })
    await decideAlerts(db, () => hoursLater(1))
    expect(await db.$count(alerts)).toBe(0)
    expect((await seen(id)).lastSeenAt).toBeNull()
    expect((await readListedSources(db, now))[0]?.alertsToday).toBe(0)
  })

  it('shows a binding that leaves the server out', async () => {
    const { id } = await source()
    const [other] = await db.insert(servers).values({ hostname: 'web02.example.net', label: 'w' }).returning()
    await db.update(sources).set({ boundServerIds: [other?.id ?? ''] })
    const tested = made(await testSource(db, { sourceId: id, hostname: 'web01.example.net', staffId }, now))
    expect(tested.outlook).toBe('rejected: This token may not speak for web01.example.net.')
  })
})

describe('a source that falls silent', () => {
  it('is shown once it is later than expected, and not when nothing is expected or it is disabled', async () => {
    const { id, token } = await source()
    await source('On demand')
    await db.update(sources).set({ expectedEverySeconds: 3600 }).where(eq(sources.id, id))
    await post(token)
    expect((await readSilentSources(db, minutesLater(59))).length).toBe(0)
    expect((await readSilentSources(db, hoursLater(2))).length).toBe(1)
    const listed = await readListedSources(db, hoursLater(2))
    expect(listed.map(({ name, silentSince, alertsToday }) => [name, silentSince, alertsToday])).toEqual([
      ['On demand', null, 0],
      ['Prometheus', now, 1],
    ])
    await disableSource(db, { sourceId: id, staffId }, now)
    expect((await readSilentSources(db, hoursLater(2))).length).toBe(0)
  })
})

describe('what to paste into a tool', () => {
  it('is there for every tool, with our address and the token in it', () => {
    for (const { format } of tools) {
      const pasted = textsToPaste(format, 'ac_token')
      expect(pasted, format).toMatch(/https?:\/\/\S+\/api\/alerts\//)
      expect(pasted, format).toContain('ac_token')
    }
  })

  it('has a placeholder once the token is not known', () => {
    expect(textsToPaste('generic', null)).toContain('Bearer PUT-THE-TOKEN-HERE')
  })
})

/** All that the first snippet of a tool says to paste. */
function textsToPaste(format: string, token: string | null): string {
  const [snippet] = fillSnippets(format, token)
  const pasted = snippet?.parts.filter(part => typeof part !== 'string') ?? []
  return pasted.map(({ text }) => text).join('\n')
}
