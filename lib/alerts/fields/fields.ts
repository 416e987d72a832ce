export type Fields = Readonly<Record<string, unknown>>

/** A JSON object's fields; null for a list, a text or nothing. */
export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
}

/** The same where a missing object only means that nothing is known. */
export function fieldsOrNone(value: unknown): Fields {
  return fieldsOf(value) ?? {}
}
