import { describe, expect, it } from 'vitest'
import { parseOssec } from '#lib/alerts/ossec/parse.ts'
import { ossec } from './fixtures/bodies.ts'
import { alertOf, ignoredReason, itemsOf, unreadable } from './parsed.ts'

const { SyscheckFile: _, ...plain } = ossec

function logged(sidid: number, comment: string, full_log: string, level = 7) {
  return { ...plain, full_log, rule: { ...ossec.rule, sidid, comment, level } }
}

describe('OSSEC', () => {
  it('reads a changed file, with milliseconds as time and the agent in its location', () => {
    expect(alertOf(parseOssec, ossec)).toMatchObject({
      source: 'ossec',
      fingerprint: 'ossec:web07:550:/usr/sbin/sshd',
      hosts: ['web07', '203.0.113.17'],
      kind: 'suspicious-file',
      state: 'firing',
      severity: 'warning',
      eventId: '1773152400.4711',

      summary: 'Integrity checksum changed: /usr/sbin/sshd',
      startsAt: new Date('2026-03-10T14:20:00Z'),
    })
  })

  it.each([
    ['(web07) 203.0.113.17->syscheck', ['web07', '203.0.113.17']],
    ['(web07) any->/var/log/messages', ['web07']],
    ['web08->/var/log/secure', ['web08']],
    ['/var/log/secure', ['siem01']],
  ])('finds the server in location "%s"', (location, hosts) => {
    expect(alertOf(parseOssec, { ...ossec, location }).hosts).toEqual(hosts)
  })

  it.each([
    [510, 7, 'suspicious-file'],
    [513, 9, 'suspicious-file'],
    [516, 3, 'other'],
    [5712, 10, 'other'],
  ])('takes rule %i of level %i for %s', (sidid, level, kind) => {
    expect(alertOf(parseOssec, logged(sidid, 'A rule.', 'a line', level)).kind).toBe(kind)
  })

  it.each([
    [504, "ossec: Agent disconnected: 'web07-203.0.113.17'.", 'firing'],
    [503, "ossec: Agent started: 'web07->203.0.113.17'.", 'resolved'],
    [501, "ossec: Agent started: 'web07->203.0.113.17'.", 'resolved'],
  ])('reads the life of an agent: %i', (sidid, log, state) => {
    const life = { ...logged(sidid, 'Ossec agent changed.', log, 3), location: 'siem01->ossec-monitord' }
    expect(alertOf(parseOssec, life)).toMatchObject({
      state,
      kind: 'other',
      fingerprint: 'ossec:agent:web07',
      hosts: ['web07', '203.0.113.17'],
    })
  })

  it('ignores its own start and what has no level, and says what it cannot read', () => {
    expect(itemsOf(parseOssec, logged(502, 'Ossec server started.', ''))).toMatchObject([{ isRoutine: true }])
    expect(ignoredReason(parseOssec, { ...ossec, rule: { sidid: 550 } })).toContain('without a level')
    expect(unreadable(parseOssec, [])).toContain('jsonout_output')
  })
})
