import type { Draft } from '#lib/imports/building/draft.ts'
import { CannotRead } from '#lib/imports/source/cannot-read.ts'
import { numberIn, type SqliteFile, type SqliteRow, textIn } from '#lib/imports/source/sqlite.ts'
import { mostMoved } from '#lib/rules/imports/moved.ts'
import { addKenerIncident, addKenerMaintenance, addKenerMonitor } from './site.ts'

const mostRows = 500_000

/** The database of Kener 3 or 4 (migrations/). What is checked every minute stays there. */
export function addKenerDatabase(draft: Draft, file: SqliteFile): void {
  if (!file.has('monitors') || !file.has('incidents') || !file.has('incident_comments'))
    throw new CannotRead('not-this-product', 'Kener')
  const columns = ['tag', 'name', 'description', 'category_name', 'status', 'is_hidden', 'type_data']
  for (const row of file.rows('monitors', columns, mostMoved.server))
    addKenerMonitor(draft, {
      tag: textIn(row, 'tag') ?? '',
      name: textIn(row, 'name') ?? '',
      description: textIn(row, 'description'),
      category: textIn(row, 'category_name'),
      isShown: row.is_hidden !== 'YES' && row.status !== 'INACTIVE',
      checked: row.type_data,
    })
  addIncidents(draft, file)
  addMaintenances(draft, file)
  if (file.has('subscriber_users')) addUsers(draft, file)
  else addSubscribersOfThree(draft, file)
}

function addIncidents(draft: Draft, file: SqliteFile): void {
  const monitors = byNumber(
    file.rows('incident_monitors', ['incident_id', 'monitor_tag', 'monitor_impact'], mostRows),
    'incident_id',
  )
  const comments = byNumber(
    file.rows('incident_comments', ['incident_id', 'comment', 'commented_at', 'status', 'state'], mostRows),
    'incident_id',
  )
  const columns = ['id', 'title', 'start_date_time', 'end_date_time', 'status', 'state', 'incident_type']
  for (const row of file.rows('incidents', columns, mostMoved.incident)) {
    const id = numberIn(row, 'id') ?? 0
    const named = monitors.get(id) ?? []
    const common = {
      id: `${id}`,
      title: textIn(row, 'title'),
      start: numberIn(row, 'start_date_time') ?? Number.NaN,
    }
    const end = numberIn(row, 'end_date_time')
    const said = (comments.get(id) ?? []).filter(comment => comment.status !== 'INACTIVE')
    // Kener 3 keeps planned work among its incidents.
    if (row.incident_type === 'MAINTENANCE')
      addKenerMaintenance(draft, {
        ...common,
        id: `incident-${id}`,
        text: textIn(said[0] ?? {}, 'comment'),
        end,
        status: row.state === 'RESOLVED' ? 'COMPLETED' : null,
        tags: named.map(each => textIn(each, 'monitor_tag') ?? ''),
      })
    else
      addKenerIncident(draft, {
        ...common,
        end,
        state: textIn(row, 'state'),
        isShown: row.status !== 'INACTIVE',
        monitors: named.map(each => ({
          tag: textIn(each, 'monitor_tag') ?? '',
          impact: textIn(each, 'monitor_impact'),
        })),
        comments: said.map(each => ({
          at: numberIn(each, 'commented_at') ?? Number.NaN,
          state: textIn(each, 'state'),
          text: textIn(each, 'comment'),
        })),
      })
  }
}

function addMaintenances(draft: Draft, file: SqliteFile): void {
  const tags = byNumber(
    file.rows('maintenance_monitors', ['maintenance_id', 'monitor_tag'], mostRows),
    'maintenance_id',
  )
  const plans = new Map(
    file
      .rows('maintenances', ['id', 'title', 'description'], mostRows)
      .map(row => [numberIn(row, 'id') ?? 0, row]),
  )
  const columns = ['id', 'maintenance_id', 'start_date_time', 'end_date_time', 'status']
  for (const row of file.rows('maintenances_events', columns, mostMoved.maintenance)) {
    const planId = numberIn(row, 'maintenance_id') ?? 0
    const plan = plans.get(planId) ?? {}
    addKenerMaintenance(draft, {
      id: `${numberIn(row, 'id') ?? ''}`,
      title: textIn(plan, 'title'),
      text: textIn(plan, 'description'),
      start: numberIn(row, 'start_date_time') ?? Number.NaN,
      end: numberIn(row, 'end_date_time'),
      status: textIn(row, 'status'),
      tags: (tags.get(planId) ?? []).map(each => textIn(each, 'monitor_tag') ?? ''),
    })
  }
}

/** Kener 4: who has proven an address, and asks for incidents, hears of everything; who asks for planned work alone stays there. */
function addUsers(draft: Draft, file: SqliteFile): void {
  const wanted = Map.groupBy(
    file
      .rows('user_subscriptions_v2', ['subscriber_user_id', 'event_type', 'status'], mostRows)
      .filter(row => row.status === 'ACTIVE'),
    row => numberIn(row, 'subscriber_user_id'),
  )
  for (const row of file.rows(
    'subscriber_users',
    ['id', 'email', 'status', 'created_at'],
    mostMoved.subscriber,
  )) {
    const id = numberIn(row, 'id')
    const asked = wanted.get(id)
    if (row.status !== 'ACTIVE' || !asked) draft.leave('unconfirmed-subscriber')
    else if (asked.every(each => each.event_type === 'maintenances')) draft.leave('watches-nothing-that-came')
    else addSubscriber(draft, `${id}`, textIn(row, 'email'), null)
  }
}

/** Kener 3: each subscription is of one monitor, or of all of them ("_"). */
function addSubscribersOfThree(draft: Draft, file: SqliteFile): void {
  const rows = file.rows(
    'subscriptions',
    ['subscriber_id', 'subscriptions_status', 'subscriptions_monitors'],
    mostRows,
  )
  const watched = byNumber(
    rows.filter(row => row.subscriptions_status === 'ACTIVE'),
    'subscriber_id',
  )
  const columns = ['id', 'subscriber_send', 'subscriber_type', 'subscriber_status']
  for (const row of file.rows('subscribers', columns, mostMoved.subscriber)) {
    const id = numberIn(row, 'id') ?? 0
    const tags = (watched.get(id) ?? []).map(each => textIn(each, 'subscriptions_monitors') ?? '')
    const servers = tags.filter(tag => draft.has('server', tag))
    if (row.subscriber_type !== 'email') draft.leave('other-channel')
    else if (row.subscriber_status !== 'ACTIVE') draft.leave('unconfirmed-subscriber')
    else if (tags.includes('_')) addSubscriber(draft, `${id}`, textIn(row, 'subscriber_send'), null)
    else if (servers.length === 0) draft.leave('watches-nothing-that-came')
    else addSubscriber(draft, `${id}`, textIn(row, 'subscriber_send'), servers)
  }
}

function addSubscriber(draft: Draft, id: string, email: string | null, servers: string[] | null): void {
  const watches = servers && { servers, groups: [] }
  draft.add({ kind: 'subscriber', id, email: email ?? '', watches, proof: null }, 'subscriber')
}

function byNumber(rows: readonly SqliteRow[], column: string): Map<number, SqliteRow[]> {
  return Map.groupBy(rows, row => numberIn(row, column) ?? 0)
}
