import { z } from 'zod'
import { idField, isTicked, line } from '#app/desk/forms.ts'
import { readTypedServers, serverFields } from '#app/desk/server-names.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { Targets } from '#db/reads/subscribers/subscribing.ts'
import { containmentKinds, containmentLimits, type MeasureFacts } from '#lib/rules/containment/containment.ts'
import { momentsAt } from '#lib/rules/time/wall-time.ts'
import { Zone } from '#lib/rules/time/zone.ts'
import { ourSite } from '#lib/site.ts'

const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { error: () => staffWords('deskContainment.measureForms.isLongerThanMost', { most }) })
    .default('')
    .transform(text => (text === '' ? null : text))

/** As a field of date and time sends it; empty: none. */
const wallField = z
  .string()
  .regex(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})?$/, {
    error: () => staffWords('deskContainment.measureForms.hasWrongForm'),
  })
  .default('')

const measureFields = {
  kind: z.enum(containmentKinds, { error: () => staffWords('deskContainment.measureForms.notInList') }),
  text: line(containmentLimits.text),
  why: optional(containmentLimits.why),
  doneBy: optional(containmentLimits.by),
  from: wallField,
  to: wallField,
  zone: Zone.catch(() => ourSite().zone),
  isEverywhere: isTicked,
  ...serverFields,
  postId: z.union([z.literal('').transform(() => null), idField]).default(null),
  isPublic: isTicked,
}

const version = z.coerce.number().int().min(0)

export const measureForms = {
  addition: z.object({ id: idField, ...measureFields }),
  edit: z.object({ id: idField, version, ...measureFields }),
  choice: z.object({ id: idField, version }),
}

type Typed = z.infer<typeof measureForms.addition>

/** A measure as it was typed, or what is wrong with it. An empty beginning is now. */
export function measureOf(typed: Typed, targets: Targets, now: Date): MeasureFacts | { problem: string } {
  const since = typed.from === '' ? now : momentsAt(typed.from, typed.zone)[0]
  const until = typed.to === '' ? null : momentsAt(typed.to, typed.zone).at(-1)
  if (!since || until === undefined)
    return { problem: staffWords('deskContainment.measureForms.aTimeIsNone', { zone: typed.zone }) }
  if (until && until < since)
    return { problem: staffWords('deskContainment.measureForms.endBeforeBeginning') }
  const named = readTypedServers({ serverNames: typed.serverNames, groupId: null }, targets)
  if ('problem' in named) return named
  const groupIds = typed.groupId === null ? [] : [typed.groupId]
  const { kind, text, why, doneBy, isEverywhere, postId, isPublic } = typed
  if (!isEverywhere && named.ids.length + groupIds.length === 0)
    return { problem: staffWords('deskContainment.measureForms.nameAServerChoose') }
  const reach = isEverywhere ? { serverIds: [], groupIds: [] } : { serverIds: named.ids, groupIds }
  return { kind, text, why, doneBy, isEverywhere, ...reach, since, until, postId, isPublic }
}
