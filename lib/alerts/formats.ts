import { parseAlertmanager } from './alertmanager.ts'
import { parseGeneric } from './generic.ts'
import type { Parse } from './item.ts'

type Format = {
  parse: Parse
  /** It comes as the fields of a form, and its token may be one of them. */
  isForm?: true
}

/** By the last part of the address: /api/alerts/alertmanager. */
const formats: Record<string, Format> = {
  alertmanager: { parse: parseAlertmanager },
  generic: { parse: parseGeneric },
}

export const formatNames: readonly string[] = Object.keys(formats)

export function findFormat(name: string): Format | undefined {
  return Object.hasOwn(formats, name) ? formats[name] : undefined
}
