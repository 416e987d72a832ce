import type { AlertKind, AlertState, Severity } from '#lib/rules/alert.ts'
import { kindOfCheck } from './check-kind.ts'
import type { Fields } from './fields.ts'
import { fingerprintOf } from './fingerprint.ts'
import { numberOf } from './given.ts'
import { ignored, type ParsedItem, rejected, reported } from './item.ts'
import { kindOf } from './kind.ts'
import { joinLines, plainLine, quoted } from './text.ts'

/** States of a service, then of a host. */
const states = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN', 'UP', 'DOWN', 'UNREACHABLE'] as const
type CheckState = (typeof states)[number]

/** Types of notification that speak of staff or of planned work; an end among them may hide a recovery. */
const quiet = /^(ACKNOWLEDGEMENT|CUSTOM|FLAPPING\w+|DOWNTIME\w+)$/

/** One notification of a monitor of Nagios' family. Problem ids are 0 on recovery, so host and service are the identity. */
export function readNotification(fields: Fields, source: string, receivedAt: Date): ParsedItem {
  const host = plainLine(fields.host)
  const service = plainLine(fields.service)
  const type = wordOf(fields.notification_type)
  const state = stateOf(fields.state)
  if (host === '') return rejected('host', `host is ${quoted(fields.host)}, but accepts the name of a host.`)
  const fingerprint = fingerprintOf(source, host, ...(service === '' ? [] : [service]))
  if (!state)
    return rejected(
      'state',
      `state is ${quoted(fields.state)}, but accepts ${states.join(', ')}.`,
      fingerprint,
    )
  const isWell = state === 'OK' || state === 'UP'
  if (!isWell && plainLine(fields.state_type).toUpperCase() === 'SOFT')
    return ignored('The state is soft: the monitor checks again before it says so.')
  const reason = reasonToIgnore(type, isWell)
  if (reason) return ignored(reason)
  const output = plainLine(fields.output)
  return reported(
    {
      ...{ source, fingerprint, hosts: [host, fields.host_address] },
      kind: service === '' ? 'outage' : kindOfService(service, output, state),
      ...{ state: isWell ? 'resolved' : 'firing', severity: severityOfState(state) },
      summary: summaryFrom(service || host, output || state),
      details: joinLines(output, typeof fields.long_output === 'string' ? fields.long_output : ''),
      ...times(fields, isWell ? 'resolved' : 'firing'),
      labels: { alertname: service || 'host', service, host },
    },
    receivedAt,
  )
}

/** While a host flaps or is in a downtime its recovery is not told, so what ends that and says OK is the recovery. */
function reasonToIgnore(type: string, isWell: boolean): string | null {
  if (type === '' || type === 'PROBLEM' || type === 'RECOVERY') return null
  if (!quiet.test(type)) return `Notification type ${quoted(type)} is neither a problem nor a recovery.`
  if (isWell && /(STOP|END|CANCELLED|REMOVED|DISABLED)$/.test(type)) return null
  return `${type} changes nothing on the server.`
}

/** The first notification tells when the problem began; a reminder's time is its own. */
function times(fields: Fields, state: AlertState) {
  if (state === 'resolved') return { endsAt: fields.timet }
  const isReminder = (numberOf(fields.notification_number) ?? 1) > 1
  return isReminder ? {} : { startsAt: fields.timet }
}

/** Something served that only warns, or whose check could not be made, is not down. */
function kindOfService(service: string, output: string, state: CheckState): AlertKind {
  const kind = kindOfCheck(service)
  const isHalf = state === 'WARNING' || state === 'UNKNOWN'
  if (state === 'UNKNOWN' && kind !== 'suspicious-file') return 'other'
  if (kind === 'outage' && isHalf) return kindOf(output) === 'slowdown' ? 'slowdown' : 'other'
  return kind
}

/** A recovery does not say what it was, so the worst. */
function severityOfState(state: CheckState): Severity {
  return state === 'WARNING' || state === 'UNKNOWN' ? 'warning' : 'critical'
}

function summaryFrom(name: string, output: string): string {
  return output.toLowerCase().startsWith(name.toLowerCase()) ? output : `${name}: ${output}`
}

function stateOf(value: unknown): CheckState | null {
  const word = wordOf(value)
  return states.find(state => state === word) ?? null
}

/** Icinga writes Critical and, in its newer parts, DowntimeStart. */
function wordOf(value: unknown): string {
  return plainLine(value)
    .replace(/[^a-z]/gi, '')
    .toUpperCase()
}
