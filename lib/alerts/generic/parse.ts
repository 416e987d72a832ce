import { fieldsOf } from '#lib/alerts/fields/fields.ts'
import type { Parsed } from '#lib/alerts/item/item.ts'
import { parseCloudEvent } from './cloudevents.ts'
import { parseNative } from './native.ts'
import { isOcsf, parseOcsf } from './ocsf.ts'

/** For callers that can choose: our own schema, a CloudEvent that carries one alert of it, or findings of OCSF. */
export function parseGeneric({ body, receivedAt }: { body: unknown; receivedAt: Date }): Parsed {
  if (isOcsf(body)) return parseOcsf({ body, receivedAt })
  const fields = fieldsOf(body)
  if (!fields)
    return {
      unreadable: 'The body has to be {"version": 1, "alerts": […]}, a CloudEvent, or findings of OCSF.',
    }
  return 'specversion' in fields ? parseCloudEvent(fields, receivedAt) : parseNative(fields, receivedAt)
}
