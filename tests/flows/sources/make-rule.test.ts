import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readRuleOffer, readRuleOffers } from '#db/reads/sources/rule-offers.ts'
import { alertLog } from '#db/schema/alert.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { staff } from '#db/schema/staff.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { makeRule } from '#lib/flows/sources/make-rule.ts'
import type { SourceRule } from '#lib/rules/sources/source-rule.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { type Site, testSite } from '#tests/support/site.ts'

let site: Site
let staffId: string
const start = new Date('2026-03-10T14:30:00Z')
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000)

beforeAll(async () => {
  site = await testSite()
  const [row] = await site.db
    .insert(staff)
    .values({ role: 'owner', name: 'Dana', email: 'dana@example.net' })
    .returning()
  staffId = row?.id ?? ''
})
afterAll(() => site?.close())

beforeEach(async () => {
  await emptyTables(site.db, 'posts', 'servers', 'sources', 'status_history', 'audit')
  await site.db.insert(servers).values({ id: 'web01', label: 'web01', hostname: 'web01.example.net' })
  await site.db.insert(sources).values({ id: 'am', name: 'am', tokenHash: 'hash' })
})

async function log(seconds: number, alertname: string): Promise<number> {
  const facts = { kind: 'outage', state: 'firing', severity: 'critical', isGuess: true } as const
  const [line] = await site.db
    .insert(alertLog)
    .values({
      sourceId: 'am',
      serverId: 'web01',
      format: 'alertmanager',
      result: 'accepted',
      ...facts,
      fingerprint: alertname,
      labels: { alertname },
      summary: `${alertname} is 412`,
      receivedAt: at(seconds),
    })
    .returning({ sequence: alertLog.sequence })
  await decideAlerts(site.db, () => at(seconds))
  return line?.sequence ?? 0
}

const rules = async () => (await site.db.select().from(sources))[0]?.rules
const ignored = (alertName: string): SourceRule => ({ match: { alertName }, effect: { ignore: true } })

describe('the answer to a guess', () => {
  it('can be made a rule for all alerts of its name, which shows first what it would have been about', async () => {
    for (const seconds of [0, 10, 20]) await log(seconds, 'EximFrozen')
    await log(30, 'DiskSlow')
    const [post] = await site.db.select().from(posts)
    const offers = await readRuleOffers(site.db, post?.id ?? '')
    expect(
      offers.map(({ by, text, preview }) => [`${by} ${text}`, preview.matched, preview.lookedAt]),
    ).toEqual([
      ['name DiskSlow', 1, 4],
      ['name EximFrozen', 3, 4],
    ])
    expect(offers[1]?.preview.lines.map(line => line.receivedAt)).toEqual([at(20), at(10), at(0)])
  })

  it('becomes the first rule of its source, so that it counts', async () => {
    const sequence = await log(0, 'EximFrozen')
    await site.db.update(sources).set({ rules: [ignored('Other')] })
    expect(await makeRule(site.db, { sequence, choice: 'outage', staffId }, at(60))).toBe('done')
    expect(await rules()).toEqual([
      { match: { alertName: 'EximFrozen' }, effect: { kind: 'outage' } },
      ignored('Other'),
    ])
  })

  it('takes the place of the rule that was made before of the same alerts', async () => {
    const sequence = await log(0, 'EximFrozen')
    await makeRule(site.db, { sequence, choice: 'outage', staffId }, at(60))
    await makeRule(site.db, { sequence, choice: 'ignore', staffId }, at(61))
    expect(await rules()).toEqual([ignored('EximFrozen')])
    expect((await readRuleOffer(site.db, sequence))?.effect).toEqual({ ignore: true })
  })

  it('is refused where the source has 200 rules, and where its alert is gone', async () => {
    const sequence = await log(0, 'EximFrozen')
    await site.db.update(sources).set({ rules: Array.from({ length: 200 }, (_, i) => ignored(`a${i}`)) })
    expect(await makeRule(site.db, { sequence, choice: 'ignore', staffId }, at(60))).toBe('full')
    expect(await makeRule(site.db, { sequence: 999_999, choice: 'ignore', staffId }, at(60))).toBe('gone')
  })
})
