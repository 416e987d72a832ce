import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAlertmanager } from '#lib/alerts/alertmanager/parse.ts'
import { parseBetterStack } from '#lib/alerts/betterstack/parse.ts'
import { parseClamav } from '#lib/alerts/clamav/parse.ts'
import { parseCpanel } from '#lib/alerts/cpanel/parse.ts'
import { parseCrowdsec } from '#lib/alerts/crowdsec/parse.ts'
import { parseCsf } from '#lib/alerts/csf/parse.ts'
import { parseDatadog } from '#lib/alerts/datadog/parse.ts'
import { parseFalco } from '#lib/alerts/falco/parse.ts'
import { parseGatus } from '#lib/alerts/gatus/parse.ts'
import { parseOcsf } from '#lib/alerts/generic/ocsf.ts'
import { parseGeneric } from '#lib/alerts/generic/parse.ts'
import { parseGrafana } from '#lib/alerts/grafana/parse.ts'
import { parseHealthchecks } from '#lib/alerts/healthchecks/parse.ts'
import { parseIcinga } from '#lib/alerts/icinga/parse.ts'
import { parseImunify } from '#lib/alerts/imunify/parse.ts'
import type { Parse, ParsedItem } from '#lib/alerts/item/item.ts'
import { parseMaldet } from '#lib/alerts/maldet/parse.ts'
import { parseNagios } from '#lib/alerts/nagios/parse.ts'
import { parseNetdata } from '#lib/alerts/netdata/parse.ts'
import { parseOpsgenie } from '#lib/alerts/opsgenie/parse.ts'
import { parseOssec } from '#lib/alerts/ossec/parse.ts'
import { parsePagerDuty } from '#lib/alerts/pagerduty/parse.ts'
import { parsePingdom } from '#lib/alerts/pingdom/parse.ts'
import { parseStatusCake } from '#lib/alerts/statuscake/parse.ts'
import { parseUptimeKuma } from '#lib/alerts/uptime-kuma/parse.ts'
import { parseUptimeRobot } from '#lib/alerts/uptimerobot/parse.ts'
import { parseWazuh } from '#lib/alerts/wazuh/parse.ts'
import { parseZabbix } from '#lib/alerts/zabbix/parse.ts'
import { alertKinds, alertStates, severities } from '#lib/rules/alerts/alert.ts'
import { measure } from '#tests/support/measure.ts'
import * as bodies from './fixtures/bodies.ts'
import * as monitors from './fixtures/monitor-bodies.ts'
import { type AlertItem, receivedAt, sample } from './parsed.ts'

const formats: readonly (readonly [string, Parse, readonly unknown[]])[] = [
  ['generic', parseGeneric, [sample('generic-firing.json'), sample('cloudevents-firing.json')]],
  [
    'alertmanager',
    parseAlertmanager,
    [sample('alertmanager-firing.json'), sample('alertmanager-missing-host-firing.json')],
  ],
  ['grafana', parseGrafana, [bodies.grafana]],
  ['falco', parseFalco, [sample('falco-http-firing.json'), bodies.falcosidekick]],
  ['wazuh', parseWazuh, [sample('wazuh-firing.json'), bodies.wazuhAgent, bodies.wazuhRootcheck]],
  ['ossec', parseOssec, [bodies.ossec]],
  ['maldet', parseMaldet, [sample('lmd-hook-firing.json'), bodies.maldetReport, bodies.maldetHit]],
  ['clamav', parseClamav, [bodies.clamavVirus, bodies.clamavScan]],
  ['imunify', parseImunify, [sample('imunify-firing.json'), bodies.imunifyScan, bodies.imunifyBlocked]],
  ['crowdsec', parseCrowdsec, [bodies.crowdsec]],
  ['nagios', parseNagios, [sample('nagios-firing.json'), sample('nagios-resolved.json'), bodies.nagiosHost]],
  ['icinga', parseIcinga, [bodies.icingaService]],
  ['zabbix', parseZabbix, [sample('zabbix-firing.json')]],
  ['cpanel', parseCpanel, [sample('cpanel-firing.form'), bodies.cpanel]],
  ['csf', parseCsf, [bodies.csfLoad, bodies.csfMail]],
  ['uptime-kuma', parseUptimeKuma, [sample('uptime-kuma-firing.json'), monitors.kumaUp]],
  ['gatus', parseGatus, [sample('gatus-firing.json'), monitors.gatusForm]],
  ['healthchecks', parseHealthchecks, [monitors.healthchecks]],
  ['netdata', parseNetdata, [monitors.netdataAgent, monitors.netdataCloud, monitors.netdataReachability]],
  ['datadog', parseDatadog, [monitors.datadog]],
  ['pagerduty', parsePagerDuty, [monitors.pagerduty, monitors.pagerdutyEvent]],
  ['opsgenie', parseOpsgenie, [monitors.opsgenie]],
  ['uptimerobot', parseUptimeRobot, [monitors.uptimerobot]],
  ['betterstack', parseBetterStack, [monitors.betterstack]],
  ['pingdom', parsePingdom, [monitors.pingdom]],
  ['statuscake', parseStatusCake, [monitors.statuscake]],
  ['ocsf', parseOcsf, [monitors.ocsf]],
]

