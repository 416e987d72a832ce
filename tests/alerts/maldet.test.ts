import { describe, expect, it } from 'vitest'
import { parseMaldet } from '#lib/alerts/maldet/parse.ts'
import { maldetHit, maldetReport } from './fixtures/bodies.ts'
import { alertOf, expectSample, ignoredReason, itemsOf, sample, unreadable } from './parsed.ts'

const hook = sample('lmd-hook-firing.json') as object
const server = 'web07.example-host.net'

describe('maldet', () => {
  it('reads the sample', () => expectSample(parseMaldet, 'lmd-hook-firing'))

  it('takes a clean scan for the end of what the same path had', () => {
    const clean = alertOf(parseMaldet, { ...hook, hits: 0, exit_code: 0 })
    expect(clean).toMatchObject({
      state: 'resolved',
      startsAt: null,
      endsAt: new Date('2026-03-10T14:04:01Z'),
    })
    expect(clean.onServer).toBe(alertOf(parseMaldet, hook).onServer)
    expect(clean.summary).toBe('maldet: 0 hits in /home?/?/public_html')
  })

  it('takes numbers that came as text', () => {
    expect(alertOf(parseMaldet, { ...hook, hits: '1' }).summary).toBe('maldet: 1 hit in /home?/?/public_html')
  })

  it.each(['digest', 'escalation'])('takes nothing new from the monitor (%s) for no end', scan_type => {
    expect(ignoredReason(parseMaldet, { ...hook, scan_type, hits: 0 })).toContain('nothing new')
  })

  it('does not take two digests of one monitor for the same message', () => {
    expect(alertOf(parseMaldet, { ...hook, scan_type: 'digest', path: '' })).toMatchObject({
      eventId: null,
      onServer: 'lmd:srv:digest',
      hosts: [server],
    })
  })

  it('does not take a failed scan for a clean one', () => {
    expect(alertOf(parseMaldet, { ...hook, hits: 0, exit_code: 1 })).toMatchObject({
      kind: 'other',
      state: 'firing',
      onServer: 'lmd:srv:/home?/?/public_html:error',
      summary: 'maldet could not finish: it ended with exit code 1',
    })
    const both = itemsOf(parseMaldet, { ...hook, exit_code: 1 })
    expect(both.map(item => item.is === 'alert' && item.alert.kind)).toEqual(['suspicious-file', 'other'])
  })

  it('reads a JSON report', () => {
    expect(alertOf(parseMaldet, maldetReport)).toMatchObject({
      hosts: [server],
      onServer: 'lmd:srv:/home',
      summary: 'maldet: 1 hit in /home',
      eventId: '260310-1402.25279',

      kind: 'suspicious-file',
      details: '{HEX}php.cmdshell.unclassed.365 /home/jane/public_html/a.php',
    })
    const clean = { ...maldetReport, hits: [], summary: { total_hits: 0 } }
    expect(alertOf(parseMaldet, clean)).toMatchObject({ state: 'resolved', onServer: 'lmd:srv:/home' })
  })

  it('reads one hit that was meant for an ELK server', () => {
    expect(alertOf(parseMaldet, maldetHit)).toMatchObject({
      hosts: [server],
      onServer: 'lmd:srv:/home/jane/public_html/a.php',
      kind: 'suspicious-file',
      startsAt: new Date('2026-03-10T14:02:00Z'),
      severity: 'warning',
      eventId: null,
      summary: 'maldet: {HEX}php.cmdshell.unclassed.365 in /home/jane/public_html/a.php',
    })
  })

  it('says what it cannot read', () => {
    expect(unreadable(parseMaldet, { hits: 'many' })).toContain('post_scan_hook')
    expect(unreadable(parseMaldet, null)).toContain('The body is null')
  })
})
