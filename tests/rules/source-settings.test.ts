import { describe, expect, it } from 'vitest'
import { chosenServer } from '#lib/rules/server-choice.ts'
import { problemOfSecret, silentSince } from '#lib/rules/source-settings.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 14, minute))

describe('a signing secret', () => {
  it.each([
    ['standard-webhooks', `whsec_${'A'.repeat(32)}`, null],
    ['standard-webhooks', `whsec_${'A'.repeat(31)}=`, 'has to be whsec_ and 24 to 64 bytes in base64'],
    ['standard-webhooks', 'A'.repeat(32), 'has to be whsec_ and 24 to 64 bytes in base64'],
    ['pagerduty', 'anything', null],
    ['grafana', 'x'.repeat(513), 'is longer than 512 characters'],
  ] as const)('of %s: %s', (scheme, secret, problem) => {
    expect(problemOfSecret(scheme, secret)).toBe(problem)
  })
})

describe('silence', () => {
  const source = { expectedEverySeconds: 300, lastSeenAt: at(5), createdAt: at(0), disabledAt: null }

  it.each([
    ['is not before the next sign of life is due', source, at(10), null],
    ['begins when it is late', source, at(11), at(10)],
    ['counts from its making while it was never heard', { ...source, lastSeenAt: null }, at(6), at(5)],
    ['is not where nothing is expected', { ...source, expectedEverySeconds: null }, at(60), null],
    ['is not where it is disabled', { ...source, disabledAt: at(1) }, at(60), null],
  ])('%s', (_, given, now, since) => expect(silentSince(given, now)).toEqual(since))
})

describe('the server that a person means', () => {
  const servers = [
    { hostname: 'web01.example.net', label: 'web01' },
    { hostname: 'web01.example.com', label: 'Web01' },
    { hostname: 'db01.example.net', label: 'Database' },
  ]

  it.each([
    ['web01.example.com', 'web01.example.com'],
    [' DATABASE ', 'db01.example.net'],
    ['web01', undefined],
    ['web', undefined],
  ])('by %j is %s', (typed, hostname) => expect(chosenServer(typed, servers)?.hostname).toBe(hostname))
})
