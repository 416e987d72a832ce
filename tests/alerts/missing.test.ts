import { describe, expect, it } from 'vitest'
import { parseOcsf } from '#lib/alerts/generic/ocsf.ts'
import type { ParsedItem } from '#lib/alerts/item/item.ts'
import { reported } from '#lib/alerts/item/item.ts'
import { type Grounds, judgeItem } from '#lib/alerts/item/verdict.ts'
import { findTool } from '#lib/alerts/tools.ts'
import { fileServers } from '#lib/rules/alerts/server-match.ts'
import * as tools from './fixtures/bodies.ts'
import * as monitors from './fixtures/monitor-bodies.ts'
import { alertOf, itemsOf, receivedAt, sample } from './parsed.ts'

function read(format: string, body: unknown): ParsedItem[] {
  const parse = format === 'ocsf' ? parseOcsf : findTool(format)?.parse
  if (!parse) throw new Error(`There is no format ${format}.`)
  return itemsOf(parse, body)
}

function only(format: string, body: unknown): Extract<ParsedItem, { is: 'alert' }> {
  const items = read(format, body)
  expect(items.map(item => item.is)).toEqual(['alert'])
  return items[0] as Extract<ParsedItem, { is: 'alert' }>
}

const hostname = 'web07.example-host.net'
const without = <T extends object>(body: T, ...fields: string[]) =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !fields.includes(name)))

describe("Datadog's own bodies", () => {
  const own = {
    body: '%%%\nThe load is high.\n%%%',
    last_updated: '1773152820000',
    event_type: 'metric_alert_monitor',
    title: '[P2] [Triggered] HTTP does not answer on web07.example-host.net',
    date: '1773152820000',
    org: { id: '123', name: 'hosting' },
    id: '77',
  }

  it('are read as far as they go, under one identity from beginning to end', () => {
    const began = only('datadog', own)
    expect(began.alert).toMatchObject({ state: 'firing', kind: 'outage', isGuess: false, hosts: [hostname] })
    expect(began.remarks?.join()).toContain('the title stands for them')
    const ended = only('datadog', { ...own, title: own.title.replace('Triggered', 'Recovered'), id: '78' })
    expect(ended.alert).toMatchObject({ state: 'resolved', fingerprint: began.alert.fingerprint })
  })

  it('name the server and the identity by the group in the title', () => {
    const on = (host: string) =>
      only('datadog', { ...own, title: `[Triggered on {host:${host},env:prod}] HTTP is down` })
    const [one, two] = ['web07.example-host.net', 'web08.example-host.net'].map(on)
    expect(one?.alert.hosts).toEqual(['web07.example-host.net'])
    expect(one?.alert.fingerprint).not.toBe(two?.alert.fingerprint)
  })

  it('without any word of the transition are a guess, and say so', () => {
    const untold = only('datadog', { ...own, title: 'HTTP does not answer on web07.example-host.net' })
    expect(untold.alert).toMatchObject({ state: 'firing', kind: 'outage', isGuess: true })
    expect(untold.remarks?.join()).toContain('alert_transition is missing')
  })

  it('may nest the alert', () => {
    const nested = {
      alert: {
        id: '1234567',
        title: '[Triggered] web07 is unreachable',
        transition: 'Triggered',
        cycle_key: 'c1',
        priority: 'P1',
      },
      host: { name: hostname },
    }
    expect(only('datadog', nested).alert).toMatchObject({
      fingerprint: 'datadog:c1',
      hosts: [hostname],
      kind: 'outage',
      isGuess: false,
    })
  })
})

