import { describe, expect, it } from 'vitest'
import { parseHealthchecks } from '#lib/alerts/healthchecks/parse.ts'
import { healthchecks as down } from './fixtures/monitor-bodies.ts'
import { alertOf, ignoredReason, rejectedField, unreadable } from './parsed.ts'

const up = { ...down, status: 'up', now: '2026-03-10T14:29:00+00:00', check: { ...down.check, status: 'up' } }
const check = (fields: object) => ({ ...down, check: { ...down.check, ...fields } })

describe('Healthchecks', () => {
  it('reads the body of our snippet', () => {
    expect(alertOf(parseHealthchecks, down)).toMatchObject({
      fingerprint: `healthchecks:${down.code}`,
      kind: 'outage',
      state: 'firing',
      severity: 'critical',

      summary: 'web07 alive: no data since 2026-03-10 14:25 UTC',
      startsAt: new Date('2026-03-10T14:28:00Z'),

      hosts: ['web07.example-host.net', 'web07 alive'],
    })
  })

  it('ends the same alert when the check is up', () => {
    const { fingerprint } = alertOf(parseHealthchecks, down)
    const endsAt = new Date('2026-03-10T14:29:00Z')
    expect(alertOf(parseHealthchecks, up)).toMatchObject({
      fingerprint,
      state: 'resolved',
      endsAt,
      startsAt: null,
    })
  })

  it('reads the same where the check is a text, or stands alone', () => {
    const text = { ...down, check: JSON.stringify(down.check) }
    expect(alertOf(parseHealthchecks, text)).toEqual(alertOf(parseHealthchecks, down))
    expect(alertOf(parseHealthchecks, down.check)).toMatchObject({ fingerprint: `healthchecks:${down.code}` })
    expect(alertOf(parseHealthchecks, { status: 'down', name: 'web07', code: 'c' })).toMatchObject({
      fingerprint: 'healthchecks:c',
      hosts: ['web07'],
      kind: 'outage',
    })
  })

  it.each([
    ['a minute', { timeout: 60 }, 'outage'],
    ['an hour', { timeout: 3600 }, 'outage'],
    ['a day', { timeout: 86400 }, 'other'],
    ['a cron schedule', { timeout: undefined, schedule: '0 3 * * *', tz: 'UTC' }, 'other'],
    ['a name of work', { tags: 'backup' }, 'other'],
    ['a tag of ours', { timeout: 86400, tags: 'kind:outage' }, 'outage'],
    ['a bare tag of ours', { tags: 'slowdown' }, 'slowdown'],
  ])('takes the silence of a check with %s for %s', (_, fields, kind) => {
    expect(alertOf(parseHealthchecks, check(fields)).kind).toBe(kind)
  })

  it('never takes a missed scan for a find', () => {
    expect(alertOf(parseHealthchecks, { ...down, name: 'malware scan web07' }).kind).toBe('other')
  })

  it.each([
    ['host=web08', 'web08'],
    ['prod web08.example-host.net', 'web08.example-host.net'],
    ['prod', 'web07 alive'],
  ])('names the server by the tags "%s": %s', (tags, host) => {
    expect(alertOf(parseHealthchecks, check({ tags })).hosts[0]).toBe(host)
  })

  it.each(['new', 'grace', 'paused', 'started'])('ignores the status %s', status => {
    expect(ignoredReason(parseHealthchecks, { ...down, status })).toContain(status)
  })

  it('knows the test message', () => {
    expect(ignoredReason(parseHealthchecks, { ...down, name: 'TEST' })).toBe('test: the source works')
  })

  it('says what it cannot read', () => {
    expect(unreadable(parseHealthchecks, 'down')).toContain('Healthchecks')
    expect(rejectedField(parseHealthchecks, { status: 'down' })).toBe('code')
    expect(rejectedField(parseHealthchecks, { ...down, status: '$STATUS' })).toBe('status')
  })
})
