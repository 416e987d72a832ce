import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseClamav } from '#lib/alerts/clamav/parse.ts'
import { clamavSnippet as clamav } from '#lib/alerts/clamav/snippet.ts'
import { parseCsf } from '#lib/alerts/csf/parse.ts'
import { csfSnippet as csf } from '#lib/alerts/csf/snippet.ts'
import { parseIcinga } from '#lib/alerts/icinga/parse.ts'
import { icingaSnippet as icinga } from '#lib/alerts/icinga/snippet.ts'
import { parseImunify } from '#lib/alerts/imunify/parse.ts'
import { imunifySnippet as imunify } from '#lib/alerts/imunify/snippet.ts'
import type { Parse } from '#lib/alerts/item/item.ts'
import { parseMaldet } from '#lib/alerts/maldet/parse.ts'
import { maldetSnippet as maldet } from '#lib/alerts/maldet/snippet.ts'
import { parseNagios } from '#lib/alerts/nagios/parse.ts'
import { nagiosSnippet as nagios } from '#lib/alerts/nagios/snippet.ts'
import { parseOssec } from '#lib/alerts/ossec/parse.ts'
import { ossecSnippet as ossec } from '#lib/alerts/ossec/snippet.ts'
import { parseWazuh } from '#lib/alerts/wazuh/parse.ts'
import { wazuhSnippet as wazuh } from '#lib/alerts/wazuh/snippet.ts'
import { until } from '#tests/support/until.ts'
import { ossec as ossecAlert } from '../fixtures/bodies.ts'
import { itemsOf, sample } from '../parsed.ts'
import { pastedText, token } from './pasted.ts'
import { PostBox } from './post-box.ts'

/** A name that breaks whatever is not quoted. */
const nasty = `/home/j"a'n\\e/$(id) \`id\` %41&x=1;ü.php`

const ownName = expect.stringContaining(hostname().split('.', 1).join())

const box = new PostBox()
beforeAll(() => box.open())
afterAll(() => box.close())
beforeEach(() => box.empty())

/** What our parser reads from the only request that came. */
function read(parse: Parse): unknown {
  expect(box.received.map(request => request.authorization)).toEqual([`Bearer ${token}`])
  return itemsOf(parse, box.received[0]?.body)[0]
}

function alert(fields: object) {
  return { is: 'alert', alert: fields }
}

