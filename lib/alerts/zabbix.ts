import type { AlertKind, Severity } from '#lib/rules/alert.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { fingerprintOf } from './fingerprint.ts'
import { firstGiven, numberOf } from './given.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from './item.ts'
import { kindOf, ownKind } from './kind.ts'
import { testMessage } from './no-alert.ts'
import { joinLines, plainLine, quoted } from './text.ts'

/** Zabbix' severities: 0 not classified, 1 information, 2 warning, 3 average, 4 high, 5 disaster. */
const severities: readonly Severity[] = ['info', 'info', 'warning', 'warning', 'critical', 'critical']

/** {EVENT.SOURCE}: 0 is a trigger; the others are discovery, autoregistration, Zabbix' own items and business services. */
const trigger = '0'

/** What the script of our media type posts: its parameters. The event's id stays the same on recovery. */
export const parseZabbix: Parse = ({ body, receivedAt }) => {
  const fields = fieldsOf(body)
  if (!fields)
    return {
      unreadable: `The body is ${quoted(body)}, but accepts the parameters of our media type for Zabbix.`,
    }
  return { items: [readEvent(fields, receivedAt)], messageId: null }
}

function readEvent(fields: Fields, receivedAt: Date): ParsedItem {
  if (/^\{EVENT\.ID\}$/.test(plainLine(fields.eventid))) return testMessage()
  const eventId = macro(fields.eventid)
  if (eventId === '')
    return rejected('eventid', `eventid is ${quoted(fields.eventid)}, but accepts {EVENT.ID}.`)
  const fingerprint = fingerprintOf('zabbix', eventId)
  const value = macro(fields.eventvalue)
  if (value !== '0' && value !== '1')
    return rejected(
      'eventvalue',
      `eventvalue is ${quoted(fields.eventvalue)}, but accepts 1 for a problem and 0 for its end.`,
      fingerprint,
    )
  const source = macro(fields.event_source) || trigger
  if (source !== trigger) return ignored('Only events of triggers speak of a server.')
  if (macro(fields.eventupdate) === '1')
    return ignored('An update (an acknowledgement, a message) changes nothing on the server.')
  const summary = macro(fields.eventname)
  return reported(
    {
      ...{ source: 'zabbix', fingerprint, hosts: [macro(fields.hostname), macro(fields.hostip)] },
      ...{ kind: kindOfEvent(summary, macro(fields.tags)), state: value === '1' ? 'firing' : 'resolved' },
      ...{ severity: severities[numberOf(macro(fields.severity)) ?? -1] ?? 'warning', summary },
      details: joinLines(summary, macro(fields.opdata), macro(fields.tags), triggerLine(fields)),
      labels: { alertname: summary, trigger: macro(fields.triggerid), tags: macro(fields.tags) },
      startsAt: timeFrom(fields, fields.eventdate, fields.eventtime),
      endsAt: timeFrom(fields, fields.recoverydate, fields.recoverytime),
    },
    receivedAt,
  )
}

/** The name's words count; after them the tags of Zabbix' own templates (scope:performance), and ours (kind:outage). */
function kindOfEvent(name: string, tags: string): AlertKind {
  const own = /\bkind"?(?::|","value":)\s*"?([a-z-]+)/.exec(tags)?.[1]
  const kind = ownKind(own) ?? kindOf(name)
  return kind === 'other' && /\bscope"?(?::|","value":)\s*"?performance\b/.test(tags) ? 'slowdown' : kind
}

/** "2026.03.10" and "15:20:11" are the Zabbix server's local time; tz is its offset, as our script sends it. */
function timeFrom(fields: Fields, date: unknown, time: unknown): string | null {
  const day = macro(date).replace(/\./g, '-')
  const clock = macro(time)
  if (day === '' || clock === '') return null
  return `${day} ${clock}${macro(firstGiven(fields.tz, 'Z'))}`
}

/** A macro that Zabbix could not resolve stays as it was written: {EVENT.RECOVERY.DATE}. */
function macro(value: unknown): string {
  const text = plainLine(value)
  return /^(\{[A-Z0-9_.$#]+\}|\*UNKNOWN\*)$/.test(text) ? '' : text
}

function triggerLine(fields: Fields): string {
  const id = macro(fields.triggerid)
  return id === '' ? '' : `trigger ${id}`
}
