import { describe, expect, it } from 'vitest'
import { parseBetterStack } from '#lib/alerts/betterstack/parse.ts'
import { betterstack } from './fixtures/monitor-bodies.ts'
import { alertOf, ignoredReason, rejectedField, unreadable } from './parsed.ts'

const started = new Date('2026-03-10T14:24:28.151Z')
const incident = (attributes: object, rest: object = {}) => ({
  event: undefined,
  ...rest,
  data: { ...betterstack.data, attributes: { ...betterstack.data.attributes, ...attributes } },
})

describe('Better Stack', () => {
  it('reads an incident', () => {
    expect(alertOf(parseBetterStack, betterstack)).toMatchObject({
      fingerprint: 'betterstack:24',
      kind: 'outage',
      state: 'firing',
      severity: 'critical',
      startsAt: started,

      hosts: ['https://web07.example-host.net', 'web07 homepage'],
      summary: 'web07 homepage: Status 503',
    })
  })

  it.each([
    ['Started', null, 'firing'],
    ['Resolved', '2026-03-10T14:28:00Z', 'resolved'],
    [undefined, '2026-03-10T14:28:00Z', 'resolved'],
  ])('takes the status %s (resolved %s) as %s of the same episode', (status, resolved_at, state) => {
    const endsAt = resolved_at && new Date(resolved_at)
    expect(alertOf(parseBetterStack, incident({ status, resolved_at }))).toMatchObject({
      state,
      endsAt,
      startsAt: started,
      fingerprint: 'betterstack:24',
    })
  })

  it.each([
    ['Acknowledged', undefined],
    ['Validating', undefined],
    [undefined, 'acknowledged'],
    [undefined, 'commented'],
    [undefined, 'escalated'],
  ])('begins nothing with the status %s and the event %s', (status, event) => {
    expect(ignoredReason(parseBetterStack, incident({ status }, { event }))).toContain('changes nothing')
  })

  it('goes by the event where the incident says nothing', () => {
    expect(alertOf(parseBetterStack, incident({ status: undefined }, { event: 'resolved' })).state).toBe(
      'resolved',
    )
  })

  it.each([
    ['Timeout', {}, 'outage'],
    ['SSL certificate expires in 7 days', {}, 'other'],
    ['Response time above 5 s', {}, 'slowdown'],
    ['Missed heartbeat', {}, 'outage'],
    ['Missed heartbeat', { name: 'web07 nightly backup' }, 'other'],
  ])('takes the cause "%s" (%j) for %s', (cause, fields, kind) => {
    expect(alertOf(parseBetterStack, incident({ cause, ...fields })).kind).toBe(kind)
  })

  it.each(['monitor', 'heartbeat', 'on_call_calendar'])('ignores the webhook of a %s', type => {
    const body = { ...betterstack, data: { ...betterstack.data, type } }
    expect(ignoredReason(parseBetterStack, body)).toContain(type)
  })

  it('says what it cannot read', () => {
    expect(ignoredReason(parseBetterStack, incident({ cause: 'Test incident' }))).toContain('test')
    expect(unreadable(parseBetterStack, { data: [] })).toContain('a list')
    expect(rejectedField(parseBetterStack, { data: { type: 'incident' } })).toBe('data.id')
  })
})
