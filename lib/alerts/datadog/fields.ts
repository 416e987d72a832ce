import { type Fields, fieldsOf } from '#lib/alerts/fields/fields.ts'
import { looseFields } from '#lib/alerts/fields/loose-fields.ts'
import { isUnfilled } from '#lib/alerts/fields/unfilled.ts'

/** A body of Datadog by the names of its fields, nested ones beside the others; null: it is no object. */
export function datadogFields(body: unknown): Fields | null {
  const fields = looseFields(body)
  return fields && resolvedOnly(flat(fields))
}

/** {"alert": {"title": …}} is alert_title. What stands outside counts before it. */
function flat(fields: Fields): Fields {
  const nested = Object.entries(fields).flatMap(([outer, value]) =>
    Object.entries(looseFields(fieldsOf(value)) ?? {}).flatMap(([inner, each]) => [
      [inner, each] as const,
      [`${outer}${inner}`, each] as const,
    ]),
  )
  const { id: _, ...inside } = Object.fromEntries(nested)
  return { ...inside, ...fields }
}

/** A variable that Datadog did not fill stays as it was written: $HOSTNAME; others become "null". */
function resolvedOnly(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isUnfilled(value)))
}
