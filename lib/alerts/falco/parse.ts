import { type Fields, fieldsOf, fieldsOrNone } from '#lib/alerts/fields/fields.ts'
import { firstGiven } from '#lib/alerts/fields/given.ts'
import { severityOf } from '#lib/alerts/fields/severity.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { hostsNamed } from '#lib/alerts/hosts/named-hosts.ts'
import { identityOn } from '#lib/alerts/item/identity.ts'
import { type Parse, type ParsedItem, reported } from '#lib/alerts/item/item.ts'
import { routine, testMessage } from '#lib/alerts/item/no-alert.ts'
import { isDetection } from '#lib/alerts/meaning/detection.ts'
import type { AlertKind } from '#lib/rules/alerts/alert.ts'

/** What the rules call it when something was written or started that ought not to be there. */
const writing =
  /\b(write|written|modify|modified|mkdir|(create|add) (symlink|hardlink|hidden|files?)|drop and execute|fileless|execution from|kernel module|setuid|miner|malware|root ?kit|back ?door)\b/i

/** One event of Falco's http_output, or of Falcosidekick's webhook, which adds uuid. An event never ends. */
export const parseFalco: Parse = ({ body, receivedAt }) => {
  const event = fieldsOf(body)
  if (!event)
    return {
      unreadable: `The body is ${quoted(body)}, but accepts one event of Falco as JSON: set json_output to true.`,
    }
  if (plainLine(event.rule) === '' && (plainLine(event.output) === '' || plainLine(event.priority) === ''))
    return {
      unreadable: `rule is ${quoted(event.rule)}, but accepts the name of a rule: keep json_include_output_property and the rule in the event.`,
    }
  return { items: [readEvent(event, receivedAt)], messageId: null }
}

function readEvent(event: Fields, receivedAt: Date): ParsedItem {
  const rule =
    plainLine(event.rule) || `Falco: ${plainLine(event.output).replace(/^[\d:.]+:? /, '')}`.slice(0, 120)
  const fields = fieldsOrNone(event.output_fields)
  if (rule === 'Test rule' && /falcosidekick/i.test(plainLine(event.output))) return testMessage()
  if (/^falco internal:/i.test(rule) || event.source === 'internal')
    return routine(`${quoted(rule)} speaks of Falco itself, not of the server.`)
  const hosts = [...hostsNamed(event), fields['evt.hostname']]
  const severity = severityOf(event.priority)
  return reported(
    {
      source: 'falco',
      ...identityOn('falco', hosts, rule, objectOf(event, fields)),
      hosts,
      kind: isDetection(severity) ? 'suspicious-file' : kindOfRule(rule),
      state: 'firing',
      severity,
      summary: rule,
      details: detailsFrom(event, fields),
      startsAt: event.time,
      eventId: event.uuid,
      labels: { alertname: rule, priority: event.priority, source: event.source },
      remarks: plainLine(event.rule) === '' ? ['rule is missing: its output stands for it.'] : [],
    },
    receivedAt,
  )
}

function kindOfRule(rule: string): AlertKind {
  return writing.test(rule) ? 'suspicious-file' : 'other'
}

/** What the rule caught: a file, else a program. A connection is left out: its ports differ each time. */
function objectOf(event: Fields, fields: Fields): unknown {
  const files = [fields['fd.name'], fields['fs.path.name'], fields['evt.arg.path'], fields['proc.exepath']]
  const written = /\bfile=(\/\S*?)[\s),]/.exec(`${plainLine(event.output)} `)?.[1]
  const file = [...files, written].find(name => plainLine(name).startsWith('/'))
  return firstGiven(file, fields['proc.name'])
}

function detailsFrom(event: Fields, fields: Fields): string {
  const facts = Object.entries(fields).map(([field, value]) => `${field}=${plainLine(value)}`)
  return joinLines(plainLine(firstGiven(event.output, event.message)), ...facts)
}
