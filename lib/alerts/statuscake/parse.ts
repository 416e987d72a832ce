import type { Fields } from '#lib/alerts/fields/fields.ts'
import { firstGiven } from '#lib/alerts/fields/given.ts'
import { looseFields } from '#lib/alerts/fields/loose-fields.ts'
import { hostsInTags } from '#lib/alerts/fields/tags.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { fingerprintOf } from '#lib/alerts/item/fingerprint.ts'
import { type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item/item.ts'
import { testMessage } from '#lib/alerts/item/no-alert.ts'
import { meaningOfFailure, meaningOfSilence } from '#lib/alerts/meaning/monitor.ts'
import type { AlertState } from '#lib/rules/alerts/alert.ts'

const states: ReadonlyMap<string, AlertState> = new Map([
  ['DOWN', 'firing'],
  ['UP', 'resolved'],
])

/** Methods of a test that waits to be told. */
const waiting = /^(push|heartbeat)$/i

/** StatusCake's webhook of a contact group: a form (by its other setting a query) with Name, URL, IP, Status, StatusCode. No time. */
export const parseStatusCake: Parse = ({ body, receivedAt }) => {
  const fields = looseFields(body)
  if (!fields) return { unreadable: `The body is ${quoted(body)}, but accepts StatusCake's form.` }
  return { items: [readTest(fields, receivedAt)], messageId: null }
}

/** A test is what StatusCake calls a monitor; names repeat, so without an id the address counts, too. */
function readTest(fields: Fields, receivedAt: Date): ParsedItem {
  const name = plainLine(firstGiven(fields.name, fields.url))
  const word = plainLine(fields.status).toUpperCase()
  if (word === 'TEST' || /^(test webhook|statuscake test)$/i.test(name)) return testMessage()
  const id = firstGiven(fields.testid, fields.id)
  if (id === undefined && name === '')
    return rejected('Name', `Name is ${quoted(fields.name)}, but accepts a test's name.`)
  const called = name || `Test ${plainLine(id)}`
  const fingerprint =
    id === undefined ? fingerprintOf('statuscake', name, fields.url) : fingerprintOf('statuscake', id)
  const state = states.get(word)
  if (!state)
    return rejected('Status', `Status is ${quoted(fields.status)}, but accepts Up, Down.`, fingerprint)
  const code = plainLine(fields.statuscode)
  const tags = plainLine(fields.tags).split(/[\s,]+/)
  const cause = [code === '' || code === '0' ? '' : `status ${code}`, plainLine(fields.reason)]
    .filter(Boolean)
    .join(', ')
  return reported(
    {
      source: 'statuscake',
      fingerprint,
      state,
      severity: 'critical',
      hosts: [...hostsInTags(tags), fields.url, fields.ip, name],
      ...(waiting.test(plainLine(fields.method))
        ? meaningOfSilence(called, false)
        : meaningOfFailure(called, cause)),
      summary: `${called}: ${word.toLowerCase()}${cause === '' ? '' : ` (${cause})`}`,
      details: joinLines(plainLine(fields.url), plainLine(fields.ip), plainLine(fields.method)),
      labels: { alertname: called, method: fields.method, tags: fields.tags },
    },
    receivedAt,
  )
}
