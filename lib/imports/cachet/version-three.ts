import { z } from 'zod'
import { looseFlag, looseId, looseList, looseNumber, looseText } from '#lib/imports/building/shape.ts'
import type { CachetComponent, CachetIncident, CachetSchedule, CachetSubscriber } from './site.ts'

// As src/Http/Resources of cachethq/core write them, by JSON:API: what belongs to a thing stands beside it in "included".

const Value = z.object({ value: looseNumber }).nullish().catch(null)
const Time = z.object({ string: looseText }).nullish().catch(null)
const Reference = z.object({ id: looseId })

const Attributes = z
  .object({
    name: looseText,
    message: looseText,
    description: looseText,
    link: looseText,
    email: looseText,
    order: looseNumber,
    visible: looseNumber,
    enabled: looseFlag.optional(),
    global: looseFlag,
    verified: looseFlag,
    status: Value,
    occurred: Time,
    scheduled: Time,
    completed: Time,
    created: Time,
    updated: Time,
  })
  .partial()

const Resource = z.object({
  id: looseId,
  type: z.string(),
  attributes: Attributes,
  relationships: z
    .record(
      z.string(),
      z.object({
        data: z
          .union([Reference, z.array(Reference)])
          .nullish()
          .catch(null),
      }),
    )
    .nullish()
    .catch({}),
})
type Resource = z.infer<typeof Resource>

/** One page of a list. */
export const CachetThreePage = z.object({
  data: z.array(Resource),
  included: looseList(Resource),
  links: z.object({ next: looseText }).nullish().catch(null),
})
export type CachetThreePage = z.infer<typeof CachetThreePage>

function related({ relationships }: Resource, name: string): string[] {
  const data = relationships?.[name]?.data
  if (!data) return []
  return Array.isArray(data) ? data.map(each => each.id) : [data.id]
}

const guests = 1

export function cachetThreeComponent(each: Resource): CachetComponent {
  const { name, description, link, status, order, enabled } = each.attributes
  return {
    id: each.id,
    name: name ?? '',
    description: description ?? null,
    link: link ?? null,
    groupId: related(each, 'group')[0] ?? null,
    status: status?.value ?? 1,
    order: order ?? 0,
    isEnabled: enabled ?? true,
  }
}

export function cachetThreeIncident(each: Resource, page: CachetThreePage): CachetIncident {
  const { name, message, status, visible, occurred, created, updated } = each.attributes
  return {
    id: each.id,
    name: name ?? null,
    message: message ?? null,
    status: status?.value ?? 0,
    isPublic: visible === undefined || visible === null || visible === guests,
    occurredAt: occurred?.string ?? created?.string ?? null,
    updatedAt: updated?.string ?? null,
    componentIds: related(each, 'components'),
    updates: updatesOf(each, page),
  }
}

export function cachetThreeSchedule(each: Resource, page: CachetThreePage): CachetSchedule {
  const { name, message, status, scheduled, completed, created } = each.attributes
  return {
    id: each.id,
    name: name ?? null,
    message: message ?? null,
    status: status?.value ?? 0,
    scheduledAt: scheduled?.string ?? null,
    completedAt: completed?.string ?? null,
    createdAt: created?.string ?? null,
    componentIds: related(each, 'components'),
    updates: updatesOf(each, page),
  }
}

export function cachetThreeSubscriber(each: Resource): CachetSubscriber {
  const { email, verified, global, created } = each.attributes
  return {
    id: each.id,
    email: email ?? null,
    isVerified: verified ?? false,
    isGlobal: global ?? false,
    componentIds: related(each, 'components'),
    others: [],
    createdAt: created?.string ?? null,
  }
}

function updatesOf(each: Resource, { included }: CachetThreePage): CachetIncident['updates'] {
  const ids = new Set(related(each, 'updates'))
  return included
    .filter(({ type, id }) => /update/i.test(type) && ids.has(id))
    .map(({ attributes: { message, status, created } }) => ({
      message: message ?? null,
      status: status?.value ?? null,
      at: created?.string ?? null,
    }))
    .sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1))
}