/** What a caller may send in the place of any value. */
const strange = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    0,
    -1,
    1e308,
    253_402_300_799,
    { toString: 1, valueOf: 1 },
    '',
    ' ',
    '\0',
    '\u202e',
    '\ud800',
    'x'.repeat(5000),
    '[',
    '((((',
    '{EVENT.ID}',
  ),
)

/** Replaces or removes one value somewhere inside: at each level the number says which member. */
function mutated(value: unknown, path: readonly number[], put: unknown, isRemoved: boolean): unknown {
  const [step = 0, ...rest] = path
  if (typeof value !== 'object' || value === null || path.length === 0) return put
  const keys = Object.keys(value)
  const key = keys[step % Math.max(1, keys.length)]
  if (key === undefined) return put
  const copy: Record<string, unknown> = { ...value }
  if (isRemoved && rest.length === 0) delete copy[key]
  else copy[key] = mutated(copy[key], rest, put, isRemoved)
  return Array.isArray(value) ? Object.values(copy) : copy
}

const change = fc.tuple(fc.array(fc.nat(50), { minLength: 1, maxLength: 5 }), strange, fc.boolean())

function mutationOf(body: unknown) {
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map(changes =>
      changes.reduce((changed, [path, put, isRemoved]) => mutated(changed, path, put, isRemoved), body),
    )
}

function isTime(time: Date | null): boolean {
  return time === null || !Number.isNaN(time.getTime())
}

function within(length: number, least: number, most: number): void {
  expect(length).toBeGreaterThanOrEqual(least)
  expect(length).toBeLessThanOrEqual(most)
}

function expectValid(item: ParsedItem): void {
  if (item.is === 'alert') expectValidAlert(item)
  else within(item.reason.length, 1, 400)
  if (item.is !== 'rejected') return
  expect(item.field).toMatch(/^[a-z_A-Z.]+$/)
  within([...(item.fingerprint ?? '')].length, 0, 128)
}

function expectValidAlert({ alert, fingerprintOn }: AlertItem): void {
  expect(alertKinds).toContain(alert.kind)
  expect(alertStates).toContain(alert.state)
  expect(severities).toContain(alert.severity)
  within([...alert.fingerprint].length, 1, 128)
  if (fingerprintOn) within([...fingerprintOn('srv_web07')].length, 1, 128)
  within([...alert.summary].length, 1, 200)
  within(Buffer.byteLength(alert.details ?? ''), 0, 16 * 1024)
  expect(alert.hosts.every(host => typeof host === 'string' && host !== '')).toBe(true)
  expect(isTime(alert.startsAt) && isTime(alert.endsAt)).toBe(true)
}

function expectWellRead(parse: Parse, body: unknown): void {
  const parsed = parse({ body, receivedAt })
  if ('unreadable' in parsed) expect(parsed.unreadable).not.toBe('')
  else for (const item of parsed.items) expectValid(item)
}

describe.each(formats)('%s', (_, parse, usual) => {
  it('reads its usual bodies to alerts', () => {
    for (const body of usual) {
      const parsed = parse({ body, receivedAt })
      expect('items' in parsed && parsed.items.map(item => item.is)).toEqual(['alert'])
      expectWellRead(parse, body)
    }
  })

  it('never throws and never lets a wrong value through, whatever JSON it is given', () => {
    fc.assert(fc.property(fc.jsonValue(), body => expectWellRead(parse, body)))
  })

  it('holds the same when any part of a usual body is changed or missing', () => {
    const bodies = fc.oneof(...usual.map(mutationOf))
    fc.assert(
      fc.property(bodies, body => expectWellRead(parse, body)),
      { numRuns: measure(400, 200) },
    )
  })

  it('reads the same body twice to the same', () => {
    for (const body of usual)
      expect(JSON.stringify(parse({ body, receivedAt }))).toBe(JSON.stringify(parse({ body, receivedAt })))
  })
})