describe('Zabbix under the names of other media types', () => {
  const own = {
    event_id: '4711',
    event_value: '1',
    event_name: 'Unavailable by ICMP ping',
    event_severity: 'High',
    event_source: '0',
    host_name: hostname,
    trigger_id: '20412',
  }

  it('is read the same', () => {
    expect(only('zabbix', own).alert).toMatchObject({
      fingerprint: 'zabbix:4711',
      hosts: [hostname],
      kind: 'outage',
      isGuess: false,
      severity: 'critical',
    })
    expect(only('zabbix', { ...own, event_value: '0' }).alert.state).toBe('resolved')
  })

  it.each([
    ['Not classified', 'info'],
    ['Information', 'info'],
    ['Warning', 'warning'],
    ['Average', 'warning'],
    ['High', 'critical'],
    ['Disaster', 'critical'],
    ['', 'warning'],
  ])('takes the severity "%s" for %s, as it does its number', (event_severity, severity) => {
    expect(only('zabbix', { ...own, event_severity }).alert.severity).toBe(severity)
  })

  it('needs neither the id nor the value where something else says them', () => {
    const bare = { ...without(own, 'event_id', 'event_value'), event_status: 'PROBLEM' }
    const item = only('zabbix', bare)
    expect(item.alert).toMatchObject({ state: 'firing', fingerprint: `zabbix:20412:${hostname}` })
    expect(item.remarks?.join()).toContain('eventid is missing')
    expect(only('zabbix', { ...bare, event_status: 'RESOLVED' }).alert).toMatchObject({
      state: 'resolved',
      fingerprint: item.alert.fingerprint,
    })
  })
})

describe('the server', () => {
  it.each([
    ['csf', without(tools.csfLoad, '_host')],
    ['csf', { ...without(tools.csfMail, '_host'), subject: 'Suspicious File Alert' }],
    ['imunify', without(sample('imunify-firing.json') as object, '_host')],
    ['imunify', without(tools.imunifyScan, '_host')],
    ['maldet', without(sample('lmd-hook-firing.json') as object, '_host')],
    ['maldet', without(tools.maldetHit, 'hostname')],
    ['clamav', without(tools.clamavVirus, '_host')],
    ['crowdsec', without(tools.crowdsec[0] ?? {}, 'machine_id')],
  ])('is found in host, hostname and the like: %s', (format, body) => {
    for (const name of ['_host', 'host', 'hostname', 'host_name', 'server'])
      expect(only(format, { ...body, [name]: hostname }).alert.hosts).toContain(hostname)
  })

  it.each([
    '$HOSTNAME',
    '$'.concat('{host}'),
    '$'.concat('{HOSTNAME:-x}'),
    '$HOSTNAME$',
    '{HOST.NAME}',
    '{{ host }}',
    '%h',
    '%HOSTNAME%',
    'null',
    '*UNKNOWN*',
  ])('is missing where %s was not filled in, and no part of an identity', host => {
    const bodies = { csf: tools.csfLoad, maldet: tools.maldetHit, clamav: tools.clamavVirus }
    for (const [format, body] of Object.entries(bodies)) {
      const item = only(format, { ...without(body, '_host', 'hostname'), host })
      expect(item.alert.hosts).toEqual([])
      expect(item.alert.fingerprint).not.toContain(host)
    }
    const datadog = only('datadog', {
      ...monitors.datadog,
      hostname: host,
      alert_title: 'CPU load is high',
      alert_scope: '',
      tags: '',
    })
    expect(datadog.alert.hosts).toEqual([])
  })

  const grounds: Grounds = {
    source: { boundServerIds: [], defaultServerId: null, agentServerId: null, rules: [] },
    directory: fileServers([
      { id: 's7', hostname: hostname, aliases: [], ips: ['203.0.113.17'] },
      { id: 's8', hostname: 'web08.example-host.net', aliases: [], ips: [] },
    ]),
    hostnames: new Map(),
    ended: new Set(),
    openOn: new Map(),
  }
  const titled = (summary: string, hosts: string[] = []) =>
    judgeItem(
      reported(
        {
          source: 'x',
          fingerprint: 'f',
          hosts,
          kind: 'outage',
          state: 'firing',
          severity: 'critical',
          summary,
        },
        receivedAt,
      ),
      0,
      grounds,
    )

  it.each([
    [`HTTP does not answer on ${hostname}`, [], 's7'],
    ['HTTP does not answer on web07', [], 's7'],
    ['HTTP does not answer on 203.0.113.17', [], 's7'],
    [`${hostname}: HTTP does not answer (web07)`, [], 's7'],
    [`a.example.org cannot reach ${hostname}`, [], 's7'],
    [`HTTP does not answer on ${hostname}`, ['Shared web hosting'], 's7'],
    [`web08.example-host.net cannot reach ${hostname}`, [], null],
    ['HTTP does not answer', [], null],
    [`HTTP does not answer on ${hostname}`, ['web99.example-host.net'], null],
    [`HTTP does not answer on ${hostname}`, ['web99'], null],
    [`HTTP does not answer on ${hostname}`, ['$HOSTNAME'], 's7'],
  ])('is named by the title "%s" where nothing else (%j) names it: %s', (title, hosts, server) => {
    expect(titled(title, hosts).named?.serverId ?? null).toBe(server)
  })
})

