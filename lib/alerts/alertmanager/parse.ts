import { type Fields, fieldsOf, fieldsOrNone } from '#lib/alerts/fields/fields.ts'
import { firstGiven, numberOf } from '#lib/alerts/fields/given.ts'
import { ownKind } from '#lib/alerts/fields/kind.ts'
import { severityOf } from '#lib/alerts/fields/severity.ts'
import { joinLines, plainLine, plainName, quoted } from '#lib/alerts/fields/text.ts'
import { filledIn } from '#lib/alerts/fields/unfilled.ts'
import { fingerprintOf } from '#lib/alerts/item/fingerprint.ts'
import { type Parsed, type ParsedItem, rejected, reported } from '#lib/alerts/item/item.ts'
import { meaningBy } from '#lib/alerts/meaning/meaning.ts'

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
  const { status, truncatedAlerts } = fieldsOrNone(body)
  const items = alerts.map(member => readMember(member, 'alertmanager', receivedAt, status))
  return { items: [...items, ...leftOut(truncatedAlerts)], messageId: null }
}

/** A group that is longer than max_alerts arrives without its last members, which staff have to know. */
export function leftOut(truncatedAlerts: unknown): ParsedItem[] {
  const count = numberOf(truncatedAlerts) ?? 0
  if (count <= 0) return []
  const reason = `The sender left out ${count} alert${count === 1 ? '' : 's'} of this group: remove max_alerts from its configuration, or raise it.`
  return [rejected('truncatedAlerts', reason)]
}

/** One alert of a group, as Alertmanager and those who copy it write it. groupStatus: counts where its own is missing. */
export function readMember(
  member: unknown,
  source: string,
  receivedAt: Date,
  groupStatus: unknown,
): ParsedItem {
  const fields = fieldsOf(member)
  if (!fields) return rejected('alerts', `An alert is ${quoted(member)}, but has to be an object.`)
  const labels = fieldsOrNone(fields.labels)
  const annotations = fieldsOrNone(fields.annotations)
  const status = plainLine(firstGiven(fields.status, groupStatus))
  const name = plainLine(labels.alertname)
  if (routine.includes(name))
    return { is: 'ignored', reason: `${name} only shows that the source is alive.`, isRoutine: true }
  const fingerprint = plainName(fields.fingerprint) || fingerprintOf(...pairs(labels))
  if (status !== 'firing' && status !== 'resolved')
    return rejected(
      'status',
      `status is ${quoted(fields.status)}, but accepts firing, resolved.`,
      fingerprint.slice(0, 128),
    )
  const hosts = hostLabels.map(label => labels[label]).filter(given => filledIn(given) !== '')
  const severity = severityOf(labels.severity)
  const summary = firstGiven(
    annotations.summary,
    annotations.message,
    annotations.title,
    annotations.description,
    name,
  )
  return reported(
    {
      source,
      fingerprint,
      labels,
      state: status,
      startsAt: fields.startsAt,
      endsAt: fields.endsAt,
      hosts: hosts.slice(0, 1),
      severity,
      ...meaningBy(ownKind(labels.kind), {
        names: [name, labels.category, labels.type, exporterOf(labels)],
        sentences: [annotations.summary, annotations.message, annotations.title],
        hosts,
        severity,
      }),
      summary,
      details: detailsFrom(annotations, labels, fields.generatorURL),
      remarks: plainLine(fields.status) === '' ? ['status is missing: the one of its group counts.'] : [],
    },
    receivedAt,
  )
}

/** What is asked is named by the job: of an exporter that is down the server may be well, unless it is the server's own. */
function exporterOf({ job }: Fields): unknown {
  return /^node([-_ ]?exporter)?$/i.test(plainLine(job)) || !/exporter|agent/i.test(plainLine(job))
    ? null
    : job
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
