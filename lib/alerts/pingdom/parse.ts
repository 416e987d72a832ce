import { type Fields, fieldsOf, fieldsOrNone } from '#lib/alerts/fields/fields.ts'
import { firstGiven } from '#lib/alerts/fields/given.ts'
import { severityOf } from '#lib/alerts/fields/severity.ts'
import { hostsInTags } from '#lib/alerts/fields/tags.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { fingerprintOf } from '#lib/alerts/item/fingerprint.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item/item.ts'
import { testMessage } from '#lib/alerts/item/no-alert.ts'
import { meaningGraded, meaningOfFailure } from '#lib/alerts/meaning/monitor.ts'
import type { AlertState } from '#lib/rules/alerts/alert.ts'

/** An uptime check is up or down, a transaction check succeeds or fails. */
const states: ReadonlyMap<string, AlertState> = new Map([
  ['DOWN', 'firing'],
  ['FAILING', 'firing'],
  ['UP', 'resolved'],
  ['SUCCESS', 'resolved'],
])
/** Neither: it was paused, or not seen by a second probe yet. */
const unsure = ['UNKNOWN', 'PAUSED', 'UNCONFIRMED_DOWN', 'NODATA']

/** Pingdom's state change webhook. */
export const parsePingdom: Parse = ({ body, receivedAt }) => {
  const fields = fieldsOf(body)
  if (!fields) return { unreadable: `The body is ${quoted(body)}, but accepts Pingdom's webhook.` }
  return { items: [readChange(fields, receivedAt)], messageId: null }
}

function readChange(fields: Fields, receivedAt: Date): ParsedItem {
  const name = plainLine(fields.check_name)
  const id = firstGiven(fields.check_id, name)
  if (/^test$/i.test(plainLine(fields.current_state))) return testMessage()
  if (id === undefined)
    return rejected('check_id', `check_id is ${quoted(fields.check_id)}, but accepts a check's id.`)
  const fingerprint = fingerprintOf('pingdom', id)
  const word = plainLine(fields.current_state).toUpperCase()
  if (unsure.includes(word)) return ignored(`The state ${word} says nothing of the server.`)
  const state = states.get(word)
  if (!state) {
    const reason = `current_state is ${quoted(fields.current_state)}, but accepts DOWN, UP, FAILING, SUCCESS.`
    return rejected('current_state', reason, fingerprint)
  }
  const at = firstGiven(fields.state_changed_timestamp, fields.state_changed_utc_time)
  const cause = plainLine(firstGiven(fields.description, fields.long_description))
  const called = name || `Check ${plainLine(id)}`
  const said = [fields.description, fields.long_description].map(plainLine).join(' ')
  const severity = fields.importance_level === undefined ? 'critical' : severityOf(fields.importance_level)
  return reported(
    {
      source: 'pingdom',
      fingerprint,
      state,
      hosts: hostsOf(fields),
      ...meaningGraded(meaningOfFailure(called, said), severity),
      severity,
      summary: state === 'resolved' || cause === '' ? `${called}: ${word}` : `${called}: ${cause}`,
      details: joinLines(plainLine(fields.long_description), plainLine(fields.custom_message)),
      ...(state === 'resolved' ? { endsAt: at } : { startsAt: at }),
      remarks: fields.check_id === undefined ? ['check_id is missing: the name stands for it.'] : [],
      labels: { alertname: called, type: fields.check_type, importance: fields.importance_level },
    },
    receivedAt,
  )
}

/** A tag server:web07 names it better than the site that is asked. A request's url is only its path. */
function hostsOf({ check_params, check_name, tags }: Fields): unknown[] {
  const { hostname, full_url, url } = fieldsOrNone(check_params)
  const path = /^https?:/i.test(plainLine(url)) ? url : null
  return [...hostsInTags(tagsOf(tags)), hostname, full_url, path, check_name]
}

function tagsOf(tags: unknown): string[] {
  const list = Array.isArray(tags) ? tags : []
  return list.map(tag => plainLine(fieldsOf(tag)?.name ?? tag))
}
