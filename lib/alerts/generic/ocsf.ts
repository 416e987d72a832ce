import { type Fields, fieldsOf, fieldsOrNone } from '#lib/alerts/fields/fields.ts'
import { firstGiven, numberOf, textsOf } from '#lib/alerts/fields/given.ts'
import { severityOf } from '#lib/alerts/fields/severity.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { fingerprintOf } from '#lib/alerts/item/fingerprint.ts'
import { identityOn } from '#lib/alerts/item/identity.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item/item.ts'
import { isDetection } from '#lib/alerts/meaning/detection.ts'
import { saysSuspicious } from '#lib/alerts/meaning/phrases.ts'
import { reduced } from '#lib/alerts/meaning/reduce.ts'
import type { AlertKind, AlertState, Severity } from '#lib/rules/alerts/alert.ts'

/** Classes of findings: 2001 is the older Security Finding, 2005 an incident made of several, 2006 of data that leaks. */
const detections = [2001, 2004, 2005, 2006]
/** A weakness or a setting (vulnerability, compliance, application security): nothing has happened yet. */
const weaknesses = [2002, 2003, 2007]
const created = 1
const update = 2
const closed = 3
const quarantined = 3

/** By severity_id: 0 unknown, 1 informational, 2 low, 3 medium, 4 high, 5 critical, 6 fatal. */
const severities: readonly Severity[] = [
  'warning',
  'info',
  'info',
  'warning',
  'critical',
  'critical',
  'critical',
]

/** By status_id: 2 somebody is at it, 3 suppressed, 4 resolved, 5 archived, 6 deleted. */
const inProgress = 2
const suppressed = 3
const over = [4, 5, 6]

/** Whether a body is an event of the Open Cybersecurity Schema Framework, or a list of them. */
export function isOcsf(body: unknown): boolean {
  const events = Array.isArray(body) ? body : [body]
  return events.some(event => fieldsOf(event)?.class_uid !== undefined)
}

/** OCSF's findings, one event or a list. Of other classes nothing is read. */
export const parseOcsf: Parse = ({ body, receivedAt }) => {
  const events = Array.isArray(body) ? body : [body]
  return { items: events.map(event => readFinding(event, receivedAt)), messageId: null }
}

function readFinding(event: unknown, receivedAt: Date): ParsedItem {
  const fields = fieldsOf(event)
  if (!fields) return rejected('class_uid', `An event is ${quoted(event)}, but has to be an object.`)
  const sort = numberOf(fields.class_uid)
  if (sort === null || ![...detections, ...weaknesses].includes(sort))
    return ignored(`class_uid is ${quoted(fields.class_uid)}: only findings (2001 to 2007) are read.`)
  const finding = fieldsOrNone(fields.finding_info ?? fields.finding)
  const uid = plainLine(finding.uid)
  const named = plainLine(firstGiven(uid, finding.title, fields.message))
  if (named === '')
    return rejected('finding_info.uid', `finding_info.uid is ${quoted(finding.uid)}, but accepts a text.`)
  const status = numberOf(fields.status_id)
  if (status === suppressed) return ignored('The finding is suppressed at its source.')
  const activity = numberOf(fields.activity_id)
  if (status === inProgress && activity !== created && activity !== closed)
    return ignored('Somebody is at work on the finding, which changes nothing on the server.')
  const isOver = activity === closed || over.includes(status ?? 0)
  const state: AlertState = isOver ? 'resolved' : 'firing'
  const severity = severityFrom(fields)
  const hosts = hostsOf(fields)
  return reported(
    {
      source: 'ocsf',
      ...(uid === '' ? identityOn('ocsf', hosts, named) : { fingerprint: fingerprintOf(uid) }),
      hosts,
      kind: weaknesses.includes(sort) ? 'other' : kindFrom(fields, finding, severity),
      state,
      severity,
      summary: firstGiven(finding.title, fields.message, finding.desc, uid),
      details: joinLines(
        plainLine(fields.message),
        plainLine(finding.desc),
        disposition(fields),
        filesIn(fields).join('\n'),
      ),
      ...(isOver ? { endsAt: fields.time } : { startsAt: beginning(fields, finding) }),
      labels: { alertname: finding.title, product: fieldsOrNone(fieldsOrNone(fields.metadata).product).name },
      remarks: uid === '' ? ['finding_info.uid is missing: its title stands for it.'] : [],
    },
    receivedAt,
  )
}

/** An update's own time is not the beginning. */
function beginning({ activity_id, time }: Fields, { created_time, first_seen_time }: Fields): unknown {
  return firstGiven(created_time, first_seen_time, numberOf(activity_id) === update ? null : time)
}

/** Malware and files are what staff have to look at, quarantined or not, and so is all that is graded high. */
function kindFrom(fields: Fields, finding: Fields, severity: Severity): AlertKind {
  const isFile =
    filesIn(fields).length > 0 || malwareIn(fields) || numberOf(fields.disposition_id) === quarantined
  if (isFile || isDetection(severity)) return 'suspicious-file'
  const words = [finding.title, ...textsOf(finding.types), fields.message].map(plainLine).join(' ')
  // A finding is of what was found on a server, never of whether it answers.
  return saysSuspicious(reduced(words)) ? 'suspicious-file' : 'other'
}

/** The number counts; where there is none, or it says that the word does (99), the word. */
function severityFrom({ severity_id, severity }: Fields): Severity {
  const known = severities[numberOf(severity_id) ?? -1]
  return known && numberOf(severity_id) !== 0 ? known : severityOf(severity)
}

function malwareIn({ malware }: Fields): boolean {
  return Array.isArray(malware) && malware.length > 0
}

function filesIn({ evidences }: Fields): string[] {
  const list = Array.isArray(evidences) ? evidences.map(fieldsOrNone) : []
  const files = list.map(evidence => fieldsOrNone(evidence.file))
  return files.map(file => plainLine(firstGiven(file.path, file.name))).filter(path => path !== '')
}

function hostsOf({ device, resources }: Fields): unknown[] {
  const { hostname, name, ip } = fieldsOrNone(device)
  const [first, second] = Array.isArray(resources) ? resources.map(fieldsOrNone) : []
  // Several resources may be several servers.
  return [hostname, name, ip, ...(first && !second ? [first.hostname, first.name] : [])]
}

function disposition({ disposition: word, disposition_id }: Fields): string {
  if (numberOf(disposition_id) === quarantined) return 'quarantined'
  return plainLine(word).toLowerCase()
}
