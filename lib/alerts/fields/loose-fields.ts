import { type Fields, fieldsOf } from './fields.ts'

/**
 * A body's fields by their names without case and separators, for bodies that users write themselves:
 * monitorID, monitor_id and MonitorId are all monitorid. Of several the first counts. null: it is no object.
 */
export function looseFields(body: unknown): Fields | null {
  const fields = fieldsOf(body)
  if (!fields) return null
  const pairs = Object.entries(fields).map(([name, value]) => [bareName(name), value] as const)
  return Object.fromEntries(pairs.reverse())
}

/** What a field of a form or a query holds as JSON; what is no text, or no JSON, stays as it is. */
export function unpackedJson(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

function bareName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}
