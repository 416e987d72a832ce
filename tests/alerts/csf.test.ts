import { describe, expect, it } from 'vitest'
import { parseCsf } from '#lib/alerts/csf/parse.ts'
import { csfLoad, csfMail } from './fixtures/bodies.ts'
import { alertOf, ignoredReason, itemsOf, rejectedField, unreadable } from './parsed.ts'

const server = 'web07.example-host.net'

function mail(subject: string, body = '') {
  return { ...csfMail, _host: '', subject: `lfd on ${server}: ${subject}`, body }
}

describe('csf and lfd', () => {
  it('reads a high load and its end under one identity', () => {
    expect(alertOf(parseCsf, csfLoad)).toMatchObject({
      source: 'csf',
      hosts: [server],
      kind: 'slowdown',
      state: 'firing',
      severity: 'warning',

      onServer: 'csf:srv:load',
      summary: 'Load 18.2 on 8 cores',
      startsAt: new Date('2026-03-10T14:20:00Z'),
    })
    expect(alertOf(parseCsf, { ...csfLoad, state: 'resolved', load5: '2.0' })).toMatchObject({
      state: 'resolved',
      onServer: 'csf:srv:load',
      startsAt: null,
      endsAt: new Date('2026-03-10T14:20:00Z'),
    })
  })

  it('counts the load per core', () => {
    expect(alertOf(parseCsf, { ...csfLoad, load5: '32' }).severity).toBe('critical')
    expect(ignoredReason(parseCsf, { ...csfLoad, load5: '7', cores: '64' })).toContain('little on 64 cores')
    expect(alertOf(parseCsf, { ...csfLoad, cores: '' }).summary).toBe('Load 18.2 on unknown cores')
  })

  it("reads lfd's mail about a suspicious file", () => {
    expect(alertOf(parseCsf, csfMail)).toMatchObject({
      hosts: [server],
      kind: 'suspicious-file',
      severity: 'warning',
      onServer: 'csf:srv:file:/tmp/.x/bind.pl',

      summary: 'Suspicious File Alert',
      details: expect.stringContaining('Reason: Script'),
    })
  })

  it.each([
    ['/etc/cron.d has changed', 'suspicious-file', 'warning', 'watch:/etc/cron.d'],
    ['System Integrity checking detected a modified system file', 'suspicious-file', 'warning', 'integrity'],
    ['System Exploit checking detected a possible compromise', 'suspicious-file', 'critical', 'exploit'],
    ['Suspicious process running under user jane', 'other', 'warning', 'process:jane'],
    ['High 5 minute load average alert - 18.2', 'slowdown', 'warning', 'load'],
    ['Email queue size alert', 'other', 'warning', 'note:Email queue size alert'],
    ['Account modification alert', 'other', 'warning', 'note:Account modification alert'],
  ])('reads the mail "%s"', (subject, kind, severity, identity) => {
    expect(alertOf(parseCsf, mail(subject))).toMatchObject({
      kind,
      severity,
      onServer: `csf:srv:${identity}`,
      hosts: [server],
    })
  })

  it.each([
    'SSH login alert for user root from 192.0.2.9',
    'blocked 192.0.2.9 (DE)',
    'WHM/cPanel root access alert from 192.0.2.9',
  ])('ignores the mail "%s"', subject =>
    expect(ignoredReason(parseCsf, mail(subject))).toContain('logins or blocks'),
  )

  it('takes a blocked address for no trouble of the server', () => {
    const block = { event: 'block', _host: server, address: '192.0.2.9', ports: '*', trigger: 'LF_SSHD' }
    expect(itemsOf(parseCsf, block)).toMatchObject([{ is: 'ignored', isRoutine: true }])
  })

  it('takes topics by their name', () => {
    const file = { event: 'file', _host: server, file: '/dev/shm/x', reason: 'ELF' }
    expect(alertOf(parseCsf, file)).toMatchObject({
      onServer: 'csf:srv:file:/dev/shm/x',
      summary: 'lfd: file /dev/shm/x',
    })
    expect(alertOf(parseCsf, { event: 'uid0', _host: server, user: 'toor' })).toMatchObject({
      onServer: 'csf:srv:exploit:toor',
      severity: 'critical',
    })
  })

  it('says what it cannot read', () => {
    expect(unreadable(parseCsf, 1)).toContain('scripts for CSF')
    expect(rejectedField(parseCsf, { event: 'reboot' })).toBe('event')
  })
})
