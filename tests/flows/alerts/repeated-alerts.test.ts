import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { addSource, alert, batch, bearer, call, now, sample, seconds, useIntake } from './intake-fixture.ts'

const { site, send } = useIntake()

describe('a request that comes again', () => {
  it('with its webhook-id is a duplicate for four days, and stored once', async () => {
    const body = batch(alert({ fingerprint: 'again' }))
    const first = await send(body, { 'webhook-id': 'msg_1' })
    expect(first.body.duplicate).toBeUndefined()
    const second = await send(body, { 'webhook-id': 'msg_1' }, seconds(4 * 86_400 - 60))
    expect(second).toMatchObject({
      status: 200,
      body: { duplicate: true, results: [{ status: 'duplicate', id: null }] },
    })
    const later = await send(body, { 'webhook-id': 'msg_1' }, seconds(4 * 86_400 + 60))
    expect(later.body.results[0].status).toBe('accepted')
    expect(await site.db.$count(alertLog, eq(alertLog.fingerprint, 'again'))).toBe(2)
  })

  it('at the same moment twice is stored once', async () => {
    const body = batch(alert({ fingerprint: 'race' }))
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => send(body, { 'webhook-id': 'msg_race' })),
    )
    expect(answers.filter(answer => answer.body.duplicate)).toHaveLength(11)
    expect(await site.db.$count(alertLog, eq(alertLog.fingerprint, 'race'))).toBe(1)
  })

  it('with the id of one alert, or as a CloudEvent of the same source and id, is a duplicate', async () => {
    const one = alert({ fingerprint: 'event', id: 'ev-1' })
    const { body } = await send(batch(one, one))
    expect(body.results.map((each: { status: string }) => each.status)).toEqual(['accepted', 'duplicate'])
    expect((await send(batch(one))).body.results[0].status).toBe('duplicate')
    const end = await send(batch({ ...one, state: 'resolved' }))
    expect(end.body.results[0].status).toBe('accepted')
    const event = await sample('cloudevents-firing.json')
    const type = { 'content-type': 'application/cloudevents+json; charset=utf-8' }
    expect((await send(event, type)).body.results[0].status).toBe('accepted')
    expect((await send(event, type)).body).toMatchObject({ duplicate: true })
  })

  it('with the id of an alert that was rejected is news: it may have been put right', async () => {
    const bound = await addSource(site, { boundServerIds: ['srv_web07'] })
    const once = async (server: string) => {
      const body = batch(alert({ id: 'ev-fixed', server }))
      return (await call(site, { body, headers: bearer(bound.token) })).body.results[0].status
    }
    expect(await once('web08')).toBe('rejected')
    expect(await once('web07')).toBe('accepted')
    expect(await once('web07')).toBe('duplicate')
  })

  it('with an equal body alone is news: a second outage looks like the first', async () => {
    const body = batch(alert({ fingerprint: 'same', startsAt: undefined }))
    await send(body)
    expect((await send(body)).body.results[0].status).toBe('accepted')
    expect(await site.db.$count(alertLog, eq(alertLog.fingerprint, 'same'))).toBe(2)
  })

  it('is a duplicate of its own source only', async () => {
    const other = await addSource(site)
    await send(batch(alert()), { 'webhook-id': 'msg_own' })
    const { body } = await call(site, {
      body: batch(alert()),
      headers: { ...bearer(other.token), 'webhook-id': 'msg_own' },
    })
    expect(body.results[0].status).toBe('accepted')
  })
})

describe('an alert out of order', () => {
  it('that fires after its episode has ended is ignored; an end without a beginning leaves a closed episode', async () => {
    const firing = alert({ fingerprint: 'late', startsAt: '2026-03-10T13:00:00Z' })
    const ended = { ...firing, state: 'resolved', endsAt: '2026-03-10T13:20:00Z' }
    expect((await send(batch(ended))).body.results[0].status).toBe('accepted')
    while ((await decideAlerts(site.db, () => seconds(1))).hasMore);
    const [episode] = await site.db.select().from(alerts).where(eq(alerts.fingerprint, 'late'))
    expect(episode).toMatchObject({ postId: null, closedAt: now })
    expect((await send(batch(firing))).body.results[0]).toMatchObject({
      status: 'ignored',
      reason: 'This episode has ended already.',
    })
    expect((await send(batch({ ...firing, server: 'web08' }))).body.results[0].status).toBe('accepted')
  })
})

describe('an end that names no server', () => {
  const ends = async (fingerprint: string, token: string) => {
    const end = alert({ fingerprint, state: 'resolved', server: undefined, startsAt: undefined })
    return (await call(site, { body: batch(end), headers: bearer(token) })).body.results[0]
  }

  it('ends the one open episode of its fingerprint', async () => {
    const { token } = await addSource(site)
    const fingerprint = 'dedup-key-1'
    await call(site, { body: batch(alert({ fingerprint })), headers: bearer(token) })
    const before = await ends(fingerprint, token)
    await decideAlerts(site.db, () => seconds(1))
    expect(before).toMatchObject({ status: 'accepted', server: 'web07.example-host.net' })
    const rows = await site.db.select().from(alerts).where(eq(alerts.fingerprint, fingerprint))
    expect(rows).toMatchObject([{ serverId: 'srv_web07', closedAt: now }])
    expect(await ends(fingerprint, token)).toMatchObject({ status: 'unmatched' })
  })

  it('is not guessed where episodes are open on two servers, nor for another source', async () => {
    const [one, other] = [await addSource(site), await addSource(site)]
    const fingerprint = 'dedup-key-2'
    const both = ['web07', 'web08'].map(server => alert({ fingerprint, server }))
    await call(site, { body: batch(...both), headers: bearer(one.token) })
    expect(await ends(fingerprint, one.token)).toMatchObject({ status: 'unmatched' })
    await call(site, { body: batch(alert({ fingerprint: 'dedup-key-3' })), headers: bearer(one.token) })
    expect(await ends('dedup-key-3', other.token)).toMatchObject({ status: 'unmatched' })
  })
})
