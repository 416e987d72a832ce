import { type Fields, fieldsOf } from '#lib/alerts/fields/fields.ts'
import { firstGiven, numberOf, textsOf } from '#lib/alerts/fields/given.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { hostsNamed } from '#lib/alerts/hosts/named-hosts.ts'
import { identityOn } from '#lib/alerts/identity.ts'
import { ignored, type Parse, type ParsedItem, reported } from '#lib/alerts/item.ts'
import { routine } from '#lib/alerts/no-alert.ts'
import { files, scanItems, scannedPath } from '#lib/alerts/scan.ts'

/**
 * An event of Imunify360 or ImunifyAV as its hooks hand it to a script; our script adds _host.
 * SCAN_FINISHED comes after every scan, SCAN_MALWARE_FOUND beside it: both are the same find.
 */
export const parseImunify: Parse = ({ body, receivedAt }) => {
  const event = fieldsOf(body)
  // Only real time detection lists its finds by user; what a script has cut away is read by that.
  const id = plainLine(
    firstGiven(event?.event_id, fieldsOf(event?.malicious_files) ? 'REALTIME_MALWARE_FOUND' : null),
  )
  if (!event || id === '')
    return {
      unreadable: `event_id is ${quoted(event?.event_id)}, but accepts the name of an event of Imunify's hooks.`,
    }
  return { items: readEvent(id, event, receivedAt), messageId: null }
}

function readEvent(id: string, event: Fields, receivedAt: Date): ParsedItem[] {
  if (id === 'REALTIME_MALWARE_FOUND') return [readRealtime(event, receivedAt)]
  if (id === 'SCRIPT_BLOCKED') return [readBlocked(event, receivedAt)]
  if (id.endsWith('_SCAN_STARTED')) return [routine('A scan has started: it says nothing yet.')]
  if (id.endsWith('_SCAN_FINISHED') || id.endsWith('_SCAN_MALWARE_FOUND')) return readScan(event, receivedAt)
  return [ignored(`Event ${quoted(id)} speaks of no finding.`)]
}

function readScan(event: Fields, receivedAt: Date): ParsedItem[] {
  const paths = textsOf(event.malicious_files)
  const found = Math.max(numberOf(event.total_malicious) ?? 0, paths.length)
  return scanItems(
    {
      source: 'imunify',
      scanner: 'Imunify',
      hosts: hostsNamed(event),
      target: ['SCAN', scannedPath(event.path)],
      found,

      summary: `Imunify: ${files(found, 'malicious')}`,
      error: plainLine(event.error),
      details: joinLines(`scan of ${plainLine(event.path)}: ${plainLine(event.total_files)} files`, ...paths),
      startsAt: event.started,
      endsAt: event.completed,
    },
    receivedAt,
  )
}

/** What was found since period_started; a later period without a find sends nothing, so this never ends. */
function readRealtime(event: Fields, receivedAt: Date): ParsedItem {
  const perUser = Object.values(fieldsOf(event.malicious_files) ?? { all: event.malicious_files })
  const paths = perUser.flatMap(textsOf)
  const found = Math.max(numberOf(event.malicious_total) ?? 0, paths.length)
  if (found === 0) return ignored('No malicious file was found.')
  return reported(
    {
      ...common(event, 'REALTIME', 'suspicious-file'),
      summary: `Imunify: ${files(found, 'malicious')}`,
      details: joinLines(...paths),
    },
    receivedAt,
  )
}

/** Proactive defence has stopped a script: it did no harm, but it lies there. */
function readBlocked(event: Fields, receivedAt: Date): ParsedItem {
  const scripts = Array.isArray(event.blocked_scripts)
    ? event.blocked_scripts.map(script => fieldsOf(script) ?? {})
    : []
  const total = Math.max(numberOf(event.events_total) ?? 0, scripts.length)
  return reported(
    {
      ...common(event, 'SCRIPT_BLOCKED', 'other'),
      summary: `Imunify: ${total} blocked script run${total === 1 ? '' : 's'}`,
      details: joinLines(
        ...scripts.map(({ user, domain, path }) => [user, domain, path].map(plainLine).join(' ')),
      ),
    },
    receivedAt,
  )
}

function common(event: Fields, name: string, kind: 'suspicious-file' | 'other') {
  const hosts = hostsNamed(event)
  const startsAt = firstGiven(event.period_started, event.started)
  const told = { state: 'firing', severity: 'warning' } as const
  return { source: 'imunify', ...identityOn('imunify', hosts, name), hosts, kind, ...told, startsAt }
}
