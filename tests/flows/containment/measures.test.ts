import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readPostPage } from '#db/reads/posts/post-page.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { containmentLog } from '#db/schema/security/measure.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { answerMeasure } from '#lib/flows/containment/answer-measure.ts'
import {
  changeMeasure,
  endMeasure,
  recordMeasure,
  withdrawMeasure,
} from '#lib/flows/containment/change-measures.ts'
import { mergeIncident } from '#lib/flows/incidents/merge-incident.ts'
import { plainBody } from '#lib/flows/posts/plain-body.ts'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import type { MeasureFacts } from '#lib/rules/containment/containment.ts'
import { containmentAsked } from '#lib/rules/posts/live-text.ts'
import { NotAllowed } from '#lib/rules/staff/not-allowed.ts'
import { later } from '#lib/rules/time/time.ts'
import { addSource, bearer, intakeSite, noLimits, now } from '#tests/flows/alerts/intake-fixture.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
let token: string

beforeAll(async () => {
  site = await intakeSite()
  ;({ token } = await addSource(site, { agentServerId: 'srv_web07' }))
}, 60_000)
afterAll(() => site?.close())
beforeEach(async () => {
  await emptyTables(site.db, 'measures', 'posts', 'people')
  await site.db.insert(staff).values([
    { id: 'dana', role: 'owner', name: 'Dana', email: 'dana@example.net' },
    { id: 'rob', role: 'reader', name: 'Rob', email: 'rob@example.net' },
  ])
})

const blocked = (facts: Partial<MeasureFacts> = {}): MeasureFacts => ({
  kind: 'firewall',
  text: 'Outgoing traffic to one address is blocked',
  why: 'What is recorded is sent there',
  doneBy: 'Dana',
  isEverywhere: true,
  serverIds: [],
  groupIds: [],
  since: later(now, -3600),
  until: null,
  postId: null,
  isPublic: false,
  ...facts,
})
const record = (id: string, facts: Partial<MeasureFacts> = {}, staffId = 'dana') =>
  recordMeasure(site.db, { id, staffId, measure: blocked(facts) }, now)
const rows = () =>
  site.db.select().from(containmentLog).orderBy(asc(containmentLog.createdAt), asc(containmentLog.id))
const actions = async () =>
  (await site.db.select().from(audit).orderBy(asc(audit.sequence))).map(({ action }) => action)

async function incident(id: string, serverIds: string[], facts: Partial<typeof posts.$inferInsert> = {}) {
  const made = { id, slug: id, kind: 'incident' as const, title: id, startedAt: now, publishedAt: now }
  await site.db.insert(posts).values({ ...made, visibility: 'published', phase: 'investigating', ...facts })
  const affected = { postId: id, impact: 'degraded' as const, cause: 'suspicious-file' as const, since: now }
  if (serverIds.length > 0)
    await site.db.insert(affectedServers).values(serverIds.map(serverId => ({ ...affected, serverId })))
}

const turns = () =>
  createRateLimit({ address: { burst: 1e6, perMinute: 1 }, network: { burst: 1e6, perMinute: 1 } })
async function report(facts: Record<string, unknown>, given = token, at = now, limit = turns()) {
  const request = new Request('https://status.example.com/api/agent/measure', {
    method: 'POST',
    headers: { ...bearer(given), 'content-type': 'application/json' },
    body: JSON.stringify({ version: 1, ...facts }),
  })
  const response = await answerMeasure(request, at, site.db, noLimits(), limit)
  return { status: response.status, body: await response.json() }
}
const rule = {
  id: 'rule-1',
  what: 'firewall',
  text: 'outgoing to 78.47.139.110 blocked',
  by: 'root',
  why: null,
}

describe('the containment log', () => {
  it('keeps a measure, what became of it, and who did that', async () => {
    expect(await record('m1')).toBe('done')
    expect(await record('m1')).toBe('there-already')
    const act = { id: 'm1', staffId: 'dana' }
    expect(await changeMeasure(site.db, { ...act, version: 0, measure: { isPublic: true } }, now)).toBe(
      'done',
    )
    expect(await endMeasure(site.db, { ...act, version: 0 }, now)).toBe('changed-meanwhile')
    expect(await endMeasure(site.db, { ...act, version: 1 }, now)).toBe('done')
    expect(await withdrawMeasure(site.db, { ...act, version: 2 }, now)).toBe('done')
    expect(await withdrawMeasure(site.db, { ...act, version: 3 }, now)).toBe('changed-meanwhile')
    expect(await rows()).toMatchObject([{ until: now, isPublic: true, withdrawnAt: now, version: 3 }])
    expect(await actions()).toEqual(['record-measure', 'change-measure', 'end-measure', 'withdraw-measure'])
  })

  it('goes with an incident that becomes part of another', async () => {
    await incident('one', ['srv_web07'])
    await incident('two', ['srv_web08'])
    await record('m1', { postId: 'two' })
    const merger = { postId: 'two', intoId: 'one', staffId: 'dana' }
    expect(await mergeIncident(site.db, merger, now)).toBe('done')
    expect(await rows()).toMatchObject([{ postId: 'one' }])
  })

  it('ends no measure that has not begun, and takes none from a reader', async () => {
    await record('m1', { since: later(now, 3600) })
    expect(await endMeasure(site.db, { id: 'm1', staffId: 'dana', version: 0 }, now)).toBe(
      'before-its-beginning',
    )
    await expect(record('m2', {}, 'rob')).rejects.toThrow(NotAllowed)
    expect(await rows()).toHaveLength(1)
  })
})

