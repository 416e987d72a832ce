import { isCloudEvent, parseCloudEvent } from './cloudevents.ts'
import { finishAlert, isRecord, type Parse, type ParsedItem, rejected, shown } from './item.ts'

export const mostAlerts = 500

/** Our own schema, version 1: { version: 1, alerts: [ … ] }. CloudEvents are told apart by their specversion. */
export const parseGeneric: Parse = input => {
  const { body, receivedAt } = input
  if (!isRecord(body))
    return {
      unreadable: `The body is ${shown(body)}, but has to be an object: {"version": 1, "alerts": [ … ]}.`,
    }
  if (isCloudEvent(body)) return parseCloudEvent(input)
  if (body.version !== 1) return { unreadable: `version is ${shown(body.version)}, but accepts 1.` }
  if (!Array.isArray(body.alerts))
    return { unreadable: `alerts is ${shown(body.alerts)}, but has to be a list of alerts.` }
  return {
    items: body.alerts.map((member, i) => (i < mostAlerts ? parseMember(member, receivedAt) : tooMany())),
  }
}

/** A request says at most so many; the caller can send the rest again. */
export function tooMany(): ParsedItem {
  return rejected(
    'alerts',
    `a request holds at most ${mostAlerts} alerts: send this one again in another request`,
  )
}

function parseMember(member: unknown, receivedAt: Date): ParsedItem {
  if (!isRecord(member)) return rejected('alerts', `the alert is ${shown(member)}, but has to be an object`)
  const { fingerprint, server, kind, state, severity, summary, details, startsAt, endsAt } = member
  if (server !== undefined && server !== null && typeof server !== 'string')
    return rejected(
      'server',
      `server is ${shown(server)}, but accepts a host name or an address`,
      fingerprint,
    )
  const draft = {
    source: 'generic',
    fingerprint,
    hosts: [server],
    kind,
    state,
    severity,
    summary,
    details,
    startsAt,
    endsAt,
  }
  return finishAlert(draft, receivedAt)
}
