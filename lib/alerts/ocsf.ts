import type { AlertKind, AlertState, Severity } from '#lib/rules/alert.ts'
import { kindOfCheck } from './check-kind.ts'
import { type Fields, fieldsOf, fieldsOrNone } from './fields.ts'
import { fingerprintOf } from './fingerprint.ts'
import { firstGiven, numberOf, textsOf } from './given.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from './item.ts'
import { joinLines, plainLine, quoted } from './text.ts'

const detectionFinding = 2004
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

/** By status_id: 3 suppressed, 4 resolved, 5 archived, 6 deleted. */
const suppressed = 3
const over = [4, 5, 6]

/** Whether a body is an event of the Open Cybersecurity Schema Framework, or a list of them. */
export function isOcsf(body: unknown): boolean {
  const first = fieldsOf(Array.isArray(body) ? body[0] : body)
  return first !== null && 'class_uid' in first
}

/** OCSF's Detection Finding (class 2004): one event or a list. Of other classes nothing is read. */
export const parseOcsf: Parse = ({ body, receivedAt }) => {
  const events = Array.isArray(body) ? body : [body]
  return { items: events.map(event => readFinding(event, receivedAt)), messageId: null }
}

function readFinding(event: unknown, receivedAt: Date): ParsedItem {
  const fields = fieldsOf(event)
  if (!fields) return rejected('class_uid', `An event is ${quoted(event)}, but has to be an object.`)
  if (numberOf(fields.class_uid) !== detectionFinding)
    return ignored(`class_uid is ${quoted(fields.class_uid)}: only Detection Findings (2004) are read.`)
  const finding = fieldsOrNone(fields.finding_info)
  const uid = plainLine(finding.uid)
  if (uid === '')
    return rejected('finding_info.uid', `finding_info.uid is ${quoted(finding.uid)}, but accepts a text.`)
  const status = numberOf(fields.status_id)
  if (status === suppressed) return ignored('The finding is suppressed at its source.')
  const isOver = numberOf(fields.activity_id) === closed || over.includes(status ?? 0)
  const state: AlertState = isOver ? 'resolved' : 'firing'
  return reported(
    {
      ...{
        source: 'ocsf',
        fingerprint: fingerprintOf(uid),
        hosts: hostsOf(fields),
        kind: kindFrom(fields, finding),
        state,
      },
      severity: severities[numberOf(fields.severity_id) ?? 0] ?? 'warning',
      summary: firstGiven(finding.title, fields.message, finding.desc, uid),
      details: joinLines(
        plainLine(fields.message),
        plainLine(finding.desc),
        disposition(fields),
        filesIn(fields).join('\n'),
      ),
      ...(isOver ? { endsAt: fields.time } : { startsAt: beginning(fields, finding) }),
      labels: { alertname: finding.title, product: fieldsOrNone(fieldsOrNone(fields.metadata).product).name },
    },
    receivedAt,
  )
}

/** An update's own time is not the beginning. */
function beginning({ activity_id, time }: Fields, { created_time, first_seen_time }: Fields): unknown {
  return firstGiven(created_time, first_seen_time, numberOf(activity_id) === update ? null : time)
}

/** Malware and files are what staff have to look at, quarantined or not; else the finding's words say what it is. */
function kindFrom(fields: Fields, finding: Fields): AlertKind {
  const isFile =
    filesIn(fields).length > 0 || malwareIn(fields) || numberOf(fields.disposition_id) === quarantined
  if (isFile) return 'suspicious-file'
  return kindOfCheck([finding.title, ...textsOf(finding.types), fields.message].map(plainLine).join(' '))
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
