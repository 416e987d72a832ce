import { describe, expect, it } from 'vitest'
import { parseClamav } from '#lib/alerts/clamav/parse.ts'
import { clamavScan, clamavVirus } from './fixtures/bodies.ts'
import { alertOf, itemsOf, rejectedField, unreadable } from './parsed.ts'

describe('ClamAV', () => {
  it("reads clamd's VirusEvent", () => {
    expect(alertOf(parseClamav, clamavVirus)).toMatchObject({
      source: 'clamav',
      hosts: ['web07.example-host.net'],
      kind: 'suspicious-file',
      severity: 'warning',

      onServer: 'clamav:srv:/home/jane/public_html/eicar.com',
      startsAt: new Date('2026-03-10T14:20:00Z'),

      summary: 'ClamAV: Win.Test.EICAR_HDB-1 in /home/jane/public_html/eicar.com',
    })
  })

  it('strips what would turn the direction of a file name', () => {
    expect(alertOf(parseClamav, { ...clamavVirus, file: '/home/\u202egpj.php', virus: '' }).summary).toBe(
      'ClamAV: a virus in /home/gpj.php',
    )
  })

  it('reads a scan that found something', () => {
    expect(alertOf(parseClamav, clamavScan)).toMatchObject({
      state: 'firing',
      onServer: 'clamav:srv:/home',
      summary: 'ClamAV: 2 infected files in /home',

      startsAt: new Date('2026-03-10T14:15:00Z'),
      details: expect.stringContaining('b.php: Php.Webshell FOUND'),
    })
    expect(alertOf(parseClamav, { ...clamavScan, output: '' }).summary).toBe(
      'ClamAV: 1 infected file in /home',
    )
  })

  it('takes a clean scan of the same path for the end', () => {
    expect(alertOf(parseClamav, { ...clamavScan, exit_code: 0, output: '' })).toMatchObject({
      state: 'resolved',
      onServer: 'clamav:srv:/home',
      startsAt: null,
      endsAt: new Date('2026-03-10T14:20:00Z'),
    })
  })

  it('never takes exit code 2 for clean', () => {
    const failed = alertOf(parseClamav, { ...clamavScan, exit_code: '2', output: 'LibClamAV Error: …' })
    expect(failed).toMatchObject({ state: 'firing', kind: 'other', onServer: 'clamav:srv:/home:error' })
    const both = itemsOf(parseClamav, {
      ...clamavScan,
      exit_code: 2,
      output: '/home/a: X FOUND\nLibClamAV Error',
    })
    expect(both.map(item => item.is === 'alert' && item.alert.kind)).toEqual(['suspicious-file', 'other'])
  })

  it('says what it cannot read', () => {
    expect(unreadable(parseClamav, 'FOUND')).toContain('our script for ClamAV')
    expect(rejectedField(parseClamav, { event: 'virus' })).toBe('file')
    expect(rejectedField(parseClamav, { event: 'scan', exit_code: 'x' })).toBe('exit_code')
  })
})
