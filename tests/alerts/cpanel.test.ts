import { describe, expect, it } from 'vitest'
import { parseCpanel } from '#lib/alerts/cpanel/parse.ts'
import { cpanel } from './fixtures/bodies.ts'
import { alertOf, expectSample, ignoredReason, itemsOf, rejectedField, unreadable } from './parsed.ts'

function titled(subject: string, application = 'chkservd::Notify') {
  return { ...cpanel, application, subject: `[${cpanel.hostname}] ${subject}` }
}

describe('cPanel', () => {
  it('reads the sample', () => expectSample(parseCpanel, 'cpanel-firing'))

  it.each([
    ['FAILED: exim', 'RECOVERED: exim'],
    ['FAILED ⛔: exim', 'RECOVERED ✅: exim'],
    ['AUSGEFALLEN: exim', 'WIEDERHERGESTELLT: exim'],
    ['ÉCHEC : exim', 'RÉCUPÉRÉ : exim'],
    ['FALLIDO: exim', 'RECUPERADO: exim'],
    ['СБОЙ: exim', 'ВОССТАНОВЛЕНО: exim'],
    ['失敗: exim', '復旧: exim'],
    ['⛔: exim', '✅: exim'],
  ])('reads "%s" and "%s" as one outage and its end', (bad, good) => {
    const [began, ended] = [bad, good].map(subject => alertOf(parseCpanel, titled(subject)))
    expect(began).toMatchObject({ kind: 'outage', state: 'firing', severity: 'warning', summary: bad })
    expect(ended).toMatchObject({ state: 'resolved', startsAt: null, endsAt: null })
    expect(began?.onServer).toBe('cpanel:srv:chkservd::Notify:exim')
    expect(ended?.onServer).toBe(began?.onServer)
  })

  it.each([
    ['FAILED: httpd', 'outage'],
    ['FAILED: mysql', 'outage'],
    ['FAILED: nameserver', 'outage'],
    ['FAILED: exim-26', 'outage'],
    ['FAILED: apache_php_fpm', 'outage'],
    ['FAILED: cpsrvd', 'outage'],
    ['FAILED: queueprocd', 'other'],
    ['FAILED: cphulkd', 'other'],
    ['UNKNOWN: exim', 'other'],
    ['ΑΚΑΤΑΛΗΠΤΟ: exim', 'other'],
  ])('takes "%s" for %s', (subject, kind) => {
    expect(alertOf(parseCpanel, titled(subject)).kind).toBe(kind)
  })

  it.each([
    ['Check::Hack', 'Root compromise check', 'suspicious-file', 'critical', 'Check::Hack'],
    ['oomcheck', 'OOM Event: mysqld', 'other', 'warning', 'chkservd::OOM'],
    ['chkservd::OOM', 'OOM Event: mysqld', 'other', 'warning', 'chkservd::OOM'],
    ['diskcheck_/home_warn', 'Disk usage', 'other', 'warning', 'diskcheck:/home'],
    ['diskcheck_/home_critical', 'Disk usage', 'other', 'critical', 'diskcheck:/home'],
    ['Check::Smart', 'SMART failure', 'other', 'warning', 'Check::Smart'],
    ['chkservd::Hang', 'chkservd hangs', 'other', 'warning', 'chkservd::Hang'],
  ])('reads %s', (application, subject, kind, severity, identity) => {
    expect(alertOf(parseCpanel, titled(subject, application))).toMatchObject({
      kind,
      severity,
      onServer: `cpanel:srv:${identity}`,
    })
  })

  it.each([
    ['Accounts::SUSPENDED', 'Account suspended: jane'],
    ['AutoSSL::CertificateInstalled', 'A certificate was installed'],
    ['Update::EndOfLife', 'Update'],
  ])('ignores %s', (application, subject) => {
    expect(itemsOf(parseCpanel, titled(subject, application))).toMatchObject([
      { is: 'ignored', isRoutine: true },
    ])
  })

  it('knows the test of the contact manager', () => {
    expect(ignoredReason(parseCpanel, titled('Test message', 'Test'))).toBe('test: the source works')
  })

  it('takes the server from the subject where the form has none', () => {
    expect(alertOf(parseCpanel, { ...cpanel, hostname: '' }).hosts).toEqual(['cpanel11.example-host.net'])
  })

  it('says what it cannot read', () => {
    expect(unreadable(parseCpanel, '')).toContain('Post to a URL')
    expect(rejectedField(parseCpanel, { hostname: 'x' })).toBe('subject')
  })
})
