import { describe, expect, it } from 'vitest'
import { parseOcsf } from '#lib/alerts/generic/ocsf.ts'
import { findTool } from '#lib/alerts/tools.ts'
import * as tools from './fixtures/bodies.ts'
import * as monitors from './fixtures/monitor-bodies.ts'
import { type AlertItem, itemsOf, sample } from './parsed.ts'
import { sampleRequests } from './requests.ts'

/** The kind of a body's only alert, with a question mark where it is a guess. */
function meaning(format: string, body: unknown): string {
  const parse = format === 'ocsf' ? parseOcsf : findTool(format)?.parse
  if (!parse) throw new Error(`There is no format ${format}.`)
  const [item] = itemsOf(parse, body)
  if (item?.is !== 'alert') return item?.is ?? 'nothing'
  return `${item.alert.kind}${item.alert.isGuess ? '?' : ''}`
}

const nagios = (service: string, state: string, output: string) => ({
  ...(sample('nagios-firing.json') as object),
  service,
  state,
  output,
})
const netdata = (name: string, status: string, more: object = {}) => ({
  ...monitors.netdataAgent,
  name,
  status,
  chart: 'x.y',
  ...more,
})
const zabbix = (eventname: string, severity = '4') => ({
  ...(sample('zabbix-firing.json') as object),
  eventname,
  severity,
  tags: '',
})
const datadog = (title: string, more: object = {}) => ({
  ...monitors.datadog,
  alert_title: title,
  alert_metric: '',
  alert_query: '',
  ...more,
})
const pagerduty = (title: string, urgency: string) => ({
  event: { ...monitors.pagerduty.event, data: { ...monitors.pagerduty.event.data, title, urgency } },
})
const prioritised = (summary: string) => ({
  event: {
    ...monitors.pagerduty.event,
    data: { ...monitors.pagerduty.event.data, title: 'web07 is down', priority: { summary } },
  },
})
const opsgenie = (message: string, priority: string) => ({
  ...monitors.opsgenie,
  alert: { ...monitors.opsgenie.alert, message, priority },
})
const group = (labels: object, annotations: object = {}) => ({
  ...(sample('alertmanager-firing.json') as object),
  alerts: [{ status: 'firing', labels: { instance: 'web07.example-host.net', ...labels }, annotations }],
})
const finding = (title: string, severity_id: number) => ({
  ...monitors.ocsf,
  evidences: [],
  message: '',
  severity_id,
  finding_info: { uid: 'f', title },
})

