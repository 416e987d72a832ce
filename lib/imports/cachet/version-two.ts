import { z } from 'zod'
import { looseFlag, looseId, looseList, looseNumber, looseText } from '#lib/imports/building/shape.ts'
import type { CachetComponent, CachetIncident, CachetSchedule, CachetSubscriber } from './site.ts'

// As app/Presenters of Cachet 2.4 write them; times are in the zone of the installation and do not say so.

export const CachetTwoGroup = z.object({ id: looseId, name: z.string() })

export const CachetTwoComponent = z
  .object({
    id: looseId,
    name: z.string(),
    description: looseText,
    link: looseText,
    group_id: looseId.nullish().catch(null),
    status: looseNumber,
    order: looseNumber,
    enabled: looseFlag.optional(),
  })
  .transform(
    (each): CachetComponent => ({
      id: each.id,
      name: each.name,
      description: each.description ?? null,
      link: each.link ?? null,
      groupId: each.group_id ?? null,
      status: each.status ?? 1,
      order: each.order ?? 0,
      isEnabled: each.enabled ?? true,
    }),
  )

export const CachetTwoIncident = z
  .object({
    id: looseId,
    name: looseText,
    message: looseText,
    status: looseNumber,
    visible: looseNumber,
    component_id: looseId.nullish().catch(null),
    occurred_at: looseText,
    created_at: looseText,
    updated_at: looseText,
    updates: looseList(z.object({ status: looseNumber, message: looseText, created_at: looseText })),
  })
  .transform(
    (each): CachetIncident => ({
      id: each.id,
      name: each.name ?? null,
      message: each.message ?? null,
      status: each.status ?? 0,
      isPublic: each.visible !== 0,
      occurredAt: each.occurred_at ?? each.created_at ?? null,
      updatedAt: each.updated_at ?? null,
      // 0 stands for none.
      componentIds: each.component_id && each.component_id !== '0' ? [each.component_id] : [],
      updates: each.updates.map(({ status, message, created_at }) => ({
        status: status ?? null,
        message: message ?? null,
        at: created_at ?? null,
      })),
    }),
  )

export const CachetTwoSchedule = z
  .object({
    id: looseId,
    name: looseText,
    message: looseText,
    status: looseNumber,
    scheduled_at: looseText,
    completed_at: looseText,
    created_at: looseText,
    components: looseList(z.object({ component_id: looseId })),
  })
  .transform(
    (each): CachetSchedule => ({
      id: each.id,
      name: each.name ?? null,
      message: each.message ?? null,
      status: each.status ?? 0,
      scheduledAt: each.scheduled_at ?? null,
      completedAt: each.completed_at ?? null,
      createdAt: each.created_at ?? null,
      componentIds: each.components.map(component => component.component_id),
      updates: [],
    }),
  )

/** now: Cachet writes the present time for who has not confirmed, so a time of today proves nothing. */
export function cachetTwoSubscriber(now: Date) {
  return z
    .object({
      id: looseId,
      email: looseText,
      phone_number: looseText,
      slack_webhook_url: looseText,
      verified_at: looseText,
      global: looseFlag,
      created_at: looseText,
      subscriptions: looseList(z.object({ component_id: looseId })),
    })
    .transform(
      (each): CachetSubscriber => ({
        id: each.id,
        email: each.email ?? null,
        isVerified: isDayBefore(each.verified_at ?? '', now),
        isGlobal: each.global,
        componentIds: each.subscriptions.map(subscription => subscription.component_id),
        others: [
          ...(each.phone_number ? (['sms'] as const) : []),
          ...(each.slack_webhook_url ? (['chat'] as const) : []),
        ],
        createdAt: each.created_at ?? null,
      }),
    )
}

const dayMs = 86_400_000

/** "Tuesday 3rd March 2020 00:00:00", as Cachet writes days unless told otherwise, or any time that says its year. */
function isDayBefore(written: string, now: Date): boolean {
  const plain = written.replace(/^[a-z]+day,? /i, '').replace(/\b(\d{1,2})(st|nd|rd|th)\b/i, '$1')
  const at = /\b(19|20)\d{2}\b/.test(plain) ? Date.parse(`${plain} UTC`) || Date.parse(plain) : Number.NaN
  return Number.isFinite(at) && at < now.getTime() - dayMs
}
