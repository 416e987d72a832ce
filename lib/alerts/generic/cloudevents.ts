import { type Fields, fieldsOf } from '#lib/alerts/fields/fields.ts'
import { plainName, quoted } from '#lib/alerts/fields/text.ts'
import type { Parsed } from '#lib/alerts/item/item.ts'
import { readNative } from './native.ts'

/** CloudEvents 1.0 in structured mode. data is one alert of our own schema; what it lacks, the envelope says. */
export function parseCloudEvent(body: Fields, receivedAt: Date): Parsed {
  const { specversion, id, source, subject, type, time } = body
  if (specversion !== '1.0') return { unreadable: `specversion is ${quoted(specversion)}, but accepts 1.0.` }
  const wrong = Object.entries({ id, source }).find(([, value]) => plainName(value) === '')
  if (wrong) return { unreadable: `${wrong[0]} is ${quoted(wrong[1])}, but a CloudEvent needs a text there.` }
  const data = fieldsOf(body.data)
  if (!data) return { unreadable: `data is ${quoted(body.data)}, but accepts one alert as an object.` }
  const state = data.state ?? (/\bresolved$/i.test(plainName(type)) ? 'resolved' : 'firing')
  // The event's time is that of the change it tells of: the beginning, or the end.
  const times = state === 'resolved' ? { endsAt: time } : { startsAt: time }
  const member = { ...times, ...data, state, server: data.server ?? subject }
  const eventId = `${plainName(source)}|${plainName(id)}`
  const item = readNative(member, 'cloudevents', receivedAt, 'data.')
  return { items: [item.is === 'alert' ? { ...item, eventId } : item], messageId: eventId }
}
