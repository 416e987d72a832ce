import { z } from 'zod'

/** What Statuspage's readers expect: each object with these keys and no other, each word from these lists. */
const id = z.string().regex(/^[a-z0-9]{12}$/)
const at = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$/)
const state = z.enum([
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
])

const page = z.strictObject({
  id,
  name: z.string().min(1),
  url: z.url(),
  time_zone: z.string().min(1),
  updated_at: at,
})
const status = z.strictObject({
  indicator: z.enum(['none', 'minor', 'major', 'critical']),
  description: z.string().min(1),
})

const componentKeys = {
  id,
  name: z.string().min(1),
  status: state,
  created_at: at,
  updated_at: at,
  position: z.int().positive(),
  description: z.string().nullable(),
  showcase: z.boolean(),
  start_date: z.iso.date().nullable(),
  group_id: id.nullable(),
  page_id: id,
  only_show_if_degraded: z.boolean(),
}
const component = z.discriminatedUnion('group', [
  z.strictObject({ ...componentKeys, group: z.literal(false) }),
  z.strictObject({
    ...componentKeys,
    group: z.literal(true),
    group_id: z.null(),
    components: z.array(id).min(1),
  }),
])

const affected = z.strictObject({ code: id, name: z.string(), old_status: state, new_status: state })
function update(statuses: [string, ...string[]]) {
  return z.strictObject({
    id,
    status: z.enum(statuses),
    // Its lines end as Statuspage ends them.
    body: z
      .string()
      .min(1)
      .regex(/^(?:[^\r\n]|\r\n)*$/),
    incident_id: id,
    created_at: at,
    updated_at: at,
    display_at: at,
    affected_components: z.array(affected).min(1).nullable(),
    deliver_notifications: z.boolean(),
    custom_tweet: z.string().nullable(),
    tweet_id: z.string().nullable(),
  })
}

function postKeys(statuses: [string, ...string[]]) {
  return {
    id,
    name: z.string().min(1),
    status: z.enum(statuses),
    created_at: at,
    updated_at: at,
    monitoring_at: at.nullable(),
    resolved_at: at.nullable(),
    shortlink: z.url(),
    started_at: at,
    page_id: id,
    incident_updates: z.array(update(statuses)).min(1),
    components: z.array(component),
  }
}
const incidentKeys = {
  ...postKeys(['investigating', 'identified', 'monitoring', 'resolved', 'postmortem']),
  impact: z.enum(['none', 'minor', 'major', 'critical']),
}
const maintenanceKeys = {
  ...postKeys(['scheduled', 'in_progress', 'verifying', 'completed']),
  impact: z.literal('maintenance'),
  scheduled_for: at,
  scheduled_until: at,
}
const incidents = z.array(z.strictObject(incidentKeys))
const scheduled_maintenances = z.array(z.strictObject(maintenanceKeys))

const postmortem = { postmortem_body: z.string().nullable(), postmortem_published_at: at.nullable() }

/** The eight documents by their paths. */
export const schemas = {
  '/api/v2/summary.json': z.strictObject({
    page,
    components: z.array(component),
    incidents,
    scheduled_maintenances,
    status,
  }),
  '/api/v2/status.json': z.strictObject({ page, status }),
  '/api/v2/components.json': z.strictObject({ page, components: z.array(component) }),
  '/api/v2/incidents.json': z.strictObject({ page, incidents }),
  '/api/v2/incidents/unresolved.json': z.strictObject({ page, incidents }),
  '/api/v2/scheduled-maintenances.json': z.strictObject({ page, scheduled_maintenances }),
  '/api/v2/scheduled-maintenances/upcoming.json': z.strictObject({ page, scheduled_maintenances }),
  '/api/v2/scheduled-maintenances/active.json': z.strictObject({ page, scheduled_maintenances }),
}

export const oneIncident = z.strictObject({ ...incidentKeys, ...postmortem })
export const oneMaintenance = z.strictObject({ ...maintenanceKeys, ...postmortem })

export const history = z.strictObject({
  months: z.array(
    z.strictObject({
      name: z.string().regex(/^[A-Z][a-z]+$/),
      year: z.int(),
      incidents: z.array(
        z.strictObject({
          code: id,
          name: z.string().min(1),
          impact: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']),
          timestamp: z
            .string()
            .regex(/^[A-Z][a-z]+ <var data-var='date'>[ \d]\d<\/var>, <var data-var='time'>\d\d:\d\d<\/var>/),
        }),
      ),
    }),
  ),
})
