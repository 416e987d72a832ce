import * as tools from './fixtures/bodies.ts'
import * as monitors from './fixtures/monitor-bodies.ts'
import { sample } from './parsed.ts'

/** What is said of one thing, and how bad its tool says that it is. */
export type Statement = {
  /** The name of a check, a rule or a metric. */
  name: string
  sentence: string
  isHigh: boolean
}

/** A body by format that says so wherever its tool has a place for words; without a verdict of the tool's own. */
export const statements: Readonly<Record<string, (body: Statement) => unknown>> = {
  alertmanager: said => group('4', said),
  grafana: said => group('1', said),
  nagios: said => check(said, (sample('nagios-firing.json') as { host: string }).host),
  icinga: said => check(said, 'web07.example-host.net'),
  zabbix: ({ sentence, isHigh }) => ({
    ...(sample('zabbix-firing.json') as object),
    eventname: sentence,
    severity: isHigh ? '5' : '2',
    tags: 'scope:availability',
  }),
  netdata: ({ name, sentence, isHigh }) => ({
    ...monitors.netdataAgent,
    name,
    chart: `app.${name}`,
    classification: 'Errors',
    info: sentence,
    status: isHigh ? 'CRITICAL' : 'WARNING',
  }),
  datadog: ({ sentence, name, isHigh }) => ({
    ...monitors.datadog,
    alert_title: `[Triggered on {host:web07.example-host.net}] ${sentence}`,
    alert_metric: name,
    alert_query: '',
    alert_transition: isHigh ? 'Triggered' : 'Warn',
  }),
  pagerduty: ({ sentence, name, isHigh }) => ({
    ...monitors.pagerdutyEvent,
    payload: {
      ...monitors.pagerdutyEvent.payload,
      summary: sentence,
      class: name,
      severity: isHigh ? 'critical' : 'warning',
    },
  }),
  opsgenie: ({ sentence, isHigh }) => ({
    ...monitors.opsgenie,
    alert: { ...monitors.opsgenie.alert, message: sentence, priority: isHigh ? 'P1' : 'P3' },
  }),
  ocsf: ({ sentence, isHigh }) => ({
    ...monitors.ocsf,
    message: sentence,
    severity_id: isHigh ? 5 : 3,
    evidences: [],
    finding_info: { uid: 'f', title: sentence },
  }),
  falco: ({ sentence, isHigh }) => ({
    ...tools.falcosidekick,
    rule: sentence,
    priority: isHigh ? 'Critical' : 'Warning',
  }),
  wazuh: ({ sentence, isHigh }) => ({
    ...tools.wazuhAgent,
    rule: { level: isHigh ? 13 : 7, description: sentence, id: '100001', groups: ['local'] },
  }),
  ossec: ({ sentence, isHigh }) => ({
    ...tools.ossec,
    rule: { level: isHigh ? 13 : 7, comment: sentence, sidid: 100001 },
    SyscheckFile: undefined,
  }),
  maldet: ({ sentence }) => ({ ...tools.maldetHit, hit: sentence }),
  clamav: ({ sentence }) => ({ ...tools.clamavVirus, virus: sentence }),
  imunify: ({ sentence }) => ({ ...tools.imunifyScan, malicious_files: [sentence] }),
  crowdsec: ({ sentence, name }) => [{ ...tools.crowdsec[0], scenario: name, message: sentence }],
  csf: ({ sentence }) => ({ ...tools.csfMail, subject: `lfd on web07.example-host.net: ${sentence}` }),
  cpanel: ({ sentence, name }) => ({ ...tools.cpanel, application: `Check::${name}`, subject: sentence }),
  healthchecks: ({ name }) => ({ status: 'down', code: 'c', name }),
  'uptime-kuma': ({ sentence }) => ({ heartbeat: null, monitor: null, msg: sentence }),
  uptimerobot: ({ sentence }) => ({ ...monitors.uptimerobot, alertType: '3', alertDetails: sentence }),
  betterstack: ({ name }) => ({
    ...monitors.betterstack,
    data: {
      ...monitors.betterstack.data,
      attributes: { ...monitors.betterstack.data.attributes, name, cause: 'Missed heartbeat' },
    },
  }),
  pingdom: ({ sentence }) => ({ ...monitors.pingdom, current_state: 'UNKNOWN', description: sentence }),
  statuscake: ({ name }) => ({ ...monitors.statuscake, Name: `${name} backup`, Status: 'Down' }),
  gatus: ({ name }) => ({
    ...monitors.gatusForm,
    name,
    errors: '',
    conditions: '❌ - `[CERTIFICATE_EXPIRATION] (47h) > 48h`',
  }),
  generic: ({ sentence }) => ({
    version: 1,
    alerts: [
      {
        fingerprint: 'f',
        server: 'web07',
        kind: 'other',
        state: 'firing',
        severity: 'critical',
        summary: sentence,
      },
    ],
  }),
}

function group(version: string, { name, sentence, isHigh }: Statement) {
  const labels = {
    alertname: name,
    instance: 'web07.example-host.net',
    severity: isHigh ? 'critical' : 'warning',
  }
  return {
    version,
    status: 'firing',
    alerts: [
      {
        status: 'firing',
        labels,
        annotations: { summary: sentence },
        startsAt: '2026-03-10T14:20:00Z',
        fingerprint: 'f',
      },
    ],
  }
}

function check({ name, sentence, isHigh }: Statement, host: string) {
  return {
    notification_type: 'PROBLEM',
    host,
    service: name,
    state: isHigh ? 'CRITICAL' : 'WARNING',
    output: sentence,
    notification_number: 1,
  }
}