describe('a body that bears the mark of its tool is never refused for what is missing', () => {
  const group = (fields: object, more: object = {}) => ({ status: 'firing', ...more, alerts: [fields] })
  const labels = { alertname: 'InstanceDown', instance: hostname, severity: 'critical' }
  const kuma = sample('uptime-kuma-firing.json') as { heartbeat: object; monitor: object }
  it.each([
    ['nagios', without(tools.nagiosHost, 'host'), 'host is missing'],
    ['nagios', { ...tools.nagiosHost, host: '$HOSTNAME$' }, 'host is missing'],
    ['nagios', { ...tools.nagiosHost, state: '$HOSTSTATE$' }, 'state is'],
    ['icinga', { ...tools.icingaService, state: '' }, 'state is'],
    ['alertmanager', group({ labels }), 'status is missing'],
    ['grafana', group({ labels }), 'status is missing'],
    ['falco', without(tools.falcosidekick, 'rule'), 'rule is missing'],
    ['clamav', without(tools.clamavVirus, 'file'), 'file is missing'],
    ['pingdom', without(monitors.pingdom, 'check_id'), 'check_id is missing'],
    ['betterstack', { data: without(monitors.betterstack.data, 'id') }, 'data.id is missing'],
    [
      'opsgenie',
      { ...monitors.opsgenie, alert: without(monitors.opsgenie.alert, 'alias', 'alertId') },
      'alias are missing',
    ],
    [
      'pagerduty',
      { event: { ...monitors.pagerduty.event, data: without(monitors.pagerduty.event.data, 'id') } },
      'id is missing',
    ],
    ['pagerduty', without(monitors.pagerdutyEvent, 'dedup_key'), 'dedup_key is missing'],
    ['ocsf', { ...monitors.ocsf, finding_info: { title: 'x' } }, 'uid is missing'],
  ])('%s %j: it says that %s', (format, body, remark) => {
    expect(only(format, body).remarks?.join()).toContain(remark)
  })

  it.each([
    ['gatus', without(monitors.gatusForm, 'name')],
    ['netdata', without(monitors.netdataAgent, 'name')],
    ['cpanel', without(tools.cpanel, 'application')],
    ['csf', without(tools.csfMail, 'event')],
    ['imunify', without(sample('imunify-firing.json') as object, 'event_id')],
    ['crowdsec', [without(tools.crowdsec[0] ?? {}, 'scenario')]],
    ['uptime-kuma', { ...kuma, heartbeat: without(kuma.heartbeat, 'status') }],
    [
      'uptime-kuma',
      { ...kuma, heartbeat: without(kuma.heartbeat, 'monitorID'), monitor: without(kuma.monitor, 'id') },
    ],
    [
      'nagios',
      { NOTIFICATIONTYPE: 'PROBLEM', HOSTNAME: 'web07', HOSTSTATE: 'DOWN', HOSTOUTPUT: 'PING CRITICAL' },
    ],
    ['icinga', { 'notification.type': 'Problem', 'host.name': 'web07', 'host.state': 'Down' }],
  ])('%s %j', (format, body) => {
    expect(only(format, body).alert.state).toBe('firing')
  })
})

