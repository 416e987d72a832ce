import { type AlertKind, alertKinds } from '#lib/rules/alerts/alert.ts'

/** A kind that the caller has set by hand in our words, or null. */
export function ownKind(value: unknown): AlertKind | null {
  return alertKinds.find(kind => kind === value) ?? null
}
