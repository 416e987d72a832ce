import { parseAlertmanager } from './alertmanager.ts'
import { parseGeneric } from './generic.ts'
import type { Parse } from './item.ts'

export type Format = {
  parse: Parse
  /** It may come as the fields of a form, its token among them. */
  takesForm?: true
  /** It may come as the query of a GET, for tools that can send nothing else. */
  takesQuery?: true
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
