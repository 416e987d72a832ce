import { describe, expect, it } from 'vitest'
import { parseGatus } from '#lib/alerts/gatus/parse.ts'
import { gatusForm } from './fixtures/monitor-bodies.ts'
import { alertOf, expectSample, rejectedField, sample, unreadable } from './parsed.ts'

const triggered = sample('gatus-firing.json') as object

describe('Gatus', () => {
  it('reads the sample', () => expectSample(parseGatus, 'gatus-firing'))

  it('reads the form of our snippet', () => {
    expect(alertOf(parseGatus, gatusForm)).toMatchObject({
      fingerprint: 'gatus:web/web07-https',
      kind: 'outage',
      state: 'firing',
      startsAt: null,
      hosts: ['https://web07.example-host.net', 'web07-https'],
      summary: 'web07-https: Get "https://web07.example-host.net": context deadline exceeded',
    })
  })

  it('gives no time and no event, so that two outages with the same bytes are two', () => {
    const [began, ended] = [triggered, { ...triggered, state: 'RESOLVED' }].map(body =>
      alertOf(parseGatus, body),
    )
    expect(began).toMatchObject({ startsAt: null, eventId: null })
    expect(ended).toMatchObject({
      state: 'resolved',
      startsAt: null,
      endsAt: null,
      fingerprint: began?.fingerprint,
    })
  })

  it.each([
    ['❌ - `[RESPONSE_TIME] (812) < 500`, ✅ - `[STATUS] == 200`', '', 'slowdown'],
    ['❌ - `[RESPONSE_TIME] (812) < 500`, ❌ - `[STATUS] (503) == 200`', '', 'outage'],
    ['❌ - `[RESPONSE_TIME] (10000) < 500`', 'context deadline exceeded', 'outage'],
    ['❌ - `[CERTIFICATE_EXPIRATION] (47h) > 48h`', '', 'other'],
    ['❌ - `[DOMAIN_EXPIRATION] (47h) > 720h`, ✅ - `[STATUS] == 200`', '', 'other'],
    ['❌ - `[CONNECTED] (false) == true`', '[RESULT_ERRORS]', 'outage'],
    ['[RESULT_CONDITIONS]', '', 'outage'],
  ])('takes the conditions %s with the error "%s" for %s', (conditions, errors, kind) => {
    expect(alertOf(parseGatus, { ...gatusForm, conditions, errors }).kind).toBe(kind)
  })

  it('lets the endpoint name its server and its kind by hand', () => {
    const body = { ...gatusForm, server: 'web08', kind: 'slowdown' }
    expect(alertOf(parseGatus, body)).toMatchObject({
      kind: 'slowdown',
      hosts: ['web08', expect.anything(), 'web07-https'],
    })
  })

  it.each([
    ['', 'gatus:web07-https'],
    ['core', 'gatus:core/web07-https'],
  ])('knows an endpoint of group "%s" as %s', (group, fingerprint) => {
    expect(alertOf(parseGatus, { ...gatusForm, group }).fingerprint).toBe(fingerprint)
  })

  it('leaves out placeholders that stayed as they were', () => {
    const body = {
      ...gatusForm,
      description: '[ALERT_DESCRIPTION]',
      errors: '',
      conditions: '[RESULT_CONDITIONS]',
    }
    expect(alertOf(parseGatus, body).summary).toBe('web07-https')
  })

  it('says what it cannot read', () => {
    expect(unreadable(parseGatus, null)).toContain('Gatus')
    expect(rejectedField(parseGatus, { ...gatusForm, name: '', url: '' })).toBe('name')
    expect(rejectedField(parseGatus, { ...gatusForm, state: '[ALERT_TRIGGERED_OR_RESOLVED]' })).toBe('state')
    expect(rejectedField(parseGatus, { ...gatusForm, state: '__proto__' })).toBe('state')
  })
})
