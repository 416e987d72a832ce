import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ignored, rejected, reported } from '#lib/alerts/item/item.ts'
import { episodeKey, type Grounds, judgeItem, lateFingerprints, nameAlert } from '#lib/alerts/item/verdict.ts'
import { parseHeartbeat } from '#lib/alerts/request/heartbeat.ts'
import { findTool, formatNames } from '#lib/alerts/tools.ts'
import { fileServers } from '#lib/rules/alerts/server-match.ts'
import { measure } from '#tests/support/measure.ts'

const receivedAt = new Date('2026-03-10T14:30:00Z')
const grounds = (facts: Partial<Grounds['source']> = {}, ended: string[] = []): Grounds => ({
  source: { boundServerIds: [], defaultServerId: null, agentServerId: null, rules: [], ...facts },
  directory: fileServers([
    { id: 's1', hostname: 'web07.example-host.net', aliases: [], ips: [] },
    { id: 's2', hostname: 'web08.example-host.net', aliases: [], ips: [] },
  ]),
  hostnames: new Map([
    ['s1', 'web07.example-host.net'],
    ['s2', 'web08.example-host.net'],
  ]),
  ended: new Set(ended),
  openOn: new Map(),
})
const item = (facts: Partial<Parameters<typeof reported>[0]> = {}) =>
  reported(
    {
      source: 'x',
      fingerprint: 'f',
      hosts: ['web07'],
      kind: 'outage',
      state: 'firing',
      severity: 'critical',
      summary: 's',
      ...facts,
    },
    receivedAt,
  )

describe('the verdict on one member of a request', () => {
  it('completes an identity that depends on the server, and finds its ended episode by it', () => {
    const startsAt = '2026-03-10T14:00:00Z'
    const given = item({ startsAt, fingerprintOn: server => `x:${server}` })
    expect(judgeItem(given, 0, grounds())).toMatchObject({ result: 'accepted', fingerprint: 'x:s1' })
    const named = given.is === 'alert' ? [nameAlert(given, grounds())] : []
    expect(lateFingerprints(named)).toEqual(['x:s1'])
    const ended = [episodeKey('s1', 'x:s1', new Date(startsAt))]
    expect(judgeItem(given, 0, grounds({}, ended))).toMatchObject({ result: 'ignored' })
    const unknown = item({ hosts: ['web99'], fingerprintOn: server => `x:${server}` })
    expect(judgeItem(unknown, 0, grounds())).toMatchObject({ result: 'unmatched', fingerprint: 'f' })
  })

  it('keeps an agent and a bound source to their servers', () => {
    const other = item({ hosts: ['web08'] })
    expect(judgeItem(other, 0, grounds({ agentServerId: 's1' }))).toMatchObject({ result: 'rejected' })
    expect(judgeItem(other, 0, grounds({ boundServerIds: ['s1'] }))).toMatchObject({ field: 'server' })
    expect(judgeItem(other, 0, grounds({ boundServerIds: ['s1', 's2'] }))).toMatchObject({
      result: 'accepted',
    })
  })

  it('logs what is ignored once, what is routine never, and of too many the first', () => {
    expect(judgeItem(ignored('a test'), 0, grounds())).toMatchObject({ result: 'ignored', isLogged: true })
    const routine = { is: 'ignored' as const, reason: 'alive', isRoutine: true }
    expect(judgeItem(routine, 0, grounds()).isLogged).toBe(false)
    expect(judgeItem(rejected('kind', 'no'), 0, grounds())).toMatchObject({
      result: 'rejected',
      isLogged: true,
    })
    expect(judgeItem(item(), 499, grounds()).result).toBe('accepted')
    expect(judgeItem(item(), 500, grounds())).toMatchObject({ result: 'rejected', isLogged: true })
    expect(judgeItem(item(), 501, grounds())).toMatchObject({ result: 'rejected', isLogged: false })
  })
})

const anything = fc.jsonValue({ maxDepth: 4 })
const plausible = fc.record(
  Object.fromEntries(
    ['fingerprint', 'server', 'kind', 'state', 'severity', 'summary', 'startsAt', 'status', 'labels'].map(
      name => [
        name,
        fc.oneof(anything, fc.constantFrom('firing', 'outage', 'critical', 'web07', '2026-03-10T14:00:00Z')),
      ],
    ),
  ),
  { requiredKeys: [] },
)
const bodies = fc.oneof(
  anything,
  fc.record({ version: fc.oneof(fc.constant(1), anything), alerts: fc.oneof(fc.array(plausible), anything) }),
  fc.record({ specversion: fc.constant('1.0'), id: anything, source: anything, data: plausible }),
)

describe('whatever comes', () => {
  it.each(formatNames())('as %s is read without throwing, and every member gets its verdict', name => {
    fc.assert(
      fc.property(bodies, body => {
        const parsed = findTool(name)?.parse({ body, receivedAt })
        if (!parsed || 'unreadable' in parsed) return
        for (const each of parsed.items) {
          const verdict = judgeItem(each, 0, grounds())
          expect(['accepted', 'ignored', 'unmatched', 'rejected']).toContain(verdict.result)
          if (verdict.result === 'rejected') expect(verdict.field).not.toBeNull()
        }
      }),
      { numRuns: measure(500, 250) },
    )
  })

  it('as a heartbeat is read, or refused with a sentence', () => {
    fc.assert(
      fc.property(anything, body => {
        const read = parseHeartbeat(body, receivedAt)
        expect('heartbeat' in read || read.unreadable.length > 0).toBe(true)
      }),
    )
  })
})
