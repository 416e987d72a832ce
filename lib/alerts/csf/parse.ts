import { type Fields, fieldsOf } from '#lib/alerts/fields/fields.ts'
import { firstGiven, numberOf } from '#lib/alerts/fields/given.ts'
import { plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { hostsNamed } from '#lib/alerts/hosts/named-hosts.ts'
import { identityOn } from '#lib/alerts/item/identity.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item/item.ts'
import { routine } from '#lib/alerts/item/no-alert.ts'
import type { AlertKind, Severity } from '#lib/rules/alerts/alert.ts'

/** lfd compares the load with a fixed number, whatever the machine: below this much per core nobody notices. */
const leastLoadPerCore = 1
const criticalLoadPerCore = 4

/** What one message of lfd speaks of. */
type Topic = { event: string; kind: AlertKind; severity: Severity; object?: unknown }

/**
 * What our scripts for ConfigServer Firewall post, as a form or as JSON, each with _host and event:
 * load (load1, load5, load15, cores, state), block (address, ports, message, trigger), and mail (subject, body),
 * which is lfd's own mail. The topics of such a mail can be posted by their name as well: file, watch, integrity,
 * exploit, process (file, user, text).
 */
export const parseCsf: Parse = ({ body, receivedAt }) => {
  const fields = fieldsOf(body)
  if (!fields)
    return { unreadable: `The body is ${quoted(body)}, but accepts the fields of our scripts for CSF.` }
  return { items: [readEvent(fields, receivedAt)], messageId: null }
}

function readEvent(fields: Fields, receivedAt: Date): ParsedItem {
  const event = plainLine(firstGiven(fields.event, plainLine(fields.subject) === '' ? null : 'mail'))
  if (event === 'block')
    return routine(
      `An address was blocked (${quoted(firstGiven(fields.trigger, 'csf'))}): the server is well.`,
    )
  if (event === 'load') return readLoad(fields, receivedAt)
  const subject = subjectOf(fields)
  const topic = event === 'mail' ? topicOfMail(subject, fields) : namedTopic(event, fields)
  if (topic === 'unknown')
    return rejected(
      'event',
      `event is ${quoted(fields.event)}, but accepts load, block, mail, file, watch, integrity, exploit, process.`,
    )
  if (!topic) return ignored(`${quoted(subject)} is a note of lfd about logins or blocks.`)
  if (topic.event === 'load')
    return readLoad({ ...fields, text: firstGiven(fields.text, fields.body) }, receivedAt)
  const hosts = hostsOf(fields)
  return reported(
    {
      source: 'csf',
      ...identityOn('csf', hosts, topic.event, topic.object),
      hosts,
      kind: topic.kind,
      state: 'firing',
      severity: topic.severity,
      summary: firstGiven(subject, `lfd: ${topic.event} ${plainLine(topic.object)}`),
      details: firstGiven(fields.body, fields.text, fields.reason),
      startsAt: fields.time,
      labels: { alertname: topic.event },
    },
    receivedAt,
  )
}

/** The script that lfd starts waits until the load is down again and then says state=resolved; a mail has no end. */
function readLoad(fields: Fields, receivedAt: Date): ParsedItem {
  const cores = numberOf(fields.cores)
  const load = numberOf(firstGiven(fields.load5, fields.load1))
  const perCore = load !== null && cores !== null && cores > 0 ? load / cores : null
  const isOver = fields.state === 'resolved'
  if (!isOver && perCore !== null && perCore < leastLoadPerCore)
    return ignored(`A load of ${load} is little on ${cores} cores: raise PT_LOAD_LEVEL.`)
  const hosts = hostsOf(fields)
  const time = isOver ? { endsAt: fields.time } : { startsAt: fields.time }
  return reported(
    {
      source: 'csf',
      ...identityOn('csf', hosts, 'load'),
      hosts,
      kind: 'slowdown',
      // A load says how much there is to do, and not that customers wait.
      isGuess: true,
      state: isOver ? 'resolved' : 'firing',
      severity: perCore !== null && perCore >= criticalLoadPerCore ? 'critical' : 'warning',
      summary:
        load === null
          ? firstGiven(subjectOf(fields), 'The load is high')
          : `Load ${load} on ${cores ?? 'unknown'} cores`,
      details: fields.text,
      ...time,
      labels: { alertname: 'load' },
    },
    receivedAt,
  )
}

/** The subjects of lfd's templates, without "lfd on <host>: ". null: nothing that a server suffers from. */
function topicOfMail(subject: string, fields: Fields): Topic | null {
  const changed = /^(\/.*) has changed$/.exec(subject)?.[1]
  const user = /running under user (.+)$/.exec(subject)?.[1]
  const file = /^File:\s*(\S.*)$/m.exec(typeof fields.body === 'string' ? fields.body : '')?.[1]
  if (/ minute load average alert/.test(subject)) return topicNamed('load')
  if (subject.startsWith('Suspicious File Alert')) return topicNamed('file', file)
  if (changed) return topicNamed('watch', changed)
  if (subject.startsWith('System Integrity checking')) return topicNamed('integrity')
  if (subject.startsWith('System Exploit checking')) return topicNamed('exploit')
  if (subject.startsWith('Suspicious process')) return topicNamed('process', user)
  if (/^(Account modification|Fork Bomb|Script Alert|Email queue size|SYSLOG Check Failed)/.test(subject))
    return { event: 'note', kind: 'other', severity: 'warning', object: subject }
  return null
}

/** exploit is lfd's check for further users with UID 0 (LF_EXPLOIT). */
function namedTopic(event: string, fields: Fields): Topic | 'unknown' {
  const known = ['file', 'watch', 'integrity', 'exploit', 'uid0', 'process']
  if (!known.includes(event)) return 'unknown'
  return topicNamed(event === 'uid0' ? 'exploit' : event, firstGiven(fields.file, fields.user))
}

function topicNamed(event: string, object?: unknown): Topic {
  const kind = event === 'process' ? 'other' : 'suspicious-file'
  return { event, kind, severity: event === 'exploit' ? 'critical' : 'warning', object }
}

function subjectOf(fields: Fields): string {
  return plainLine(fields.subject).replace(/^lfd on [^:]*:\s*/, '')
}

function hostsOf(fields: Fields): unknown[] {
  return [firstGiven(...hostsNamed(fields), /^lfd on ([^:\s]+):/.exec(plainLine(fields.subject))?.[1])]
}
