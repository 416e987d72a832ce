import { parseCloudEvent } from './cloudevents.ts'
import { fieldsOf } from './fields.ts'
import type { Parsed } from './item.ts'
import { parseNative } from './native.ts'

/** For callers that can choose: our own schema, or a CloudEvent that carries one alert of it. */
export function parseGeneric({ body, receivedAt }: { body: unknown; receivedAt: Date }): Parsed {
  const fields = fieldsOf(body)
  if (!fields)
    return { unreadable: 'The body has to be an object: {"version": 1, "alerts": […]}, or a CloudEvent.' }
  return 'specversion' in fields ? parseCloudEvent(fields, receivedAt) : parseNative(fields, receivedAt)
}