describe('times that cannot be', () => {
  const native = (facts: object) => ({
    version: 1,
    alerts: [
      {
        fingerprint: 'f',
        server: 'web07',
        kind: 'outage',
        state: 'resolved',
        severity: 'critical',
        summary: 's',
        ...facts,
      },
    ],
  })
  it.each([
    ['2031-01-01T00:00:00Z', '2026-03-10T14:00:00Z', receivedAt, 'endsAt is more than 5 min ahead'],
    ['2026-03-10T13:00:00Z', '2026-03-10T14:00:00Z', receivedAt, 'endsAt is before startsAt'],
    ['2026-03-10T14:10:00Z', '2026-03-10T14:00:00Z', new Date('2026-03-10T14:10:00Z'), undefined],
  ])('an end at %s of what began at %s is put right and marked', (endsAt, startsAt, end, remark) => {
    const item = only('generic', native({ startsAt, endsAt }))
    expect(item.alert.endsAt).toEqual(end)
    if (remark === undefined) expect(item.remarks).toBeUndefined()
    else expect(item.remarks?.join()).toContain(remark)
  })

  it('an end far ahead of what still fires is left out, and marked', () => {
    const item = only('generic', native({ state: 'firing', endsAt: '2031-01-01T00:00:00Z' }))
    expect(item.alert.endsAt).toBeNull()
    expect(item.remarks?.join()).toContain('far ahead')
  })
})

describe('alerts that their sender left out', () => {
  it.each(['alertmanager', 'grafana'])('are told to staff: %s', format => {
    const usual = format === 'grafana' ? tools.grafana : (sample('alertmanager-firing.json') as object)
    const items = read(format, { ...usual, truncatedAlerts: 3 })
    expect(items.map(item => item.is)).toEqual(['alert', 'rejected'])
    expect(items[1]).toMatchObject({
      field: 'truncatedAlerts',
      reason: expect.stringContaining('left out 3 alerts'),
    })
    expect(read(format, usual).map(item => item.is)).toEqual(['alert'])
  })
})

describe('a scan', () => {
  it.each([
    ['clamav', tools.clamavScan, 'path', '/home'],
    ['maldet', sample('lmd-hook-firing.json') as object, 'path', '/home?/?/public_html'],
    ['maldet', { ...tools.maldetReport, scan: undefined, hits: 1, path: '' }, 'path', '/home'],
    ['imunify', tools.imunifyScan, 'path', '/home/jane'],
  ])('of a path with a slash at its end is the same scan: %s', (format, body, field, path) => {
    const parse = findTool(format)?.parse
    if (!parse) throw new Error(format)
    const [plain, slash, double] = [path, `${path}/`, `${path.replace('/', '//')}//`].map(
      each => alertOf(parse, { ...body, [field]: each }).onServer,
    )
    expect(slash).toBe(plain)
    expect(double).toBe(plain)
  })

  it.each([
    'instream(local)',
    'instream(127.0.0.1@52345)',
    'stream',
    '/var/lib/amavis/tmp/amavis-20260310T142105-01234/parts/p001',
    '/var/spool/exim/scan/1abcde-000001-Ab/1abcde-000001-Ab.eml',
    '/var/spool/MailScanner/incoming/1234/x',
  ])('of mail that passes through is no file on the server: %s', file => {
    expect(read('clamav', { ...tools.clamavVirus, file })).toMatchObject([
      { is: 'ignored', reason: expect.stringContaining('mail filter') },
    ])
  })

  it.each(['/home/jane/instream(local)', '/home/jane/mail/cur/1773152400.eml', '/var/www/stream.php'])(
    'of a file that lies on the server is a find: %s',
    file => {
      expect(only('clamav', { ...tools.clamavVirus, file }).alert.kind).toBe('suspicious-file')
    },
  )
})