describe('what states that something does not answer is public by itself', () => {
  it.each([
    ['nagios', nagios('HTTP', 'CRITICAL', 'CRITICAL - Socket timeout after 10 seconds')],
    ['nagios', nagios('HTTP', 'CRITICAL', '')],
    ['nagios', nagios('HTTP', 'CRITICAL', 'HTTP CRITICAL: HTTP/1.1 503 Service Unavailable - 300 bytes')],
    ['nagios', nagios('SSH', 'CRITICAL', 'connect to address 203.0.113.17 and port 22: Connection refused')],
    ['nagios', nagios('PING', 'CRITICAL', 'PING CRITICAL - Packet loss = 100%|rta=9999.9ms;;;0.0')],
    ['nagios', nagios('', 'UNREACHABLE', 'CRITICAL - Host Unreachable')],
    ['nagios', tools.nagiosHost],
    ['icinga', tools.icingaService],
    ['cpanel', tools.cpanel],
    ['netdata', netdata('portcheck_connection_fails', 'CRITICAL')],
    ['netdata', netdata('httpcheck_web_service_unreachable', 'CRITICAL')],
    ['netdata', netdata('ping_host_reachable', 'CRITICAL', { chart: 'ping_web07.host_packet_loss' })],
    ['netdata', netdata('our_shop', 'CRITICAL', { chart: 'httpcheck_shop.request_status' })],
    ['netdata', monitors.netdataReachability],
    ['pagerduty', pagerduty('SMTP not responding', 'high')],
    ['pagerduty', monitors.pagerdutyEvent],
    ['zabbix', zabbix('Unavailable by ICMP ping')],
    ['zabbix', zabbix('Nginx: Service is down', 'High')],
    ['opsgenie', opsgenie('web07 does not respond', 'P1')],
    ['datadog', datadog('[Triggered] web07 is unreachable')],
    ['datadog', datadog('Shop of Foo', { alert_query: '"http.can_connect".over("url:https://a")' })],
    ['alertmanager', group({ alertname: 'InstanceDown', severity: 'critical' })],
    ['grafana', group({ alertname: 'InstanceDown', severity: 'P1' })],
    ['pagerduty', prioritised('P1')],
    [
      'alertmanager',
      group({ alertname: 'X', severity: 'page' }, { summary: 'HTTP on web07 does not answer' }),
    ],
    ['alertmanager', group({ alertname: 'ShopCheck', kind: 'outage', severity: 'warning' })],
    ['uptimerobot', monitors.uptimerobot],
    ['betterstack', monitors.betterstack],
    ['pingdom', monitors.pingdom],
    ['statuscake', monitors.statuscake],
    ['healthchecks', monitors.healthchecks],
  ])('%s: %j', (format, body) => {
    expect(meaning(format, body)).toBe('outage')
  })

  it('and so is each outage of the samples', () => {
    const outages = sampleRequests().flatMap(({ place, file }) => {
      const parse = place && findTool(place.format)?.parse
      const items = parse ? itemsOf(parse, sample(file)) : []
      return items.filter((item): item is AlertItem => item.is === 'alert' && item.alert.kind === 'outage')
    })
    expect(outages.length).toBeGreaterThan(6)
    expect(outages.filter(({ alert }) => alert.isGuess)).toEqual([])
  })

  it.each([
    ['gatus', { ...monitors.gatusForm, errors: '', conditions: '❌ - `[RESPONSE_TIME] (812) < 500`' }],
    ['uptimerobot', { ...monitors.uptimerobot, alertType: '4', alertTypeFriendlyName: 'Slow response' }],
    ['pingdom', { ...monitors.pingdom, description: 'Slow response time', long_description: '' }],
  ])('and so is what a monitor calls slow: %s', (format, body) => {
    expect(meaning(format, body)).toBe('slowdown')
  })
})

