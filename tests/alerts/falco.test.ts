import { describe, expect, it } from 'vitest'
import { parseFalco } from '#lib/alerts/falco/parse.ts'
import { falcosidekick } from './fixtures/bodies.ts'
import { alertOf, expectSample, ignoredReason, itemsOf, unreadable } from './parsed.ts'

describe('Falco', () => {
  it('reads the sample', () => expectSample(parseFalco, 'falco-http-firing'))

  it("reads Falcosidekick's event with its id", () => {
    expect(alertOf(parseFalco, falcosidekick)).toMatchObject({
      hosts: ['web07'],
      fingerprint: 'falco:web07:Write below etc:/etc/ld.so.preload',
      onServer: 'falco:srv:Write below etc:/etc/ld.so.preload',
      eventId: falcosidekick.uuid,
      kind: 'suspicious-file',
      state: 'firing',
      severity: 'critical',
    })
  })

  it.each([
    ['Emergency', 'critical'],
    ['Alert', 'critical'],
    ['Critical', 'critical'],
    ['Error', 'critical'],
    ['Warning', 'warning'],
    ['Notice', 'info'],
    ['Informational', 'info'],
    ['Debug', 'info'],
    [undefined, 'warning'],
  ])('takes priority %s for %s', (priority, severity) => {
    expect(alertOf(parseFalco, { ...falcosidekick, priority }).severity).toBe(severity)
  })

  it.each([
    ['Write below binary dir', 'suspicious-file'],
    ['Modify binary dirs', 'suspicious-file'],
    ['Drop and execute new binary in container', 'suspicious-file'],
    ['Linux Kernel Module Injection Detected', 'suspicious-file'],
    ['Fileless execution via memfd_create', 'suspicious-file'],
    ['Execution from /dev/shm', 'suspicious-file'],
    ['Create Symlink Over Sensitive Files', 'suspicious-file'],
    ['Read sensitive file untrusted', 'other'],
    ['Terminal shell in container', 'other'],
    ['Contact K8S API Server From Container', 'other'],
  ])('takes rule "%s" of priority Warning for %s', (rule, kind) => {
    expect(alertOf(parseFalco, { ...falcosidekick, rule, priority: 'Warning' }).kind).toBe(kind)
  })

  it('keeps its identity while ports and programs change', () => {
    const connection = (port: number) => ({
      ...falcosidekick,
      rule: 'Unexpected outbound connection',
      output: '',
      output_fields: { 'fd.name': `10.0.0.7:${port}->192.0.2.1:443`, 'proc.name': 'sh' },
    })
    expect(alertOf(parseFalco, connection(40_001)).onServer).toBe(
      'falco:srv:Unexpected outbound connection:sh',
    )
    expect(alertOf(parseFalco, connection(40_002)).onServer).toBe(
      alertOf(parseFalco, connection(40_001)).onServer,
    )
  })

  it('finds the file in the output when no fields came', () => {
    const { output_fields: _, ...bare } = falcosidekick
    expect(alertOf(parseFalco, bare).onServer).toBe('falco:srv:Write below etc:/etc/ld.so.preload')
    expect(alertOf(parseFalco, { rule: 'Write below etc' })).toMatchObject({
      hosts: [],
      fingerprint: 'falco:Write below etc',
    })
  })

  it('ignores what speaks of Falco itself', () => {
    const snapshot = { ...falcosidekick, rule: 'Falco internal: metrics snapshot', source: 'internal' }
    expect(itemsOf(parseFalco, snapshot)).toMatchObject([{ is: 'ignored', isRoutine: true }])
    const test = {
      ...falcosidekick,
      rule: 'Test rule',
      output: 'This is a test from falcosidekick',
      priority: 'Debug',
    }
    expect(ignoredReason(parseFalco, test)).toBe('test: the source works')
  })

  it('says what it cannot read', () => {
    expect(unreadable(parseFalco, 'plain text')).toContain('json_output')
    expect(unreadable(parseFalco, { output: 'x' })).toContain('rule is missing')
  })
})
