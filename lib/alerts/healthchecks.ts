import type { AlertKind } from '#lib/rules/alert.ts'
import { type Fields, fieldsOf, fieldsOrNone } from './fields.ts'
import { fingerprintOf } from './fingerprint.ts'
import { firstGiven, numberOf } from './given.ts'
import { onlyHostIn } from './hosts-in.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from './item.ts'
import { unpackedJson } from './loose-fields.ts'
import { kindOfSilence } from './monitor-kind.ts'
import { testMessage } from './no-alert.ts'
import { hostsInTags, kindInTags, labelsInTags } from './tags.ts'
import { joinLines, plainLine, quoted } from './text.ts'

/** What reports so often is a sign of life of its server; what reports less often is some work on it. */
const mostHeartbeatSeconds = 3600

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
      ...{ source: 'healthchecks', fingerprint, severity: 'critical' },
      hosts: [fields.server, ...hostsInTags(tags), onlyHostIn(name), name],
      kind: kindFrom(check, called, tags),
      ...(status === 'up'
        ? { state: 'resolved', summary: `${called} reports again`, endsAt: fields.now }
        : { state: 'firing', summary: `${called} has not reported`, startsAt: fields.now }),
      details: joinLines(plainLine(check.desc), plainLine(fields.body), lastPing(check)),
      labels: { ...labelsInTags(tags), alertname: called },
    },
    receivedAt,
  )
}

/** A tag (kind:outage) knows best; then whether it is work by its name, its schedule or its long period. */
function kindFrom(check: Fields, name: string, tags: readonly string[]): AlertKind {
  const own = kindInTags(tags)
  if (own) return own
  const period = numberOf(check.timeout)
  const isRare = plainLine(check.schedule) !== '' || (period !== null && period > mostHeartbeatSeconds)
  return isRare ? 'other' : kindOfSilence(`${name} ${tags.join(' ')}`)
}

function lastPing(check: Fields): string {
  const at = plainLine(check.last_ping)
  return at === '' ? '' : `last report ${at}`
}
