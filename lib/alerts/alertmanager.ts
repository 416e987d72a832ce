import { type AlertKind, alertKinds, type Severity } from '#lib/rules/alert.ts'
import { mostAlerts, tooMany } from './generic.ts'
import { finishAlert, isRecord, type Parse, type ParsedItem, type Record_, rejected, shown } from './item.ts'

/** Labels that may name the server, best first; users choose them, these are the usual ones. */
const hostLabels = ['instance', 'host', 'hostname', 'nodename', 'server', 'node']

/** Alert names as the common rule collections write them. The first that fits counts. */
const kindByName: readonly [RegExp, AlertKind][] = [
  [/rootkit|malware|suspicious|backdoor|integrity|compromise|intrusion|virus/i, 'suspicious-file'],
  [/reboot|uptimereset/i, 'reboot'],
  [
    /slow|latency|highload|load(average|1|5|15)|highcpu|cpu(usage|high|throttl)|saturat|responsetime|iowait|memorypressure/i,
    'slowdown',
  ],
  [
    /down|unreachable|unavailable|offline|outage|absent|probefail|notresponding|hostmissing|nodenotready|dead$/i,
    'outage',
  ],
]

/**
 * Prometheus Alertmanager, webhook version 4. Each alert's own status counts, for a group is firing while any member is.
 */
export const parseAlertmanager: Parse = ({ body, receivedAt }) => {
  if (!isRecord(body))
    return { unreadable: `The body is ${shown(body)}, but has to be Alertmanager's webhook object.` }
  if (!Array.isArray(body.alerts))
    return { unreadable: `alerts is ${shown(body.alerts)}, but has to be Alertmanager's list of alerts.` }
  return {
    items: body.alerts.map((member, i) => (i < mostAlerts ? parseMember(member, receivedAt) : tooMany())),
  }
}

function parseMember(member: unknown, receivedAt: Date): ParsedItem {
  if (!isRecord(member)) return rejected('alerts', `the alert is ${shown(member)}, but has to be an object`)
  const labels = isRecord(member.labels) ? member.labels : {}
  const annotations = isRecord(member.annotations) ? member.annotations : {}
  const name = textOf(labels.alertname)
  // It fires for ever, to show that the way from Prometheus to here works.
  if (name === 'Watchdog') return { is: 'ignored', reason: 'Watchdog: the source is alive' }
  return finishAlert(
    {
      source: 'alertmanager',
      fingerprint: member.fingerprint,
      hosts: hostLabels.map(label => labels[label]),
      kind: kindOf(labels, name),
      state: member.status,
      severity: severityOf(textOf(labels.severity)),
      summary:
        textOf(annotations.summary) ||
        textOf(annotations.message) ||
        textOf(annotations.description) ||
        name ||
        'Alert',
      details: { labels, annotations, generatorURL: member.generatorURL },
      ...{
        startsAt: member.startsAt,
        endsAt: isNever(member.endsAt) || member.status === 'firing' ? null : member.endsAt,
      },
    },
    receivedAt,
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}

/** Go writes the time that is none as the year 1. */
function isNever(time: unknown): boolean {
  return typeof time === 'string' && time.startsWith('0001-01-01')
}

function kindOf(labels: Record_, name: string): AlertKind {
  const own = alertKinds.find(kind => kind === textOf(labels.kind))
  return own ?? kindByName.find(([pattern]) => pattern.test(name))?.[1] ?? 'other'
}

function severityOf(label: string): Severity {
  if (/^(critical|crit|page|error|emergency|fatal|disaster|high)$/i.test(label)) return 'critical'
  return /^(info|informational|none|notice|debug|low)$/i.test(label) ? 'info' : 'warning'
}
