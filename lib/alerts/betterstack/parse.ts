import { type Fields, fieldsOf, fieldsOrNone } from '#lib/alerts/fields/fields.ts'
import { firstGiven } from '#lib/alerts/fields/given.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { fingerprintOf } from '#lib/alerts/fingerprint.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item.ts'
import { type AlertMeaning, meaningOf } from '#lib/alerts/meaning/meaning.ts'
import { meaningOfFailure, meaningOfSilence } from '#lib/alerts/meaning/monitor.ts'
import { testMessage } from '#lib/alerts/no-alert.ts'

/** What somebody or the monitor does with an incident that has begun. */
const nearby = ['acknowledged', 'validating', 'commented', 'escalated', 'reassigned', 'snoozed']

/** Better Stack's incident webhook, in the manner of JSON:API. Only its start and its end say something of the server. */
export const parseBetterStack: Parse = ({ body, receivedAt }) => {
  const fields = fieldsOf(body)
  const data = fieldsOf(fields?.data)
  if (!fields || !data)
    return { unreadable: `data is ${quoted(fields?.data)}, but accepts Better Stack's incident webhook.` }
  return { items: [readIncident(fields, data, receivedAt)], messageId: null }
}

function readIncident(fields: Fields, data: Fields, receivedAt: Date): ParsedItem {
  const type = plainLine(data.type)
  if (type !== 'incident' && type !== '')
    return ignored(`Better Stack's webhook of ${quoted(type)} says nothing of the server.`)
  const incident = fieldsOrNone(data.attributes)
  const id = plainLine(firstGiven(data.id, incident.url, incident.name))
  if (id === '') return rejected('data.id', `data.id is ${quoted(data.id)}, but accepts an incident's id.`)
  const name = plainLine(firstGiven(incident.name, incident.url)) || `Incident ${id}`
  const cause = plainLine(incident.cause)
  if (/^test( incident| alert)?$/i.test(cause || name)) return testMessage()
  const words = [fields.event, incident.status].map(value => plainLine(value).toLowerCase())
  const isOver = plainLine(incident.resolved_at) !== '' || words.includes('resolved')
  const noted = isOver ? undefined : words.find(word => nearby.includes(word))
  if (noted) return ignored(`Better Stack's ${quoted(noted)} changes nothing on the server.`)
  return reported(
    {
      source: 'betterstack',
      fingerprint: fingerprintOf('betterstack', id),
      severity: 'critical',
      hosts: [fieldsOrNone(incident.metadata).server, incident.url, name],
      ...meaningFrom(data, incident, name, cause),
      state: isOver ? 'resolved' : 'firing',
      summary: cause === '' ? name : `${name}: ${cause}`,
      details: joinLines(cause, plainLine(incident.url), plainLine(incident.origin_url)),
      startsAt: incident.started_at,
      endsAt: incident.resolved_at,
      labels: { alertname: name, cause, team: incident.team_name },
      remarks: plainLine(data.id) === '' ? ['data.id is missing: its name stands for it.'] : [],
    },
    receivedAt,
  )
}

/** An incident does not say how often its heartbeat is awaited, and one that another tool has made is only its words. */
function meaningFrom(data: Fields, incident: Fields, name: string, cause: string): AlertMeaning {
  if (isHeartbeat(data, cause)) return meaningOfSilence(name, false)
  const isMonitor =
    fieldsOf(fieldsOrNone(data.relationships).monitor) !== null || plainLine(incident.url) !== ''
  if (isMonitor) return meaningOfFailure(name, cause)
  return meaningOf({ sentences: [name, cause], severity: 'critical' })
}

function isHeartbeat({ relationships }: Fields, cause: string): boolean {
  return fieldsOf(fieldsOrNone(relationships).heartbeat) !== null || /\bheartbeat\b/i.test(cause)
}
