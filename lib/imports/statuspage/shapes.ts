import { z } from 'zod'
import { looseFlag, looseId, looseList, looseNumber, looseText } from '#lib/imports/building/shape.ts'

// As https://developer.statuspage.io has them (API v1), and the public /api/v2 of each page.
export const SpPage = z.object({ id: looseId, name: looseText })

export const SpComponent = z.object({
  id: looseId,
  name: z.string(),
  description: looseText,
  status: looseText,
  group: looseFlag,
  group_id: looseText,
  position: looseNumber,
})
export type SpComponent = z.infer<typeof SpComponent>

export const SpGroup = z.object({ id: looseId, name: z.string(), components: looseList(z.string()) })

const SpUpdate = z.object({
  status: looseText,
  body: looseText,
  display_at: looseText,
  created_at: looseText,
  affected_components: looseList(z.object({ code: looseId, new_status: looseText })),
})

export const SpIncident = z.object({
  id: looseId,
  name: looseText,
  status: looseText,
  impact: looseText,
  created_at: looseText,
  started_at: looseText,
  resolved_at: looseText,
  scheduled_for: looseText,
  scheduled_until: looseText,
  incident_updates: looseList(SpUpdate),
  components: looseList(z.object({ id: looseId, status: looseText })),
  postmortem_body: looseText,
  postmortem_published_at: looseText,
})
export type SpIncident = z.infer<typeof SpIncident>
export type SpUpdate = SpIncident['incident_updates'][number]

export const SpSubscriber = z.object({
  id: looseId,
  mode: looseText,
  email: looseText,
  components: looseList(z.string()),
  quarantined_at: looseText,
  state: looseText,
  created_at: looseText,
})
export type SpSubscriber = z.infer<typeof SpSubscriber>

/** How many subscribers of each channel are in which state. */
export const SpHistogram = z.record(
  z.string(),
  z.object({ unconfirmed: looseNumber, quarantined: looseNumber }).partial(),
)
