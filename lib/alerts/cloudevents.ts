import { finishAlert, isRecord, type Parse, type Record_, rejected, shown } from './item.ts'

export function isCloudEvent(body: Record_): boolean {
  return 'specversion' in body
}

/** One CloudEvents 1.0 event in structured mode: the server is its subject, our fields are its data. */
export const parseCloudEvent: Parse = ({ body, receivedAt }) => {
  if (!isRecord(body))
    return { unreadable: `The body is ${shown(body)}, but has to be a CloudEvents object.` }
  const { specversion, id, source, type, subject, time, data } = body
  if (specversion !== '1.0') return { unreadable: `specversion is ${shown(specversion)}, but accepts "1.0".` }
  if (typeof id !== 'string' || id === '')
    return { unreadable: `id is ${shown(id)}, but CloudEvents need a text.` }
  if (typeof source !== 'string' || source === '')
    return { unreadable: `source is ${shown(source)}, but CloudEvents need a text.` }
  const messageId = `${source}|${id}`
  if (!isRecord(data))
    return { items: [rejected('data', `data is ${shown(data)}, but has to be an object`)], messageId }
  const item = finishAlert(
    {
      source: 'cloudevents',
      hosts: [subject, data.server],
      ...{ fingerprint: data.fingerprint ?? id, kind: data.kind, severity: data.severity ?? 'warning' },
      ...{ summary: data.summary ?? type, details: data.details, state: data.state ?? stateOf(type) },
      ...{ startsAt: data.startsAt ?? time, endsAt: data.endsAt },
    },
    receivedAt,
  )
  return { items: [item], messageId }
}

/** The last word of the event's type may say it: net.example-host.alert.resolved. */
function stateOf(type: unknown): string {
  return typeof type === 'string' && /(^|[._-])(resolved|cleared|recovered|ok)$/i.test(type)
    ? 'resolved'
    : 'firing'
}
