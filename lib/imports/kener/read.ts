import { z } from 'zod'
import type { Draft } from '#lib/imports/building/draft.ts'
import { looseId, looseList, looseNumber, looseText } from '#lib/imports/building/shape.ts'
import type { ProductReader } from '#lib/imports/reader.ts'
import type { Api } from '#lib/imports/source/api.ts'
import { CannotRead } from '#lib/imports/source/cannot-read.ts'
import { findSqlite, withSqlite } from '#lib/imports/source/sqlite.ts'
import { addKenerDatabase } from './database.ts'
import { addKenerIncident, addKenerMaintenance, addKenerMonitor } from './site.ts'

/** Kener 4 by its API (src/lib/types/api.ts), Kener 3 and 4 by their SQLite database. */
export const kenerReader: ProductReader = {
  asking: key => ({ headers: { authorization: `Bearer ${key}` }, gapMs: 50 }),

  async fromApi(api, draft) {
    const { monitors } = await api.json(Monitors, '/api/v4/monitors')
    for (const { tag, name, description, category_name, is_hidden, status, type_data } of monitors)
      addKenerMonitor(draft, {
        tag,
        name: name ?? tag,
        description: description ?? null,
        category: category_name ?? null,
        isShown: is_hidden !== 'YES' && status !== 'INACTIVE',
        checked: type_data,
      })
    await addIncidents(api, draft)
    await addMaintenances(api, draft)
    draft.leave('subscribers-not-offered')
  },

  fromFiles(files, draft) {
    const found = findSqlite(files)
    if (!found) throw new CannotRead('not-this-product', 'SQLite')
    withSqlite(found.bytes, found.log, file => addKenerDatabase(draft, file))
  },
}

const Monitors = z.object({
  monitors: looseList(
    z.object({
      tag: z.string(),
      name: looseText,
      description: looseText,
      category_name: looseText,
      is_hidden: looseText,
      status: looseText,
      type_data: z.unknown(),
    }),
  ),
})

const Named = z.object({ monitor_tag: z.string(), impact: looseText })

const Incidents = z.object({
  incidents: looseList(
    z.object({
      id: looseId,
      title: looseText,
      start_date_time: z.number(),
      end_date_time: looseNumber,
      state: looseText,
      monitors: looseList(Named),
    }),
  ),
})

const Comments = z.object({
  comments: looseList(z.object({ comment: looseText, timestamp: z.number(), state: looseText })),
})

/** The API gives this many at most, the newest. */
const mostIncidents = 1_000

async function addIncidents(api: Api, draft: Draft): Promise<void> {
  const { incidents } = await api.json(Incidents, '/api/v4/incidents')
  if (incidents.length >= mostIncidents) draft.leave('too-many')
  for (const [count, incident] of incidents.entries()) {
    const { id, title, start_date_time: start, end_date_time: end, state, monitors } = incident
    const { comments } = await api.json(Comments, `/api/v4/incidents/${encodeURIComponent(id)}/comments`)
    draft.progress(count + 1, 'incidents')
    addKenerIncident(draft, {
      id,
      title: title ?? null,
      start,
      end: end ?? null,
      state: state ?? null,
      isShown: true,
      monitors: monitors.map(({ monitor_tag: tag, impact }) => ({ tag, impact: impact ?? null })),
      comments: comments.map(each => ({
        at: each.timestamp,
        state: each.state ?? null,
        text: each.comment ?? null,
      })),
    })
  }
}

const Works = z.object({
  events: looseList(
    z.object({
      event_id: looseId,
      event_start_date_time: z.number(),
      event_end_date_time: z.number(),
      event_status: looseText,
      maintenance_title: looseText,
      maintenance_description: looseText,
      monitors: looseList(Named),
    }),
  ),
})

const mostPages = 200

async function addMaintenances(api: Api, draft: Draft): Promise<void> {
  for (let page = 1; page <= mostPages; page++) {
    const path = `/api/v4/maintenances/events?event_start_date_time=1&limit=100&page=${page}`
    const { events } = await api.json(Works, path)
    for (const event of events)
      addKenerMaintenance(draft, {
        id: event.event_id,
        title: event.maintenance_title ?? null,
        text: event.maintenance_description ?? null,
        start: event.event_start_date_time,
        end: event.event_end_date_time,
        status: event.event_status ?? null,
        tags: event.monitors.map(each => each.monitor_tag),
      })
    draft.progress(page, 'maintenance')
    if (events.length < 100) return
  }
}