describe('an agent that reports a measure', () => {
  it('has it on its own server, with the one incident that is open there, and readers see nothing of it', async () => {
    await incident('held', ['srv_web07'], { visibility: 'held', publishedAt: null })
    await incident('over', ['srv_web07'], { resolvedAt: now })
    await incident('other', ['srv_web08'])
    expect(await report(rule)).toEqual({ status: 200, body: { result: 'recorded' } })
    expect(await report({ ...rule, why: 'as the advisory says' })).toEqual({
      status: 200,
      body: { result: 'changed' },
    })
    expect(await rows()).toMatchObject([
      {
        serverIds: ['srv_web07'],
        postId: 'held',
        isPublic: false,
        why: 'as the advisory says',
        doneBy: 'root',
        staffId: null,
      },
    ])
    expect(await report({ id: 'rule-1', end: true }, token, later(now, 60))).toEqual({
      status: 200,
      body: { result: 'ended' },
    })
    expect(await report({ id: 'rule-1', end: true }, token, later(now, 90))).toEqual({
      status: 200,
      body: { result: 'ended' },
    })
    expect(await report(rule, token, later(now, 90))).toEqual({ status: 200, body: { result: 'ended' } })
    expect((await rows())[0]?.until).toEqual(later(now, 60))
    expect(await actions()).toEqual(['record-measure', 'change-measure', 'end-measure'])
  })

  it('leaves it to staff where it belongs when several incidents are open there', async () => {
    await incident('one', ['srv_web07'])
    await incident('two', ['srv_web07'])
    await report(rule)
    expect((await rows())[0]?.postId).toBeNull()
  })

  it('takes other words of what is public back from readers, until staff have read them', async () => {
    await report(rule)
    await site.db.update(containmentLog).set({ isPublic: true })
    await report({ ...rule, by: 'cron' })
    expect((await rows())[0]?.isPublic).toBe(true)
    await report({ ...rule, text: 'we were never here' })
    expect((await rows())[0]?.isPublic).toBe(false)
    await site.db.update(containmentLog).set({ withdrawnAt: now })
    expect((await report(rule)).status).toBe(409)
  })

  it('is told what is wrong, and who else may not', async () => {
    const other = await addSource(site)
    const second = await addSource(site, { agentServerId: 'srv_web08' })
    expect((await report(rule, 'it_wrong')).status).toBe(401)
    expect((await report(rule, other.token)).status).toBe(403)
    const secrets = [{ value: `whsec_${'A'.repeat(32)}`, until: null }]
    const signed = await addSource(site, {
      agentServerId: 'srv_web08',
      signing: { scheme: 'standard-webhooks', secrets },
    })
    expect((await report(rule, signed.token)).status).toBe(401)
    await report(rule)
    // The same id of another agent is another measure.
    expect(await report({ id: 'rule-1', end: true }, second.token)).toMatchObject({ status: 404 })
    for (const wrong of [
      { ...rule, what: 'magic' },
      { ...rule, text: '' },
      { ...rule, text: 'x'.repeat(301) },
      { ...rule, id: 'a b' },
      { ...rule, id: undefined },
      { ...rule, version: 2 },
      { ...rule, since: 'yesterday' },
      { ...rule, why: { deep: [[[]]] } },
      { id: 'rule-1', end: 'yes' },
    ]) {
      const { status, body } = await report(wrong)
      expect([status, body.message]).toEqual([400, expect.stringMatching(/ is .*, but accepts /)])
    }
    expect(await rows()).toHaveLength(1)
  })

  it('fills the log no faster than a person reads it', async () => {
    const few = createRateLimit({ address: { burst: 2, perMinute: 1 }, network: { burst: 2, perMinute: 1 } })
    const statuses = []
    for (const place of [1, 2, 3])
      statuses.push((await report({ ...rule, id: `r${place}` }, token, now, few)).status)
    expect(statuses).toEqual([200, 200, 429])
  })
})

describe('what readers of a post read of measures', () => {
  it('is what is public of its own, and of another post once that is public too', async () => {
    await incident('mine', [])
    await incident('held', [], { visibility: 'held', publishedAt: null })
    await site.db
      .update(posts)
      .set({ body: '<Containment />\n\n<Containment post="held" />' })
      .where(eq(posts.id, 'mine'))
    await record('a', { postId: 'mine', isPublic: true, text: 'Own and public' })
    await record('b', { postId: 'mine', text: 'Own and private' })
    await record('c', { postId: 'held', isPublic: true, text: 'Of a held one' })
    const page = await readPostPage('mine', now, site.db)
    const live = page?.live
    if (!live) throw new Error('The page shows nothing.')
    expect(containmentAsked(live, {}).map(fact => fact.text)).toEqual(['Own and public'])
    expect(containmentAsked(live, { post: 'held' })).toEqual([])
    expect(JSON.stringify(live)).not.toContain('private')
    expect(await plainBody(site.db, { postId: 'mine', body: page?.body?.text ?? '' }, now)).toMatch(
      /^- Own and public on all \d+ servers since 10 Mar 2026, 13:30 UTC\.\n\nNo measures are listed at the moment\.$/,
    )
    await site.db.update(posts).set({ visibility: 'published', publishedAt: now }).where(eq(posts.id, 'held'))
    const later_ = (await readPostPage('mine', now, site.db))?.live
    expect(later_ && containmentAsked(later_, { post: 'held' }).map(fact => fact.text)).toEqual([
      'Of a held one',
    ])
  })
})
