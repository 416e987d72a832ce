import { describe, expect, it } from 'vitest'
import { parseWazuh } from '#lib/alerts/wazuh/parse.ts'
import { wazuhAgent, wazuhRootcheck } from './fixtures/bodies.ts'
import { alertOf, expectSample, ignoredReason, itemsOf, sample, unreadable } from './parsed.ts'

const changed = sample('wazuh-firing.json') as { rule: object; agent: object; syscheck: object }

function ruled(rule: object, fields: object = {}) {
  return { ...changed, ...fields, rule: { ...changed.rule, ...rule } }
}

function lifecycle(id: string, full_log: string, agent: object = wazuhAgent.agent) {
  return { ...wazuhAgent, agent, full_log, rule: { ...wazuhAgent.rule, id } }
}

describe('Wazuh', () => {
  it('reads the sample', () => expectSample(parseWazuh, 'wazuh-firing'))

  it('never takes the manager for the server', () => {
    expect(alertOf(parseWazuh, changed).hosts).toEqual(['web07.example-host.net', '203.0.113.17'])
    const { agent: _, ...bare } = changed
    expect(alertOf(parseWazuh, bare).hosts).toEqual([])
  })

  it('shows what has changed', () => {
    expect(alertOf(parseWazuh, changed).details).toContain(
      "File '/usr/sbin/sshd' modified\nchanged: size, sha256, mtime\nsha256: aaaa",
    )
  })

  it.each([
    [1, 'info'],
    [3, 'info'],
    [4, 'warning'],
    ['7', 'warning'],
    [11, 'warning'],
    [12, 'critical'],
    [16, 'critical'],
    [undefined, 'warning'],
  ])('takes level %s for %s', (level, severity) => {
    expect(alertOf(parseWazuh, ruled({ level })).severity).toBe(severity)
  })

  it('ignores level 0', () => expect(ignoredReason(parseWazuh, ruled({ level: 0 }))).toContain('level 0'))

  it.each([
    [
      'an added file',
      { id: '554', level: 5, groups: ['ossec', 'syscheck', 'syscheck_entry_added'] },
      'suspicious-file',
    ],
    [
      'a deleted file',
      { id: '553', groups: ['ossec', 'syscheck', 'syscheck_entry_deleted'] },
      'suspicious-file',
    ],
    ["VirusTotal's find", { id: '87105', level: 12, groups: ['virustotal'] }, 'suspicious-file'],
    ["VirusTotal's silence", { id: '87103', level: 3, groups: ['virustotal'] }, 'other'],
    ['an audit', { id: '516', level: 3, groups: ['ossec', 'rootcheck'] }, 'other'],
    [
      'a brute force',
      { id: '5712', level: 10, groups: ['syslog', 'sshd', 'authentication_failures'] },
      'other',
    ],
    [
      'a log line that says "down"',
      { id: '1', level: 7, description: 'Service is down', groups: ['syslog'] },
      'other',
    ],
  ])('takes %s for what it is', (_, rule, kind) => {
    expect(alertOf(parseWazuh, ruled(rule)).kind).toBe(kind)
  })

  it('tells the finds of rootcheck apart by what was found', () => {
    expect(alertOf(parseWazuh, wazuhRootcheck)).toMatchObject({
      kind: 'suspicious-file',
      hosts: ['web07.example-host.net'],
      fingerprint: "wazuh:017:510:Rootkit 'Jynx2' detected by the presence of file '/usr/bin/jynx2'.",
    })
  })

  it('keeps the fingerprint of a long path short and its own', () => {
    const long = (end: string) => ruled({}, { syscheck: { path: `/srv/${'x'.repeat(300)}${end}` } })
    const [a, b] = ['a', 'b'].map(end => alertOf(parseWazuh, long(end)).fingerprint)
    expect(a).toHaveLength(128)
    expect(a).not.toBe(b)
  })

  it.each([
    ['504', "wazuh: Agent disconnected: 'web07.example-host.net-any'.", 'firing'],
    ['506', "wazuh: Agent stopped: 'web07.example-host.net->any'.", 'firing'],
    ['503', "wazuh: Agent started: 'web07.example-host.net->any'.", 'resolved'],
    ['505', "wazuh: Agent removed: 'web07.example-host.net-any'.", 'resolved'],
  ])('reads the life of an agent: %s', (id, log, state) => {
    expect(alertOf(parseWazuh, lifecycle(id, log))).toMatchObject({
      state,
      kind: 'other',
      severity: 'warning',
      fingerprint: 'wazuh:agent:web07.example-host.net',
      hosts: ['web07.example-host.net', '203.0.113.17'],
    })
  })

  it('gives an end no start, so that it ends what is open', () => {
    const started = alertOf(
      parseWazuh,
      lifecycle('503', "ossec: Agent started: 'web07.example-host.net->any'."),
    )
    expect(started).toMatchObject({ startsAt: null, endsAt: new Date('2026-03-10T14:12:15.937Z') })
  })

  it('finds the agent of old managers, which speak in their own name, in the log line', () => {
    const manager = { id: '000', name: 'siem01' }
    const old = lifecycle('504', "ossec: Agent disconnected: 'web-07-203.0.113.17'.", manager)
    expect(alertOf(parseWazuh, old)).toMatchObject({
      hosts: ['web-07', '203.0.113.17'],
      fingerprint: 'wazuh:agent:web-07',
    })
  })

  it('ignores its own start and says what it cannot read', () => {
    expect(itemsOf(parseWazuh, lifecycle('502', 'Ossec started.'))).toMatchObject([
      { is: 'ignored', isRoutine: true },
    ])
    expect(unreadable(parseWazuh, { alert: 1 })).toContain('rule is missing')
  })
})
