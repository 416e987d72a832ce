import type { Fields } from '#lib/alerts/fields/fields.ts'
import { firstGiven, numberOf } from '#lib/alerts/fields/given.ts'
import { looseFields } from '#lib/alerts/fields/loose-fields.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { filledIn } from '#lib/alerts/fields/unfilled.ts'
import { fingerprintOf } from '#lib/alerts/item/fingerprint.ts'
import { ignored, type ParsedItem, rejected, reported } from '#lib/alerts/item/item.ts'
import { type CheckState, checkStates, meaningOfCheck } from '#lib/alerts/meaning/check-result.ts'
import type { AlertState, Severity } from '#lib/rules/alerts/alert.ts'

/** Types of notification that speak of staff or of maintenance; an end among them may hide a recovery. */
const quiet = /^(ACKNOWLEDGEMENT|CUSTOM|FLAPPING\w+|DOWNTIME\w+)$/

type Check = {
  host: string
  address: unknown
  service: string
  type: string
  state: CheckState | null
  output: string
  remarks: string[]
}

/** One notification of a monitor of Nagios' family. Problem ids are 0 on recovery, so host and service are the identity. */
export function readNotification(fields: Fields, source: string, receivedAt: Date): ParsedItem {
  const given = looseFields(fields) ?? {}
  const check = checkIn(given)
  const { host, service, type, state, output } = check
  const on = host || filledIn(check.address)
  if (on === '' && service === '')
    return rejected('host', `host is ${quoted(fields.host)}, but accepts the name of a host.`)
  const fingerprint = fingerprintOf(source, ...[on, service].filter(part => part !== ''))
  if (!state)
    return rejected(
      'state',
      `state is ${quoted(fields.state)}, but accepts ${checkStates.join(', ')}.`,
      fingerprint,
    )
  const isWell = state === 'OK' || state === 'UP'
  if (!isWell && plainLine(firstGiven(given.statetype, given.servicestatetype)).toUpperCase() === 'SOFT')
    return ignored('The state is soft: the monitor checks again before it says so.')
  const reason = reasonToIgnore(type, isWell)
  if (reason) return ignored(reason)
  const times = timesIn(given, isWell ? 'resolved' : 'firing')
  return reported(
    {
      source,
      fingerprint,
      hosts: [host, check.address],
      ...meaningOfCheck({ service, output, state, hosts: [host, check.address] }),
      state: isWell ? 'resolved' : 'firing',
      severity: severityOfState(state),
      summary: summaryFrom(service || on, output || state),
      details: joinLines(output, typeof fields.long_output === 'string' ? fields.long_output : ''),
      ...times,
      labels: { alertname: service || 'host', service, host },
      remarks: check.remarks,
    },
    receivedAt,
  )
}

/** Our own names of the fields, those of the macros, and Icinga's. What a monitor did not fill in counts as missing. */
function checkIn(given: Fields): Check {
  const host = filledIn(firstFilled(given.host, given.hostname, given.hostalias))
  const service = filledIn(firstFilled(given.service, given.servicedesc, given.servicename))
  const type = wordOf(filledIn(given.notificationtype))
  const said = firstFilled(given.state, service === '' ? given.hoststate : given.servicestate)
  const remarks =
    host === '' ? ['host is missing: the address or the source says which server is meant.'] : []
  if (said === undefined)
    remarks.push(`state is ${quoted(given.state)}: the type of the notification counts.`)
  return {
    host,
    address: firstFilled(given.hostaddress, given.address),
    service,
    type,
    state: said === undefined ? stateByType(type) : stateOf(said),
    output: filledIn(firstFilled(given.output, given.serviceoutput, given.hostoutput)),
    remarks,
  }
}

function firstFilled(...values: readonly unknown[]): unknown {
  return values.find(value => filledIn(value) !== '')
}

/** A problem without a state is one that nobody has graded. */
function stateByType(type: string): CheckState | null {
  if (type === 'RECOVERY') return 'OK'
  return type === 'PROBLEM' ? 'UNKNOWN' : null
}

/** While a host flaps or is in a downtime its recovery is not told, so what ends that and says OK is the recovery. */
function reasonToIgnore(type: string, isWell: boolean): string | null {
  if (type === '' || type === 'PROBLEM' || type === 'RECOVERY') return null
  if (!quiet.test(type)) return `Notification type ${quoted(type)} is neither a problem nor a recovery.`
  if (isWell && /(STOP|END|CANCELLED|REMOVED|DISABLED)$/.test(type)) return null
  return `${type} changes nothing on the server.`
}

/** The first notification tells when the problem began; a reminder's time is its own. */
function timesIn(given: Fields, state: AlertState) {
  const at = firstGiven(given.timet, given.icingatimet)
  if (state === 'resolved') return { endsAt: at }
  const isReminder = (numberOf(given.notificationnumber) ?? 1) > 1
  return isReminder ? {} : { startsAt: at }
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
  return checkStates.find(state => state === word) ?? null
}

/** Icinga writes Critical and, in its newer parts, DowntimeStart. */
function wordOf(value: unknown): string {
  return plainLine(value)
    .replace(/[^a-z]/gi, '')
    .toUpperCase()
}