describe('what names a service, a metric or a number is never public by itself', () => {
  it.each([
    ['ocsf', finding('SSH brute force attack detected', 3), 'other'],
    ['ocsf', finding('HTTP service is down after an attack', 2), 'other'],
    ['netdata', netdata('redis_bgsave_broken', 'CRITICAL'), 'other'],
    ['netdata', netdata('10s_ip_tcp_resets_sent', 'WARNING'), 'other'],
    ['netdata', netdata('tcp_orphans', 'WARNING'), 'other'],
    ['netdata', netdata('mysql_galera_cluster_state_crit', 'CRITICAL'), 'outage?'],
    ['netdata', netdata('portcheck_connection_fails', 'WARNING'), 'outage?'],
    ['netdata', netdata('httpcheck_web_service_slow', 'CRITICAL'), 'slowdown?'],
    ['netdata', netdata('load_average_15', 'CRITICAL'), 'slowdown?'],
    ['opsgenie', opsgenie('MySQL deadlocks on web07', 'P3'), 'other'],
    ['opsgenie', opsgenie('web07 is down', 'P3'), 'outage?'],
    ['opsgenie', opsgenie('MySQL', 'P1'), 'outage?'],
    ['pagerduty', pagerduty('Nginx 5xx rate above 1 %', 'low'), 'other'],
    ['pagerduty', pagerduty('web07 is down', 'low'), 'outage?'],
    ['pagerduty', prioritised('P3'), 'outage?'],
    ['grafana', group({ alertname: 'InstanceDown', severity: 'P3' }), 'outage?'],
    ['pagerduty', pagerduty('CPU load is high on web07', 'high'), 'slowdown?'],
    ['datadog', datadog('Exim frozen messages', { alert_transition: 'Warn' }), 'other'],
    ['datadog', datadog('Exim frozen messages'), 'other'],
    ['datadog', datadog('web07 is down', { alert_transition: 'Warn' }), 'outage?'],
    ['datadog', datadog('p99', { alert_metric: 'trace.http.request.duration' }), 'slowdown?'],
    ['nagios', nagios('ssh_root_logins', 'CRITICAL', 'CRITICAL - 3 root logins'), 'other'],
    ['nagios', nagios('https-shop', 'CRITICAL', 'CRITICAL'), 'outage?'],
    ['nagios', nagios('HTTP', 'CRITICAL', 'HTTP CRITICAL: HTTP/1.1 404 Not Found'), 'outage?'],
    ['nagios', nagios('HTTPS', 'CRITICAL', 'SSL CRITICAL - Certificate expires in 3 days'), 'outage?'],
    ['nagios', nagios('PING', 'CRITICAL', 'PING CRITICAL - Packet loss = 40%, RTA = 12.3 ms'), 'outage?'],
    ['nagios', nagios('Current Load', 'CRITICAL', 'CRITICAL - load average: 40'), 'slowdown?'],
    ['nagios', nagios('Elasticsearch', 'CRITICAL', 'Connection refused'), 'outage?'],
    ['nagios', nagios('HTTP', 'WARNING', 'HTTP WARNING - connection refused'), 'other'],
    ['alertmanager', group({ alertname: 'InstanceDown' }), 'outage?'],
    ['alertmanager', group({ alertname: 'InstanceDown', severity: 'warning' }), 'outage?'],
    [
      'alertmanager',
      group({ alertname: 'InstanceDown', severity: 'critical', job: 'mysqld_exporter' }),
      'outage?',
    ],
    ['alertmanager', group({ alertname: 'MysqlSlowQueries', severity: 'critical' }), 'slowdown?'],
    ['alertmanager', group({ alertname: 'RedisReplicaDown', severity: 'critical' }), 'other'],
    ['alertmanager', group({ alertname: 'KafkaBrokerDown', severity: 'critical' }), 'outage?'],
    ['zabbix', zabbix('Interface eth0: Link down'), 'other'],
    ['zabbix', zabbix('Unavailable by ICMP ping', '2'), 'outage?'],
    ['zabbix', zabbix('MySQL: Replication lag is too high', '5'), 'other'],
    ['csf', tools.csfLoad, 'slowdown?'],
    ['uptime-kuma', push({ type: 'docker' }), 'outage?'],
    ['statuscake', { ...monitors.statuscake, Name: 'web07 backup' }, 'outage?'],
    ['pingdom', { ...monitors.pingdom, importance_level: 'LOW' }, 'outage?'],
  ])('%s: %j is %s', (format, body, expected) => {
    expect(meaning(format, body)).toBe(expected)
  })

  it.each([
    ['HTTP', 'WARNING', 'HTTP WARNING: HTTP/1.1 404 Not Found - 274 bytes in 0.011 second response time'],
    [
      'HTTP',
      'WARNING',
      'HTTP WARNING: HTTP/1.1 403 Forbidden - 199 bytes in 0.002 second response time |time=0.002s',
    ],
    ['HTTP', 'WARNING', 'HTTP WARNING: HTTP/1.1 401 Unauthorized - 0.004 second response time'],
    ['SMTP', 'WARNING', 'SMTP WARNING - 0.310 sec. response time|time=0.310s;;;0.000'],
    ['HTTP', 'CRITICAL', 'HTTP CRITICAL: HTTP/1.1 404 Not Found - 274 bytes in 0.011 second response time'],
  ])('%s %s "%s" is not slow: its measurement states nothing', (service, state, output) => {
    expect(meaning('nagios', nagios(service, state, output))).not.toContain('slowdown')
  })
})

