import { parseAlertmanager } from './alertmanager.ts'
import { parseGeneric } from './generic.ts'
import type { Parse } from './item.ts'

/** The formats that /api/alerts/<format> understands: one file each. */
export const formats: ReadonlyMap<string, Parse> = new Map([
  ['generic', parseGeneric],
  ['alertmanager', parseAlertmanager],
])
