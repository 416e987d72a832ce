import type { Fields } from '#lib/alerts/fields/fields.ts'
import { firstGiven } from '#lib/alerts/fields/given.ts'
import { looseFields } from '#lib/alerts/fields/loose-fields.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { fingerprintOf } from '#lib/alerts/item/fingerprint.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item/item.ts'
import { testMessage } from '#lib/alerts/item/no-alert.ts'
import { meaningOfFailure, meaningOfSilence } from '#lib/alerts/meaning/monitor.ts'
import type { AlertState } from '#lib/rules/alerts/alert.ts'

const down = '1'
const up = '2'
const certificate = '3'
/** A monitor that waits to be told. */
const heartbeat = /\bheartbeat\b/i

/**
 * UptimeRobot's variables under their own names (monitorID, monitorURL, monitorFriendlyName, alertType, alertDetails,
 * alertDateTime …), as JSON, a form or a query; the user writes the body, so other spellings are read as well.
 */
export const parseUptimeRobot: Parse = ({ body, receivedAt }) => {
  const fields = looseFields(body)
  if (!fields) return { unreadable: `The body is ${quoted(body)}, but accepts UptimeRobot's variables.` }
  return { items: [readAlert(fields, receivedAt)], messageId: null }
}

function readAlert(fields: Fields, receivedAt: Date): ParsedItem {
  const id = plainLine(firstGiven(fields.monitorid, fields.id))
  // Left as it was written: somebody tries the address by hand.
  if (/^\*\w+\*$/.test(id)) return testMessage()
  const name = plainLine(
    firstGiven(fields.monitorfriendlyname, fields.friendlyname, fields.monitorname, fields.monitorurl),
  )
  if (id === '' && name === '')
    return rejected('monitorID', `monitorID is ${quoted(fields.monitorid)}, but accepts *monitorID*.`)
  const fingerprint = fingerprintOf('uptimerobot', id || name)
  const type = plainLine(fields.alerttype)
  const word = plainLine(fields.alerttypefriendlyname)
  if (type === certificate || /\b(ssl|domain)\b/i.test(word))
    return ignored('A certificate or a domain that expires says nothing of the server.')
  const state = stateOf(type, word)
  if (!state) {
    const reason = `alertType is ${quoted(fields.alerttype)}, but accepts 1 (down), 2 (up), 3 (a certificate expires).`
    return rejected('alertType', reason, fingerprint)
  }
  const cause = plainLine(fields.alertdetails)
  return reported(
    {
      source: 'uptimerobot',
      fingerprint,
      state,
      severity: 'critical',
      hosts: [fields.server, fields.monitorurl, name],
      ...(heartbeat.test(`${fields.monitortype} ${cause}`)
        ? meaningOfSilence(name, false)
        : meaningOfFailure(name, `${word} ${cause}`)),
      summary: cause === '' ? `${name}: ${state === 'firing' ? 'down' : 'up'}` : `${name}: ${cause}`,
      details: joinLines(cause, plainLine(fields.monitorurl), lasted(fields)),
      ...(state === 'resolved' ? { endsAt: fields.alertdatetime } : { startsAt: fields.alertdatetime }),
      labels: { alertname: name, alertType: type },
    },
    receivedAt,
  )
}

function stateOf(type: string, word: string): AlertState | null {
  if (type === up || /^(up|resolved)$/i.test(word || type)) return 'resolved'
  return type === down || /^(down|slow|slow response|high response time)$/i.test(word || type)
    ? 'firing'
    : null
}

function lasted({ alertfriendlyduration, alertduration }: Fields): string {
  const duration = plainLine(firstGiven(alertfriendlyduration, alertduration))
  return duration === '' ? '' : `duration ${duration}`
}
