import { type Fields, fieldsOf, fieldsOrNone } from '#lib/alerts/fields/fields.ts'
import { firstGiven } from '#lib/alerts/fields/given.ts'
import { ownKind } from '#lib/alerts/fields/kind.ts'
import { severityOf } from '#lib/alerts/fields/severity.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { onlyHostIn } from '#lib/alerts/hosts/hosts-in.ts'
import { fingerprintOf } from '#lib/alerts/item/fingerprint.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item/item.ts'
import { testMessage } from '#lib/alerts/item/no-alert.ts'
import { meaningBy } from '#lib/alerts/meaning/meaning.ts'
import type { AlertState, Severity } from '#lib/rules/alerts/alert.ts'

/** What an incident's event says of the state; the others (an acknowledgement, a note, a responder, another priority) say nothing of it. */
const incidentStates: ReadonlyMap<string, AlertState> = new Map([
  ['incident.triggered', 'firing'],
  ['incident.reopened', 'firing'],
  ['incident.resolved', 'resolved'],
])

/** What somebody does with an alert that has begun. */
const noted = /^(ack\w*|unack\w*|annotate|note|assign|escalate|snooze|comment)$/

const actions: ReadonlyMap<string, AlertState> = new Map([
  ['trigger', 'firing'],
  ['resolve', 'resolved'],
])

/** PagerDuty's webhooks, version 3, and posts in the shape of its Events API, version 2. */
export const parsePagerDuty: Parse = ({ body, receivedAt }) => {
  const fields = fieldsOf(body)
  if (fields && 'event_action' in fields) return { items: [readAction(fields, receivedAt)], messageId: null }
  const event = fieldsOf(fields?.event)
  if (!event)
    return { unreadable: `event is ${quoted(fields?.event)}, but accepts a PagerDuty webhook, version 3.` }
  return { items: [readEvent(event, receivedAt)], messageId: null }
}

function readEvent(event: Fields, receivedAt: Date): ParsedItem {
  const type = plainLine(event.event_type)
  if (type === 'pagey.ping') return testMessage()
  const incident = fieldsOrNone(event.data)
  const state = incidentStates.get(type)
  if (!state) return ignored(`PagerDuty's ${quoted(type)} changes nothing on the server.`)
  const id = plainLine(firstGiven(incident.id, incident.number, incident.incident_key, incident.html_url))
  if (id === '')
    return rejected('event.data.id', `event.data.id is ${quoted(incident.id)}, but accepts an incident's id.`)
  const title = firstGiven(incident.title, incident.summary)
  const service = plainLine(fieldsOrNone(incident.service).summary)
  const hosts = [
    customField(incident, ['server', 'host', 'hostname']),
    onlyHostIn(title),
    service,
    onlyHostIn(incident.incident_key),
  ]
  const severity = severityFrom(incident)
  return reported(
    {
      source: 'pagerduty',
      fingerprint: fingerprintOf('pagerduty', id),
      state,
      hosts,
      ...meaningBy(ownKind(customField(incident, ['kind'])), {
        sentences: [title],
        hosts: hosts.filter(host => host !== service),
        severity,
      }),
      severity,
      summary: title,
      details: joinLines(service, plainLine(incident.html_url), plainLine(incident.incident_key)),
      ...times(type, event, incident),
      eventId: event.id,
      labels: { alertname: title, service, urgency: incident.urgency },
      remarks:
        plainLine(incident.id) === '' ? ['event.data.id is missing: its number or key stands for it.'] : [],
    },
    receivedAt,
  )
}

/** The urgency counts, and a priority of the third rank or lower. */
function severityFrom({ urgency, priority }: Fields): Severity {
  const rank = plainLine(firstGiven(fieldsOrNone(priority).summary, fieldsOrNone(priority).name))
  const isLow = urgency === 'low' || /^(p|sev|s)[- ]?[3-9]\b/i.test(rank)
  return isLow ? 'warning' : 'critical'
}

/** An incident keeps the time of its creation; one that is opened again begins again. */
function times(type: string, event: Fields, incident: Fields) {
  if (type === 'incident.resolved') return { endsAt: firstGiven(incident.resolved_at, event.occurred_at) }
  return {
    startsAt:
      type === 'incident.reopened' ? event.occurred_at : firstGiven(incident.created_at, event.occurred_at),
  }
}

function customField({ custom_fields }: Fields, names: readonly string[]): unknown {
  const list = Array.isArray(custom_fields) ? custom_fields.map(fieldsOrNone) : []
  return list.find(field => names.includes(plainLine(field.name).toLowerCase()))?.value
}

function readAction(fields: Fields, receivedAt: Date): ParsedItem {
  const payload = fieldsOrNone(fields.payload)
  const action = plainLine(fields.event_action).toLowerCase()
  const state = actions.get(action)
  const own = firstGiven(fields.dedup_key)
  const fingerprint = own === undefined ? foundIn(payload) : fingerprintOf('pagerduty', own)
  if (noted.test(action)) return ignored(`PagerDuty's ${quoted(action)} changes nothing on the server.`)
  if (own === undefined && plainLine(firstGiven(payload.source, payload.summary)) === '')
    return rejected(
      'dedup_key',
      `dedup_key is ${quoted(fields.dedup_key)}, and without a payload nothing else says what is meant.`,
    )
  if (!state) {
    const reason = `event_action is ${quoted(action)}, but accepts trigger, acknowledge, resolve.`
    return rejected('event_action', reason, fingerprint)
  }
  const details = fieldsOrNone(payload.custom_details)
  const summary = firstGiven(payload.summary, own)
  const severity: Severity =
    state === 'resolved' && payload.severity === undefined ? 'critical' : severityOf(payload.severity)
  const hosts = [firstGiven(details.server, details.host, details.hostname), payload.source, onlyHostIn(own)]
  return reported(
    {
      source: 'pagerduty',
      fingerprint,
      state,
      severity,
      summary,
      hosts,
      ...meaningBy(ownKind(details.kind), { names: [payload.class], sentences: [summary], hosts, severity }),
      details: joinLines(...Object.entries(details).map(([name, value]) => `${name}=${plainLine(value)}`)),
      ...(state === 'resolved' ? { endsAt: payload.timestamp } : { startsAt: payload.timestamp }),
      remarks: own === undefined ? ['dedup_key is missing: what it speaks of stands for it.'] : [],
      labels: {
        class: payload.class,
        component: payload.component,
        group: payload.group,
        alertname: summary,
      },
    },
    receivedAt,
  )
}

/** Without a dedup_key PagerDuty makes one up; what an alert speaks of is the next best. */
function foundIn({ source, component, class: sort, summary }: Fields): string {
  return fingerprintOf('pagerduty', source, component, firstGiven(sort, summary))
}
