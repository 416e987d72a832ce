import { type Fields, fieldsOf, fieldsOrNone } from '#lib/alerts/fields/fields.ts'
import { firstGiven, numberOf } from '#lib/alerts/fields/given.ts'
import { ownKind } from '#lib/alerts/fields/kind.ts'
import { unpackedJson } from '#lib/alerts/fields/loose-fields.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { fingerprintOf } from '#lib/alerts/fingerprint.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item.ts'
import type { AlertMeaning } from '#lib/alerts/meaning/meaning.ts'
import { meaningOfFailure, meaningOfSilence } from '#lib/alerts/meaning/monitor.ts'
import { testMessage } from '#lib/alerts/no-alert.ts'

const down = 0
const up = 1
const others: ReadonlyMap<number, string> = new Map([
  [2, 'Pending: Uptime Kuma checks again before it says so.'],
  [3, 'Under maintenance at Uptime Kuma: nothing is said of the server.'],
])

/** Monitors of what runs behind a service that customers use. */
const inside = ['docker', 'mqtt', 'kafka-producer', 'rabbitmq', 'snmp', 'radius', 'tailscale-ping']

/** Tags by these names say what Uptime Kuma cannot know. */
const serverTags = ['server', 'hostname', 'host']

/**
 * Uptime Kuma's webhook: {heartbeat, monitor, msg} as JSON, in the field data of a form, or each as JSON in a query.
 * Its test button and its notices of expiring certificates and domains come without a heartbeat.
 */
export const parseUptimeKuma: Parse = ({ body, receivedAt }) => {
  const given = fieldsOf(body)
  const fields = given && 'data' in given ? fieldsOf(unpackedJson(given.data)) : given
  if (!fields)
    return { unreadable: `The body is ${quoted(body)}, but accepts what Uptime Kuma's webhook sends.` }
  const heartbeat = fieldsOf(unpackedJson(fields.heartbeat))
  const monitor = fieldsOrNone(unpackedJson(fields.monitor))
  const msg = plainLine(fields.msg)
  if (heartbeat) return { items: [readHeartbeat(heartbeat, monitor, msg, receivedAt)], messageId: null }
  if (msg === '') return { unreadable: 'heartbeat and msg are missing, but Uptime Kuma sends msg at least.' }
  return { items: [readNotice(msg)], messageId: null }
}

function readHeartbeat(heartbeat: Fields, monitor: Fields, msg: string, receivedAt: Date): ParsedItem {
  const id = firstGiven(heartbeat.monitorID, monitor.id, monitor.name)
  const status = numberOf(heartbeat.status) ?? statusIn(msg)
  if (id === undefined) return rejected('heartbeat.monitorID', 'heartbeat.monitorID is missing.')
  const fingerprint = fingerprintOf('uptime-kuma', id)
  const quiet = others.get(status ?? Number.NaN)
  if (quiet) return ignored(quiet)
  if (status !== down && status !== up) {
    const reason = `heartbeat.status is ${quoted(heartbeat.status)}, but accepts 0 (down), 1 (up), 2 (pending), 3 (maintenance).`
    return rejected('heartbeat.status', reason, fingerprint)
  }
  const name = plainLine(monitor.name) || `Monitor ${plainLine(id)}`
  const cause = plainLine(heartbeat.msg)
  const tags = tagsOf(monitor)
  // Resent while it is down: then the time is that of this check.
  const isBeginning = heartbeat.important !== false
  return reported(
    {
      source: 'uptime-kuma',
      fingerprint,
      hosts: hostsOf(monitor, tags),
      ...meaningFrom(monitor, tags, name, cause),
      severity: 'critical',
      ...(status === up
        ? { state: 'resolved', endsAt: heartbeat.time }
        : { state: 'firing', startsAt: isBeginning ? heartbeat.time : null }),
      summary: cause === '' ? name : `${name}: ${cause}`,
      details: joinLines(cause, plainLine(monitor.url), plainLine(monitor.description)),
      labels: { ...tags, alertname: name, type: monitor.type },
    },
    receivedAt,
  )
}

/** The message says it too: "[web07] [🔴 Down] …". */
function statusIn(msg: string): number | null {
  if (/\[🔴 Down\]/.test(msg)) return down
  return /\[✅ Up\]/.test(msg) ? up : null
}

function readNotice(msg: string): ParsedItem {
  if (/\btesting$/i.test(msg)) return testMessage()
  return ignored(`A notice without a heartbeat says nothing of the server: ${quoted(msg)}.`)
}

/** A monitor that waits to be told says how often that is. */
function meaningFrom(monitor: Fields, tags: Fields, name: string, cause: string): AlertMeaning {
  const own = ownKind(tags.kind)
  if (own) return { kind: own, isGuess: false }
  if (monitor.type === 'push') return meaningOfSilence(name, numberOf(monitor.interval) !== null)
  const told = meaningOfFailure(name, cause)
  return inside.includes(plainLine(monitor.type))
    ? { ...told, isGuess: told.kind !== 'suspicious-file' }
    : told
}

/** A monitor of a name server asks it for any name; others carry "https://" where they have no address. */
function hostsOf(monitor: Fields, tags: Fields): unknown[] {
  const tagged = serverTags.map(tag => tags[tag]).find(value => plainLine(value) !== '')
  const asked = monitor.type === 'dns' ? [monitor.dns_resolve_server] : []
  const url = /^[a-z0-9+.-]+:\/\/$/i.test(plainLine(monitor.url)) ? null : monitor.url
  return [tagged, ...asked, monitor.hostname, url, monitor.name]
}

function tagsOf({ tags }: Fields): Fields {
  const list = Array.isArray(tags) ? tags.map(fieldsOrNone) : []
  return Object.fromEntries(list.map(({ name, value }) => [plainLine(name).toLowerCase(), value]))
}
