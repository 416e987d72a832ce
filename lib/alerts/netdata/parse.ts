import { type Fields, fieldsOf } from '#lib/alerts/fields/fields.ts'
import { firstGiven, numberOf } from '#lib/alerts/fields/given.ts'
import { severityOf } from '#lib/alerts/fields/severity.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { timeOrNull } from '#lib/alerts/fields/time.ts'
import { onlyHostIn } from '#lib/alerts/hosts/hosts-in.ts'
import { identityOn } from '#lib/alerts/identity.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item.ts'
import { type AlertMeaning, meaningOf } from '#lib/alerts/meaning/meaning.ts'
import { testMessage } from '#lib/alerts/no-alert.ts'
import type { Severity } from '#lib/rules/alerts/alert.ts'

/** Netdata's states and severities by what they mean to us; the rest is its inside. */
const bad = ['warning', 'critical']
const well = ['clear', 'removed']
const inside = ['uninitialized', 'undefined']

/** Netdata's own alerts of the checks by which it asks for an answer itself, and the charts of these checks. */
const askedBy = /^(?:httpcheck|portcheck|ping_host)_/
const asked = /^(?:httpcheck|portcheck|ping)[_.]/
/** Of these those that tell of an answer, only a late or a wrong one. */
const answered = /slow|latency|response_time|response_length|rtt|content|packet_loss|header|redirect/

/**
 * Netdata: what its Cloud sends for an alert and for a node that cannot be reached, and what our custom_sender makes of an
 * agent's alert (as a form or as JSON).
 */
export const parseNetdata: Parse = ({ body, receivedAt }) => {
  const fields = fieldsOf(body)
  if (!fields) return { unreadable: `The body is ${quoted(body)}, but accepts what Netdata sends.` }
  return { items: [readMessage(fields, receivedAt)], messageId: null }
}

function readMessage(fields: Fields, receivedAt: Date): ParsedItem {
  if (isTest(fields)) return readTest(fields)
  const status = fieldsOf(fields.status)
  return status ? readReachability(fields, status, receivedAt) : readAlert(fields, receivedAt)
}

/** Cloud's test carries a token that its page asks for; an agent's test is called test_alarm. */
function isTest({ token, alert, alarm, name, status, message }: Fields): boolean {
  const called = plainLine(firstGiven(alert, alarm, name))
  if (/^test_?(alert|alarm)$/i.test(called)) return true
  return plainLine(token) !== '' && (/\btest\b/i.test(plainLine(message)) || (called === '' && !status))
}

function readTest({ token }: Fields): ParsedItem {
  const code = plainLine(token)
  return code === ''
    ? testMessage()
    : ignored(`test: the source works. Netdata asks for the token ${quoted(code)}.`)
}

function readReachability(fields: Fields, status: Fields, receivedAt: Date): ParsedItem {
  const word = plainLine(status.text).toLowerCase()
  const isReachable = typeof status.reachable === 'boolean' ? status.reachable : word === 'reachable'
  if (typeof status.reachable !== 'boolean' && word !== 'reachable' && word !== 'unreachable')
    return rejected(
      'status.reachable',
      `status.reachable is ${quoted(status.reachable)}, but accepts true, false.`,
    )
  const hosts = [fields.host, onlyHostIn(fields.message)]
  return reported(
    {
      source: 'netdata',
      ...identityOn('netdata', hosts, 'reachability'),
      hosts,
      kind: 'outage',
      ...(isReachable
        ? { state: 'resolved', endsAt: fields.date }
        : { state: 'firing', startsAt: fields.date }),
      severity: 'critical',
      summary: firstGiven(fields.message, `${plainLine(fields.host)} is ${word}`),
      details: fields.url,
      labels: { alertname: 'reachability' },
    },
    receivedAt,
  )
}

function readAlert(fields: Fields, receivedAt: Date): ParsedItem {
  const name = plainLine(firstGiven(fields.alert, fields.alarm, fields.name, fields.chart))
  const hosts = [fields.host, fields.hostname, fields.node, onlyHostIn(fields.message)]
  if (name === '')
    return rejected('alert', `alert is ${quoted(fields.alert)}, but accepts the name of an alert.`)
  const identity = identityOn('netdata', hosts, fields.chart, name)
  const word = plainLine(firstGiven(fields.status, fields.severity)).toLowerCase()
  if (inside.includes(word)) return ignored(`Netdata does not know the value of ${quoted(name)} now.`)
  if (!bad.includes(word) && !well.includes(word)) {
    const reason = `status is ${quoted(word)}, but accepts warning, critical, clear, removed.`
    return rejected('status', reason)
  }
  const isWell = well.includes(word)
  const value = plainLine(firstGiven(fields.value_string, fields.value))
  const severity = severityOf(isWell ? firstGiven(fields.old_status, 'critical') : word)
  return reported(
    {
      source: 'netdata',
      ...identity,
      hosts,
      ...meaningFrom(fields, name, hosts, severity),
      ...(isWell
        ? { state: 'resolved', endsAt: firstGiven(fields.when, fields.date) }
        : { state: 'firing', startsAt: beginning(fields) }),
      severity,
      summary: firstGiven(fields.summary, fields.message, joinWords(name, value)),
      details: joinLines(plainLine(fields.info), value, plainLine(fields.chart), plainLine(fields.alert_url)),
      labels: labelsFrom(fields, name),
    },
    receivedAt,
  )
}

/** An alert that gets worse is the same one: the agent says for how long it has not been clear. */
function beginning({ when, date, non_clear_duration }: Fields): number | null {
  const at = timeOrNull(firstGiven(when, date))
  const seconds = Math.max(0, numberOf(non_clear_duration) ?? 0)
  return at && at.getTime() - seconds * 1000
}

/** Netdata's alerts are of metrics, whose names state nothing: but for checks that ask for an answer and get none. */
function meaningFrom(
  { chart, context, class: sort, classification }: Fields,
  name: string,
  hosts: readonly unknown[],
  severity: Severity,
): AlertMeaning {
  const charts = [chart, context].map(plainLine)
  const isAnswered = answered.test(askedBy.test(name) ? name : [name, ...charts].join(' '))
  const isAsked = askedBy.test(name) || charts.some(each => asked.test(each))
  if (isAsked && !isAnswered) return meaningOf({ verdict: 'down', hosts, severity })
  if (isAsked)
    return { kind: /content|packet_loss|header|redirect/.test(name) ? 'outage' : 'slowdown', isGuess: true }
  const told = meaningOf({ names: [name], hosts, severity })
  const of = plainLine(firstGiven(sort, classification)).toLowerCase()
  if (told.kind === 'other' && of === 'latency') return { kind: 'slowdown', isGuess: true }
  return { ...told, isGuess: told.kind === 'outage' || told.isGuess }
}

function joinWords(name: string, value: string): string {
  return value === '' ? name : `${name} = ${value}`
}

function labelsFrom(fields: Fields, alertname: string): Fields {
  const { chart, context, family, class: sort, type, component, space } = fields
  return { chart, context, family, class: sort, type, component, space, alertname }
}
