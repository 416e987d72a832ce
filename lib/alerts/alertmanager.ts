import { type Fields, fieldsOf, fieldsOrNone } from './fields.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type Parsed, type ParsedItem, rejected, reported } from './item.ts'
import { kindOf, ownKind } from './kind.ts'
import { severityOf } from './severity.ts'
import { joinLines, plainLine, plainName, quoted } from './text.ts'

/** Always firing by design: they show that alerting works, or serve Alertmanager's own inhibition. */
const routine = ['Watchdog', 'DeadMansSwitch', 'InfoInhibitor']

/** What names the server, the most deliberate first: instance is often only where the exporter or the prober runs. */
const hostLabels = ['server', 'hostname', 'host', 'nodename', 'node', 'instance'] as const

/** Prometheus Alertmanager's webhook, version 4. Each alert's own status counts: a group fires while any member does. */
export function parseAlertmanager({ body, receivedAt }: { body: unknown; receivedAt: Date }): Parsed {
  const alerts = fieldsOf(body)?.alerts
  if (!Array.isArray(alerts))
    return {
      unreadable: `alerts is ${quoted(alerts)}, but accepts the list of Alertmanager's webhook, version 4.`,
    }
  return { items: alerts.map(member => readMember(member, 'alertmanager', receivedAt)), messageId: null }
}

/** One alert of a group, as Alertmanager and those who copy it write it. */
export function readMember(member: unknown, source: string, receivedAt: Date): ParsedItem {
  const fields = fieldsOf(member)
  if (!fields) return rejected('alerts', `An alert is ${quoted(member)}, but has to be an object.`)
  const labels = fieldsOrNone(fields.labels)
  const annotations = fieldsOrNone(fields.annotations)
  const { status } = fields
  const name = plainLine(labels.alertname)
  if (routine.includes(name))
    return { is: 'ignored', reason: `${name} only shows that the source is alive.`, isRoutine: true }
  const fingerprint = plainName(fields.fingerprint) || fingerprintOf(...pairs(labels))
  if (status !== 'firing' && status !== 'resolved')
    return rejected(
      'status',
      `status is ${quoted(status)}, but accepts firing, resolved.`,
      fingerprint.slice(0, 128),
    )
  return reported(
    {
      ...{ source, fingerprint, labels, state: status, startsAt: fields.startsAt, endsAt: fields.endsAt },
      hosts: hostLabels
        .map(label => labels[label])
        .filter(given => plainLine(given) !== '')
        .slice(0, 1),
      kind: ownKind(labels.kind) ?? kindOf([name, labels.category, labels.type].map(plainLine).join(' ')),
      severity: severityOf(labels.severity),
      summary: firstOf(
        annotations.summary,
        annotations.message,
        annotations.title,
        annotations.description,
        name,
      ),
      details: detailsFrom(annotations, labels, fields.generatorURL),
    },
    receivedAt,
  )
}

function firstOf(...values: readonly unknown[]): unknown {
  return values.find(value => plainLine(value) !== '')
}

function detailsFrom(annotations: Fields, labels: Fields, link: unknown): string {
  const description = typeof annotations.description === 'string' ? annotations.description : ''
  return joinLines(description, pairs(labels).join('\n'), plainLine(link))
}

function pairs(labels: Fields): string[] {
  return Object.entries(labels)
    .map(([label, value]) => `${plainName(label)}=${plainLine(value)}`)
    .sort()
}
