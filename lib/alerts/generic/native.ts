import { z } from 'zod'
import { type Fields, fieldsOf } from '#lib/alerts/fields/fields.ts'
import { joinLines, plainLine, plainName, quoted } from '#lib/alerts/fields/text.ts'
import { readTime } from '#lib/alerts/fields/time.ts'
import { mostFingerprint } from '#lib/alerts/item/fingerprint.ts'
import {
  ignored,
  type Parsed,
  type ParsedItem,
  type Rejected,
  rejected,
  reported,
} from '#lib/alerts/item/item.ts'
import { alertKinds, alertStates, severities } from '#lib/rules/alerts/alert.ts'

const Time = z
  .unknown()
  .refine(value => readTime(value) !== 'unreadable')
  .optional()

/** One alert of our own schema. What it does not name is accepted and ignored. */
const Member = z.object({
  fingerprint: z.string().refine(text => isLength([...plainName(text)].length, mostFingerprint)),
  server: z.string().nullish(),
  kind: z.enum(alertKinds),
  state: z.enum(alertStates),
  severity: z.enum(severities),
  summary: z.string().refine(text => plainLine(text) !== ''),
  details: z.string().nullish(),
  startsAt: Time,
  endsAt: Time,
  id: z.union([z.string(), z.number()]).nullish(),
  labels: z.record(z.string(), z.unknown()).nullish(),
})

const time = 'a time such as 2026-03-10T14:30:00Z, or seconds or milliseconds since 1970'
const accepted: Record<keyof z.infer<typeof Member>, string> = {
  fingerprint: `a text of 1 to ${mostFingerprint} characters`,
  server: 'a host name or an IP address',
  kind: alertKinds.join(', '),
  state: alertStates.join(', '),
  severity: severities.join(', '),
  summary: 'a text that is not empty',
  details: 'a text',
  startsAt: time,
  endsAt: time,
  id: 'a text or a number',
  labels: 'an object',
}

/** Our own schema, version 1. */
export function parseNative(body: Fields, receivedAt: Date): Parsed {
  const { version, alerts } = body
  if (plainLine(version) !== '1') return { unreadable: `version is ${quoted(version)}, but accepts 1.` }
  if (!Array.isArray(alerts))
    return { unreadable: `alerts is ${quoted(alerts)}, but accepts a list of alerts.` }
  return { items: alerts.map(member => readNative(member, 'generic', receivedAt)), messageId: null }
}

/** One alert in our own words. at: where it stands in the request, for messages, such as 'data.'. */
export function readNative(member: unknown, source: string, receivedAt: Date, at = ''): ParsedItem {
  const raw = fieldsOf(member)
  if (!raw)
    return rejected(
      at.replace(/\.$/, '') || 'alerts',
      `An alert is ${quoted(member)}, but has to be an object.`,
    )
  // Somebody tries it out: publishing that would be a false alarm.
  if (raw.dryRun === true)
    return ignored('dryRun is true: it was only looked at. Add ?dry-run to see how it is read.')
  const parsed = Member.safeParse(raw)
  if (!parsed.success) return wrongField(raw, String(parsed.error.issues[0]?.path[0]), at)
  const { server, id, labels, details, ...facts } = parsed.data
  const listed = Object.entries(labels ?? {}).map(([name, value]) => `${name}=${plainLine(value)}`)
  return reported(
    {
      ...facts,
      source,
      hosts: [server],
      eventId: id,
      labels,
      details: joinLines(details, listed.join('\n')),
    },
    receivedAt,
  )
}

function wrongField(raw: Fields, field: string, at: string): Rejected {
  const value = raw[field]
  const length = typeof value === 'string' ? [...value].length : 0
  const got = length > mostFingerprint ? `${length} characters long` : quoted(value)
  const reason = `${at}${field} is ${got}, but accepts ${accepted[field as keyof typeof accepted]}.`
  const fingerprint = plainName(raw.fingerprint)
  return rejected(
    `${at}${field}`,
    reason,
    isLength([...fingerprint].length, mostFingerprint) ? fingerprint : null,
  )
}

function isLength(characters: number, most: number): boolean {
  return characters >= 1 && characters <= most
}