describe('silence', () => {
  const check = { status: 'down', code: 'c' }
  it.each([
    ['healthchecks', { ...check, name: 'web12 backup agent' }, 'other'],
    ['healthchecks', { ...check, name: 'web12 alive' }, 'outage?'],
    ['healthchecks', { ...check, name: 'web12 alive', check: { timeout: 60 } }, 'outage?'],
    ['healthchecks', { ...check, name: 'web12 alive', check: { timeout: 60, grace: 120 } }, 'outage'],
    [
      'healthchecks',
      { ...check, name: 'web12 alive', check: { schedule: '*/5 * * * *', grace: 120 } },
      'outage',
    ],
    [
      'healthchecks',
      { ...check, name: 'web12 alive', check: { schedule: '0 3 * * *', grace: 120 } },
      'other',
    ],
    ['healthchecks', { ...check, name: 'web12 alive', tags: 'kind:outage' }, 'outage'],
    ['betterstack', heartbeat('web12 alive'), 'outage?'],
    ['betterstack', heartbeat('web12 nightly backup'), 'other'],
    ['uptime-kuma', push({ interval: 60 }), 'outage'],
    ['uptime-kuma', push({}), 'outage?'],
    [
      'datadog',
      datadog('Host', { alert_transition: 'No Data', alert_metric: 'datadog.agent.up' }),
      'outage?',
    ],
    ['datadog', datadog('Traffic', { alert_transition: 'No Data', alert_metric: 'nginx.net' }), 'other'],
    ['wazuh', tools.wazuhAgent, 'other'],
    ['uptimerobot', { ...monitors.uptimerobot, alertDetails: 'No heartbeat received' }, 'outage?'],
    ['statuscake', { ...monitors.statuscake, Method: 'PUSH' }, 'outage?'],
  ])('of an unknown period is no outage: %s %j is %s', (format, body, expected) => {
    expect(meaning(format, body)).toBe(expected)
  })
})

function heartbeat(name: string) {
  const { data } = monitors.betterstack
  return {
    ...monitors.betterstack,
    data: { ...data, attributes: { ...data.attributes, name, cause: 'Missed heartbeat' } },
  }
}

function push(more: object) {
  const usual = sample('uptime-kuma-firing.json') as { heartbeat: object }
  const monitor = { id: 12, name: 'web12 alive', type: 'push', ...more }
  return { ...usual, monitor, heartbeat: { ...usual.heartbeat, msg: 'No heartbeat in the time window' } }
}

describe('what somebody does with an alert', () => {
  const noted = (format: string, body: unknown) => [format, body] as const
  const event = (event_type: string) => ({ event: { ...monitors.pagerduty.event, event_type } })
  it.each([
    ...[
      'acknowledged',
      'unacknowledged',
      'annotated',
      'reassigned',
      'escalated',
      'delegated',
      'priority_updated',
    ].map(word => noted('pagerduty', event(`incident.${word}`))),
    noted('pagerduty', { ...monitors.pagerdutyEvent, event_action: 'acknowledge' }),
    ...[
      'Acknowledge',
      'UnAcknowledge',
      'AddNote',
      'AssignOwnership',
      'Snooze',
      'Escalate',
      'UpdatePriority',
    ].map(action => noted('opsgenie', { ...monitors.opsgenie, action })),
    ...['acknowledged', 'commented', 'escalated', 'snoozed'].map(word =>
      noted('betterstack', { ...monitors.betterstack, event: word }),
    ),
    noted('zabbix', { ...zabbix('web07 is down'), eventupdate: '1' }),
    noted('zabbix', { event_id: '1', event_value: '1', event_name: 'x is down', event_update_status: '1' }),
    ...['ACKNOWLEDGEMENT', 'CUSTOM', 'DOWNTIMESTART', 'FLAPPINGSTART'].map(notification_type =>
      noted('nagios', { ...nagios('HTTP', 'CRITICAL', ''), notification_type }),
    ),
    noted('icinga', { ...tools.icingaService, notification_type: 'Acknowledgement' }),
    noted('datadog', datadog('x', { alert_transition: 'Acknowledged' })),
    noted('datadog', datadog('x', { alert_transition: 'Muted' })),
    noted('ocsf', { ...finding('x', 5), activity_id: 2, status_id: 2 }),
  ])('begins no episode: %s %j', (format, body) => {
    expect(meaning(format, body)).toBe('ignored')
  })
})
