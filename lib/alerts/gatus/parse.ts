import { type Fields, fieldsOf } from '#lib/alerts/fields/fields.ts'
import { firstGiven } from '#lib/alerts/fields/given.ts'
import { ownKind } from '#lib/alerts/fields/kind.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { filledIn } from '#lib/alerts/fields/unfilled.ts'
import { fingerprintOf } from '#lib/alerts/fingerprint.ts'
import { type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item.ts'
import type { AlertMeaning } from '#lib/alerts/meaning/meaning.ts'
import { meaningOfFailure } from '#lib/alerts/meaning/monitor.ts'
import type { AlertKind, AlertState } from '#lib/rules/alerts/alert.ts'

const states: ReadonlyMap<string, AlertState> = new Map([
  ['TRIGGERED', 'firing'],
  ['FIRING', 'firing'],
  ['RESOLVED', 'resolved'],
])

/**
 * The body of our snippet for Gatus, as a form or as JSON: state, group, name, url, description, errors, conditions;
 * by hand also server and kind. Gatus knows neither ids nor times, so an endpoint's outages differ by their receipt only.
 */
export const parseGatus: Parse = ({ body, receivedAt }) => {
  const fields = fieldsOf(body)
  if (!fields)
    return { unreadable: `The body is ${quoted(body)}, but accepts the body of our snippet for Gatus.` }
  return { items: [readEndpoint(fields, receivedAt)], messageId: null }
}

function readEndpoint(fields: Fields, receivedAt: Date): ParsedItem {
  const name = filledIn(firstGiven(fields.name, fields.endpoint, fields.url))
  if (name === '') return rejected('name', `name is ${quoted(fields.name)}, but accepts [ENDPOINT_NAME].`)
  const group = plainLine(fields.group)
  const fingerprint = fingerprintOf('gatus', group === '' ? name : `${group}/${name}`)
  const state = states.get(plainLine(fields.state).toUpperCase())
  if (!state) {
    const reason = `state is ${quoted(fields.state)}, but accepts TRIGGERED, RESOLVED ([ALERT_TRIGGERED_OR_RESOLVED]).`
    return rejected('state', reason, fingerprint)
  }
  const errors = filled(fields.errors).replaceAll('\\"', '"')
  const conditions = filled(fields.conditions)
  const said = plainLine(firstGiven(filled(fields.description), errors, conditions))
  return reported(
    {
      source: 'gatus',
      fingerprint,
      state,
      severity: 'critical',
      hosts: [fields.server, fields.url, name],
      ...meaningFrom(ownKind(fields.kind), joinLines(name, group), errors, conditions),
      summary: said === '' ? name : `${name}: ${said}`,
      details: joinLines(errors, conditions, plainLine(fields.url)),
      labels: { alertname: name, group },
    },
    receivedAt,
  )
}

/** What Gatus has nothing to put in for stays as it was written: [RESULT_CONDITIONS]. */
function filled(value: unknown): string {
  const text = plainLine(value)
  return /^\[[A-Z_]+\]$/.test(text) ? '' : text
}

/** Without an error the endpoint has answered, and the conditions that failed say what is wrong with that. */
function meaningFrom(own: AlertKind | null, name: string, errors: string, conditions: string): AlertMeaning {
  if (own) return { kind: own, isGuess: false }
  const failed = conditions.split('❌').slice(1)
  const isAll = (what: RegExp) => errors === '' && failed.length > 0 && failed.every(each => what.test(each))
  if (isAll(/\[RESPONSE_TIME\]/)) return { kind: 'slowdown', isGuess: false }
  if (isAll(/\[(CERTIFICATE|DOMAIN)_EXPIRATION\]/)) return { kind: 'other', isGuess: false }
  return meaningOfFailure(name, errors)
}
