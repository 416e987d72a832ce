import { describe, expect, it } from 'vitest'
import { parseImunify } from '#lib/alerts/imunify/parse.ts'
import { imunifyBlocked, imunifyScan } from './fixtures/bodies.ts'
import { alertOf, expectSample, ignoredReason, itemsOf, sample, unreadable } from './parsed.ts'

const realtime = sample('imunify-firing.json') as object

describe('Imunify', () => {
  it('reads the sample', () => expectSample(parseImunify, 'imunify-firing'))

  it('shows staff the files, without marks that turn their names', () => {
    expect(alertOf(parseImunify, realtime).details).toBe(
      '/home/jane/public_html/a.php\n/home/żółw/public_html/ü bgpj.php',
    )
  })

  it('ignores a period without a find', () => {
    expect(ignoredReason(parseImunify, { ...realtime, malicious_total: 0, malicious_files: {} })).toContain(
      'No malicious file',
    )
  })

  it('reads the end of a scan and its find as one', () => {
    const finished = alertOf(parseImunify, imunifyScan)
    expect(finished).toMatchObject({
      hosts: ['cpanel11.example-host.net'],
      onServer: 'imunify:srv:SCAN:/home/jane',
      kind: 'suspicious-file',

      state: 'firing',
      summary: 'Imunify: 1 malicious file',
      startsAt: new Date('2026-03-10T14:10:00Z'),
    })
    expect(alertOf(parseImunify, { ...imunifyScan, event_id: 'USER_SCAN_MALWARE_FOUND' })).toEqual(finished)
  })

  it('takes a clean scan of the same path for the end', () => {
    const clean = { ...imunifyScan, total_malicious: 0, malicious_files: [] }
    expect(alertOf(parseImunify, clean)).toMatchObject({
      state: 'resolved',
      onServer: 'imunify:srv:SCAN:/home/jane',
      endsAt: new Date('2026-03-10T14:15:00Z'),
    })
  })

  it('does not take a failed scan for a clean one', () => {
    const broken = { ...imunifyScan, total_malicious: 0, malicious_files: [], error: 'out of memory' }
    expect(alertOf(parseImunify, broken)).toMatchObject({
      state: 'firing',
      kind: 'other',
      summary: 'Imunify could not finish: out of memory',
    })
  })

  it('takes a blocked script for no outage', () => {
    expect(alertOf(parseImunify, imunifyBlocked)).toMatchObject({
      kind: 'other',
      severity: 'warning',
      onServer: 'imunify:srv:SCRIPT_BLOCKED',

      summary: 'Imunify: 3 blocked script runs',
      details: 'jane example.com /home/jane/public_html/x.php',
    })
  })

  it('ignores what is no finding and says what it cannot read', () => {
    expect(itemsOf(parseImunify, { event_id: 'CUSTOM_SCAN_STARTED' })).toMatchObject([{ isRoutine: true }])
    expect(ignoredReason(parseImunify, { event_id: 'LICENSE_EXPIRED' })).toContain('LICENSE_EXPIRED')
    expect(unreadable(parseImunify, {})).toContain('event_id is missing')
  })
})
