import { type Fields, fieldsOf, fieldsOrNone } from '#lib/alerts/fields/fields.ts'
import { firstGiven, numberOf } from '#lib/alerts/fields/given.ts'
import { unpackedJson } from '#lib/alerts/fields/loose-fields.ts'
import { hostsInTags, kindInTags, labelsInTags } from '#lib/alerts/fields/tags.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { timeOrNull } from '#lib/alerts/fields/time.ts'
import { onlyHostIn } from '#lib/alerts/hosts/hosts-in.ts'
import { fingerprintOf } from '#lib/alerts/item/fingerprint.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item/item.ts'
import { testMessage } from '#lib/alerts/item/no-alert.ts'
import type { AlertMeaning } from '#lib/alerts/meaning/meaning.ts'
import { meaningOfSilence } from '#lib/alerts/meaning/monitor.ts'

/** What reports this often is a sign of life of its server; what reports less often is some work on it. */
const mostHeartbeatSeconds = 3600
/** A schedule that comes at least once an hour, whatever the hour. */
const everyFewMinutes = /^(?:\*(?:\/[1-5]?\d)?|[\d,]{1,40}) \* \* \* \*$/

/** The body of our snippet for Healthchecks, the same for down and up: status, code, name, tags, now, and check as $JSON. */
export const parseHealthchecks: Parse = ({ body, receivedAt }) => {
  const fields = fieldsOf(body)
  if (!fields)
    return {
      unreadable: `The body is ${quoted(body)}, but accepts the body of our snippet for Healthchecks.`,
    }
  return { items: [readFlip(fields, receivedAt)], messageId: null }
}

function readFlip(fields: Fields, receivedAt: Date): ParsedItem {
  const check = { ...fields, ...fieldsOrNone(unpackedJson(fields.check)) }
  const name = plainLine(firstGiven(fields.name, check.name))
  const status = plainLine(firstGiven(fields.status, check.status)).toLowerCase()
  const code = firstGiven(fields.code, check.uuid, check.unique_key, check.slug, name)
  if (name === 'TEST') return testMessage()
  if (code === undefined) return rejected('code', `code is ${quoted(fields.code)}, but accepts $CODE.`)
  const fingerprint = fingerprintOf('healthchecks', code)
  if (['new', 'grace', 'paused', 'started'].includes(status))
    return ignored(`The status ${status} says nothing of the server.`)
  if (status !== 'down' && status !== 'up')
    return rejected('status', `status is ${quoted(status)}, but accepts down, up ($STATUS).`, fingerprint)
  const tags = plainLine(check.tags).split(' ')
  const called = name || plainLine(code)
  return reported(
    {
      source: 'healthchecks',
      fingerprint,
      severity: 'critical',
      hosts: [fields.server, ...hostsInTags(tags), onlyHostIn(name), name],
      ...meaningFrom(check, called, tags),
      ...(status === 'up'
        ? { state: 'resolved', summary: `${called} reports again`, endsAt: fields.now }
        : { state: 'firing', summary: silentSince(called, check), startsAt: fields.now }),
      details: joinLines(plainLine(check.desc), plainLine(fields.body), lastPing(check)),
      labels: { ...labelsInTags(tags), alertname: called },
    },
    receivedAt,
  )
}

/**
 * A tag (kind:outage) knows best; then whether it is work by its name, its schedule or its long period. Silence is stated only
 * where the check says how often the sign of life comes and how long it may be late.
 */
function meaningFrom(check: Fields, name: string, tags: readonly string[]): AlertMeaning {
  const own = kindInTags(tags)
  if (own) return { kind: own, isGuess: false }
  const period = numberOf(check.timeout)
  const schedule = plainLine(check.schedule)
  const isOften = schedule === '' ? (period ?? 0) <= mostHeartbeatSeconds : everyFewMinutes.test(schedule)
  if (!isOften) return { kind: 'other', isGuess: false }
  const isPeriodKnown = (period !== null || schedule !== '') && numberOf(check.grace) !== null
  return meaningOfSilence(`${name} ${tags.join(' ')}`, isPeriodKnown)
}

/** Silence says only since when nothing was heard. */
function silentSince(name: string, check: Fields): string {
  const at = timeOrNull(check.last_ping)
  return at
    ? `${name}: no data since ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
    : `${name} has not reported`
}

function lastPing(check: Fields): string {
  const at = plainLine(check.last_ping)
  return at === '' ? '' : `last report ${at}`
}
