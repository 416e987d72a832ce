import type { AlertState, Severity } from '#lib/rules/alert.ts'
import { type Fields, fieldsOf, fieldsOrNone } from './fields.ts'
import { fingerprintOf } from './fingerprint.ts'
import { firstGiven, textsOf } from './given.ts'
import { onlyHostIn } from './hosts-in.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from './item.ts'
import { ownKind } from './kind.ts'
import { meaningBy } from './meaning/meaning.ts'
import { testMessage } from './no-alert.ts'
import { hostsInTags, kindInTags } from './tags.ts'
import { joinLines, plainLine, quoted } from './text.ts'

/** What an action says of the state; the others (a note, a new owner, an acknowledgement) say nothing of it. */
const states: ReadonlyMap<string, AlertState> = new Map([
  ['Create', 'firing'],
  ['Close', 'resolved'],
  ['Delete', 'resolved'],
])

const severities: ReadonlyMap<string, Severity> = new Map([
  ['P1', 'critical'],
  ['P2', 'critical'],
  ['P3', 'warning'],
  ['P4', 'info'],
  ['P5', 'info'],
])

/** Opsgenie's webhook integration, and Jira Service Management's, which took it over: {action, alert}. */
export const parseOpsgenie: Parse = ({ body, receivedAt }) => {
  const fields = fieldsOf(body)
  const alert = fieldsOf(fields?.alert)
  if (!fields || !alert)
    return {
      unreadable: `alert is ${quoted(fields?.alert)}, but accepts what Opsgenie's webhook integration sends.`,
    }
  return { items: [readAction(fields, alert, receivedAt)], messageId: null }
}

function readAction(fields: Fields, alert: Fields, receivedAt: Date): ParsedItem {
  const action = plainLine(fields.action)
  const message = plainLine(alert.message)
  if (/^test$/i.test(action) || /^test( alert| message)?$/i.test(message)) return testMessage()
  const state = states.get(action)
  if (!state) return ignored(`Opsgenie's ${quoted(action)} changes nothing on the server.`)
  const own = firstGiven(alert.alias, alert.alertId, alert.id)
  const id = firstGiven(own, alert.tinyId, message)
  if (id === undefined)
    return rejected('alert.alertId', `alert.alertId is ${quoted(alert.alertId)}, but accepts an id.`)
  const details = fieldsOrNone(alert.details)
  const tags = textsOf(alert.tags)
  const hosts = [
    firstGiven(details.server, details.host, details.hostname),
    ...hostsInTags(tags),
    alert.entity,
    onlyHostIn(message),
    alert.source,
  ]
  const severity =
    severities.get(plainLine(alert.priority)) ?? (state === 'resolved' ? 'critical' : 'warning')
  return reported(
    {
      ...{ source: 'opsgenie', fingerprint: fingerprintOf('opsgenie', id), state, summary: message },
      hosts,
      ...meaningBy(ownKind(details.kind) ?? kindInTags(tags), { sentences: [message], hosts, severity }),
      severity,
      details: joinLines(
        textOf(alert.description),
        ...Object.entries(details).map(([name, value]) => `${name}=${plainLine(value)}`),
      ),
      startsAt: alert.createdAt,
      endsAt: firstGiven(alert.closedAt, alert.updatedAt),
      labels: { ...details, alertname: message, priority: alert.priority },
      remarks: own === undefined ? ['alert.alertId and alias are missing: the message stands for them.'] : [],
    },
    receivedAt,
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
