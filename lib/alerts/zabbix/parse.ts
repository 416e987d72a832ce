import { type Fields, fieldsOf } from '#lib/alerts/fields/fields.ts'
import { firstGiven, numberOf } from '#lib/alerts/fields/given.ts'
import { ownKind } from '#lib/alerts/fields/kind.ts'
import { looseFields } from '#lib/alerts/fields/loose-fields.ts'
import { severityOf } from '#lib/alerts/fields/severity.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { isUnfilled } from '#lib/alerts/fields/unfilled.ts'
import { fingerprintOf } from '#lib/alerts/fingerprint.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item.ts'
import { type AlertMeaning, meaningBy } from '#lib/alerts/meaning/meaning.ts'
import { testMessage } from '#lib/alerts/no-alert.ts'
import type { Severity } from '#lib/rules/alerts/alert.ts'

/** Zabbix' severities: 0 not classified, 1 information, 2 warning, 3 average, 4 high, 5 disaster. */
const severities: readonly Severity[] = ['info', 'info', 'warning', 'warning', 'critical', 'critical']

/** {EVENT.SOURCE}: 0 is a trigger; the others are discovery, autoregistration, Zabbix' own items and business services. */
const trigger = '0'

/**
 * What the script of our media type posts: its parameters. The event's id stays the same on recovery. The names that other media
 * types give the same macros (event_id, event_nseverity, host_name) are read as well.
 */
export const parseZabbix: Parse = ({ body, receivedAt }) => {
  const fields = looseFields(fieldsOf(body))
  if (!fields)
    return {
      unreadable: `The body is ${quoted(body)}, but accepts the parameters of our media type for Zabbix.`,
    }
  return { items: [readEvent(fields, receivedAt)], messageId: null }
}

function readEvent(fields: Fields, receivedAt: Date): ParsedItem {
  if (/^\{EVENT\.ID\}$/.test(plainLine(fields.eventid))) return testMessage()
  const summary = macro(
    firstGiven(fields.eventname, fields.name, fields.triggername, fields.alertsubject, fields.subject),
  )
  const id = macro(fields.eventid)
  const triggerId = macro(fields.triggerid)
  const hosts = [fields.hostname, fields.host, fields.hosthost, fields.hostip, fields.hostconn].map(macro)
  const named = firstGiven(triggerId, summary)
  if (id === '' && named === undefined)
    return rejected('eventid', `eventid is ${quoted(fields.eventid)}, but accepts {EVENT.ID}.`)
  const fingerprint =
    id === '' ? fingerprintOf('zabbix', named, firstGiven(...hosts)) : fingerprintOf('zabbix', id)
  const value = valueIn(fields, summary)
  if (value === null)
    return rejected(
      'eventvalue',
      `eventvalue is ${quoted(fields.eventvalue)}, but accepts 1 for a problem and 0 for its end.`,
      fingerprint,
    )
  const source = macro(fields.eventsource) || trigger
  if (source !== trigger) return ignored('Only events of triggers speak of a server.')
  if (isUpdate(fields))
    return ignored('An update (an acknowledgement, a message) changes nothing on the server.')
  const severity = severityFrom(fields)
  const tags = macro(firstGiven(fields.tags, fields.eventtags))
  return reported(
    {
      source: 'zabbix',
      fingerprint,
      hosts,
      ...meaningFrom(summary, tags, hosts, severity),
      state: value === '1' ? 'firing' : 'resolved',
      severity,
      summary,
      details: joinLines(summary, macro(fields.opdata), tags, triggerId === '' ? '' : `trigger ${triggerId}`),
      labels: { alertname: summary, trigger: triggerId, tags },
      startsAt: timeFrom(fields, fields.eventdate, fields.eventtime),
      endsAt: timeFrom(
        fields,
        firstGiven(fields.recoverydate, fields.eventrecoverydate),
        firstGiven(fields.recoverytime, fields.eventrecoverytime),
      ),
      remarks: id === '' ? ['eventid is missing: trigger and host stand for it.'] : [],
    },
    receivedAt,
  )
}

/** 1 is a problem, 0 its end; where the value is missing, the status or the beginning of the subject says it. */
function valueIn(fields: Fields, subject: string): '0' | '1' | null {
  const value = macro(fields.eventvalue)
  if (value === '0' || value === '1') return value
  if (value !== '') return null
  const word = macro(firstGiven(fields.eventstatus, fields.triggerstatus, fields.status, subject))
  if (/^(ok|resolved|recovery|recovered)\b/i.test(word)) return '0'
  return /^problem\b/i.test(word) ? '1' : null
}

function isUpdate(fields: Fields): boolean {
  const isTold = macro(firstGiven(fields.eventupdate, fields.eventupdatestatus)) === '1'
  return isTold || macro(fields.eventupdateaction) !== ''
}

/** By number, or by Zabbix' own word: "High" is 4. A severity that nobody gave is a warning. */
function severityFrom(fields: Fields): Severity {
  const given = [
    fields.eventnseverity,
    fields.nseverity,
    fields.severity,
    fields.eventseverity,
    fields.triggerseverity,
  ]
  const level = macro(given.find(value => macro(value) !== ''))
  if (/^not classified$/i.test(level)) return 'info'
  return severities[numberOf(level) ?? -1] ?? severityOf(level)
}

/** The name's words count; after them the tags of Zabbix' own templates (scope:performance), and ours (kind:outage). */
function meaningFrom(
  name: string,
  tags: string,
  hosts: readonly unknown[],
  severity: Severity,
): AlertMeaning {
  const own = ownKind(/\bkind"?(?::|","value":)\s*"?([a-z-]+)/.exec(tags)?.[1])
  const told = meaningBy(own, { sentences: [name], hosts, severity })
  const isSlow = !own && told.kind === 'other' && /\bscope"?(?::|","value":)\s*"?performance\b/.test(tags)
  return isSlow ? { kind: 'slowdown', isGuess: true } : told
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
  return isUnfilled(text) ? '' : text
}
