import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { alertMessages } from '#db/schema/alert.ts'
import { sources } from '#db/schema/source.ts'
import { addSource, alert, batch, bearer, call, logged, sample, useIntake } from './intake-fixture.ts'

const { site, sender, send } = useIntake()

describe('?dry-run', () => {
  const dry = (body: string, headers: Record<string, string> = {}) =>
    call(site, { body, query: '?dry-run', headers: { ...bearer(sender.token), ...headers } })

  it('stores nothing at all', async () => {
    const source = await addSource(site)
    const count = async () => [(await logged(site)).length, await site.db.$count(alertMessages)]
    const before = await count()
    const body = batch(alert({ id: 'dry-1' }), alert({ server: 'nobody' }))
    await call(site, {
      body,
      query: '?dry-run',
      headers: { ...bearer(source.token), 'webhook-id': 'msg_dry' },
    })
    expect(await count()).toEqual(before)
    expect((await site.db.select().from(sources).where(eq(sources.id, source.id)))[0]?.lastSeenAt).toBeNull()
  })

  it('says what would be decided and why, on what is known now', async () => {
    const source = await addSource(site, { isDebounced: false })
    const outlook = async (facts: Record<string, unknown>, headers: Record<string, string> = {}) => {
      const { body } = await dry(batch(alert(facts)), headers)
      return body.alerts[0]
    }
    expect(await outlook({ server: 'mail02', kind: 'suspicious-file' })).toMatchObject({
      server: 'srv_mail02',
      matchedBy: 'short-name',
      hostname: 'mail02.example-host.net',
      decision: { result: 'accepted', reason: expect.stringMatching(/held/) },
    })
    expect(await outlook({ server: 'mail02', kind: 'slowdown' }, bearer(source.token))).toMatchObject({
      decision: { result: 'accepted', reason: expect.stringMatching(/waits/) },
    })
    expect(await outlook({ server: 'mail02' })).toMatchObject({
      decision: { result: 'accepted', incident: expect.stringContaining('mail02') },
    })
    expect(await outlook({ server: 'web99' })).toMatchObject({
      server: null,
      unmatched: 'unknown',
      decision: { result: 'unmatched' },
    })
  })

  it('knows what was received before', async () => {
    const body = batch(alert({ id: 'ev-dry' }))
    await send(body, { 'webhook-id': 'msg_seen' })
    expect((await dry(body)).body.alerts[0].decision.result).toBe('duplicate')
    expect((await dry(batch(alert()), { 'webhook-id': 'msg_seen' })).body.results[0].status).toBe('duplicate')
  })

  const samples = [
    'alertmanager-firing',
    'alertmanager-missing-host-firing',
    'alertmanager-resolved',
    'cloudevents-firing',
    'generic-firing',
    'generic-partial-firing',
    'generic-unicode-firing',
    'generic-resolved-before-firing-resolved',
  ]
  it.each(samples)('reads the sample %s as expected', async name => {
    const expected = JSON.parse(await sample(`expected/${name}.json`))
    const source = await addSource(site)
    const { status, body } = await call(site, {
      format: name.split('-')[0] === 'alertmanager' ? 'alertmanager' : 'generic',
      query: '?dry-run',
      body: await sample(`${name}.json`),
      headers: bearer(source.token),
    })
    expect(status).toBe(expected.httpStatus)
    const wanted = expected.alerts.map(({ startsAt, endsAt, ...facts }: Record<string, string | null>) => ({
      ...facts,
      startsAt: startsAt && new Date(startsAt).toISOString(),
      endsAt: endsAt && new Date(endsAt).toISOString(),
    }))
    expect(body.alerts).toMatchObject(wanted)
    expect(body.alerts).toHaveLength(wanted.length)
  })
})
