import { type Fields, fieldsOf, fieldsOrNone } from '#lib/alerts/fields/fields.ts'
import { firstGiven, textsOf } from '#lib/alerts/fields/given.ts'
import { ownKind } from '#lib/alerts/fields/kind.ts'
import { hostsInTags, kindInTags } from '#lib/alerts/fields/tags.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { onlyHostIn } from '#lib/alerts/hosts/hosts-in.ts'
import { fingerprintOf } from '#lib/alerts/item/fingerprint.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item/item.ts'
import { testMessage } from '#lib/alerts/item/no-alert.ts'
import { meaningBy } from '#lib/alerts/meaning/meaning.ts'
import type { AlertState, Severity } from '#lib/rules/alerts/alert.ts'

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
      source: 'opsgenie',
      fingerprint: fingerprintOf('opsgenie', id),
      state,
      summary: message,
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