describe('run for real, the script of', () => {
  it.each(['dash', 'bash'])('ClamAV posts what clamd found, beside clamd, in %s', async shell => {
    await box.run(clamav, {
      shell,
      env: { CLAM_VIRUSEVENT_FILENAME: nasty, CLAM_VIRUSEVENT_VIRUSNAME: 'Php.Webshell' },
    })
    await until(() => box.received.length === 1, 'the find is posted')
    expect(read(parseClamav)).toMatchObject(
      alert({ summary: `ClamAV: Php.Webshell in ${nasty}`, state: 'firing' }),
    )
    expect(box.received[0]?.body).toMatchObject({ _host: ownName })
  })

  it.each([
    [0, 'resolved', 'suspicious-file'],
    [1, 'firing', 'suspicious-file'],
    [2, 'firing', 'other'],
  ])('ClamAV scans: exit code %i', async (code, state, kind) => {
    box.tool('clamscan', `echo 'scanned "all" of $3'; exit ${code}`)
    await box.run(clamav, { args: ['/home'] })
    expect(read(parseClamav)).toMatchObject(alert({ state, kind, details: 'scanned "all" of $3' }))
  })

  it('maldet passes the JSON on and adds the server', async () => {
    const hook = { ...(sample('lmd-hook-firing.json') as object), _host: undefined, path: nasty }
    await box.run(maldet, { input: JSON.stringify(hook, null, 2) })
    expect(read(parseMaldet)).toMatchObject(alert({ summary: `maldet: 3 hits in ${nasty}`, state: 'firing' }))
    expect(box.received[0]?.body).toMatchObject({ _host: ownName })
  })

  it('Imunify passes the event on and adds the server', async () => {
    await box.run(imunify, {
      input: JSON.stringify({ ...(sample('imunify-firing.json') as object), _host: undefined }),
    })
    expect(read(parseImunify)).toMatchObject(alert({ summary: 'Imunify: 2 malicious files' }))
    expect(box.received[0]).toMatchObject({
      type: 'application/json',
      body: { _host: expect.stringMatching(/./) },
    })
  })

  it('Wazuh passes the file of the alert on', async () => {
    const sent = { ...(sample('wazuh-firing.json') as object), syscheck: { path: nasty } }
    const file = box.write('alert.json', `${JSON.stringify(sent)}\n`)
    await box.run(wazuh, { args: [file, '', ''] })
    expect(read(parseWazuh)).toMatchObject(alert({ summary: `Integrity checksum changed: ${nasty}` }))
  })

  it('OSSEC finds the alert by its id', async () => {
    const lines = [{ ...ossecAlert, id: '1773152399.1' }, ossecAlert, { ...ossecAlert, id: '1773152401.9' }]
    const file = box.write('alerts.json', lines.map(line => `${JSON.stringify(line)}\n`).join(''))
    const change = (script: string) => script.replace('/var/ossec/logs/alerts/alerts.json', file)
    await box.run(ossec, { args: ['add', '-', '-', ossecAlert.id, '550'], change })
    expect(read(parseOssec)).toMatchObject({ is: 'alert', eventId: ossecAlert.id })
    await box.run(ossec, { args: ['delete', '-', '-', ossecAlert.id, '550'], change })
    expect(box.received).toHaveLength(1)
  })

  it('Nagios posts a service', async () => {
    const env = {
      NAGIOS_NOTIFICATIONTYPE: 'PROBLEM',
      NAGIOS_HOSTNAME: 'web07',
      NAGIOS_HOSTADDRESS: '203.0.113.17',
      NAGIOS_SERVICEDESC: 'HTTP',
      NAGIOS_SERVICESTATE: 'CRITICAL',
      NAGIOS_SERVICESTATETYPE: 'HARD',
      NAGIOS_SERVICEOUTPUT: nasty,
      NAGIOS_LONGSERVICEOUTPUT: 'two\nlines',
      NAGIOS_TIMET: '1773152100',
      NAGIOS_SERVICENOTIFICATIONNUMBER: '1',
    }
    await box.run(nagios, { env })
    expect(read(parseNagios)).toMatchObject(
      alert({
        fingerprint: 'nagios:web07:HTTP',
        summary: `HTTP: ${nasty}`,
        details: `${nasty}\ntwo\nlines`,
        startsAt: new Date('2026-03-10T14:15:00Z'),
        hosts: ['web07', '203.0.113.17'],
      }),
    )
  })

  it('Nagios posts a host', async () => {
    const env = { NAGIOS_NOTIFICATIONTYPE: 'RECOVERY', NAGIOS_HOSTNAME: 'web07', NAGIOS_HOSTSTATE: 'UP' }
    await box.run(nagios, { env })
    expect(read(parseNagios)).toMatchObject(alert({ fingerprint: 'nagios:web07', state: 'resolved' }))
  })

  it('Icinga posts a service', async () => {
    const env = {
      ALLCLEAR_TYPE: 'PROBLEM',
      ALLCLEAR_HOST: 'web07',
      ALLCLEAR_ADDRESS: '203.0.113.17',

      ALLCLEAR_SERVICE: 'http',
      ALLCLEAR_STATE: 'Critical',
      ALLCLEAR_OUTPUT: nasty,
      ALLCLEAR_NUMBER: '1',
    }
    await box.run(icinga, { env })
    expect(read(parseIcinga)).toMatchObject(
      alert({ fingerprint: 'icinga:web07:http', summary: `http: ${nasty}` }),
    )
    for (const name of Object.keys(env)) expect(pastedText(icinga, 'allclear.conf')).toContain(`${name} = "$`)
  })

  it("csf passes lfd's mail on", async () => {
    const mail = `From: root\r\nSubject: lfd on web07: Suspicious File Alert\r\n\r\nFile:   ${nasty}\r\nReason: a\r\n`
    await box.run(csf, { args: ['mail'], input: mail })
    const details = `File:   ${nasty}\nReason: a`
    expect(read(parseCsf)).toMatchObject(
      alert({ summary: 'Suspicious File Alert', kind: 'suspicious-file', details }),
    )
  })

  it('csf tells of a high load, waits, and tells of its end, once', async () => {
    const load = box.write('loadavg', '99 99.5 50 1/2 3\n')
    box.tool('getconf', 'echo 4')
    // The load falls while the script waits for the first time.
    box.tool('sleep', `[ "$1" = 60 ] && echo '1 1.5 50 1/2 3' > '${load}'`)
    const change = (script: string) =>
      script.replace('/proc/loadavg', load).replace('/run/allclear-load', join(box.home, 'lock'))
    await box.run(csf, { change })
    const items = box.received.map(request => itemsOf(parseCsf, request.body)[0])
    expect(items).toMatchObject([
      alert({ state: 'firing', kind: 'slowdown', severity: 'critical', summary: 'Load 99.5 on 4 cores' }),
      alert({ state: 'resolved', kind: 'slowdown' }),
    ])
    await box.run(csf, { change })
    expect(box.received).toHaveLength(2)
  })

  it('shows neither token nor finding in the list of processes', async () => {
    await box.run(maldet, { input: '{"hits": 1, "path": "/home/secret"}' })
    await box.run(nagios, { env: { NAGIOS_HOSTNAME: 'secret', NAGIOS_HOSTSTATE: 'DOWN' } })
    expect(box.commandLines).toHaveLength(2)
    expect(box.commandLines.join()).not.toMatch(/secret|it_7Qm3fixture/)
  })
})
