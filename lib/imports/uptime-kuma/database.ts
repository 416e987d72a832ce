import type { Draft } from '#lib/imports/building/draft.ts'
import { laterOf, readTheirTime } from '#lib/imports/building/moment.ts'
import { CannotRead } from '#lib/imports/source/cannot-read.ts'
import { numberIn, type SqliteFile, type SqliteRow, textIn } from '#lib/imports/source/sqlite.ts'
import { mostMoved } from '#lib/rules/imports/moved.ts'
import { Zone } from '#lib/rules/time/zone.ts'
import { addKumaMonitor } from './monitors.ts'

const mostRows = 100_000

/**
 * What the public status pages of an Uptime Kuma show (db/ of its repository): their monitors and groups, their incidents,
 * and single windows of maintenance. Heartbeats stay there. page: the slug of one page; empty: all of them.
 */
export function addKumaDatabase(draft: Draft, file: SqliteFile, page: string): void {
  if (!file.has('monitor') || !file.has('heartbeat')) throw new CannotRead('not-this-product', 'kuma.db')
  const pages = pagesIn(draft, file, page)
  draft.site(page)
  addMonitors(draft, file, pages)
  addIncidents(draft, file, pages)
  addMaintenances(draft, file)
}

/** The ids of the pages that anybody may read. */
function pagesIn(draft: Draft, file: SqliteFile, wanted: string): Set<number> {
  const rows = file.rows('status_page', ['id', 'slug', 'title', 'published', 'password'], mostRows)
  const chosen = wanted === '' ? rows : rows.filter(row => row.slug === wanted)
  const slugs = rows.map(row => textIn(row, 'slug')).join(', ')
  if (wanted !== '' && chosen.length === 0) throw new CannotRead('page-missing', slugs)
  const open = chosen.filter(row => {
    const isOpen = row.published !== 0 && !row.password
    if (!isOpen) draft.leave('private-page', textIn(row, 'title'))
    return isOpen
  })
  return new Set(open.map(row => numberIn(row, 'id') ?? 0))
}

/** In the groups of the pages; where there is no page, in those that group monitors themselves. */
function addMonitors(draft: Draft, file: SqliteFile, pages: ReadonlySet<number>): void {
  const monitors = file
    .rows(
      'monitor',
      ['id', 'name', 'type', 'url', 'hostname', 'description', 'parent', 'active', 'weight'],
      mostMoved.server,
    )
    .sort(byWeight)
  const groupOf = pages.size > 0 ? groupsOfPages(draft, file, pages) : groupsOfMonitors(draft, monitors)
  for (const row of monitors) {
    const id = numberIn(row, 'id') ?? 0
    const groupId = groupOf.get(id)
    if (row.type === 'group') continue
    if (groupId === undefined || row.active === 0) draft.leave('hidden', textIn(row, 'name'))
    else
      addKumaMonitor(draft, {
        id: `${id}`,
        name: textIn(row, 'name') ?? '',
        checked: [row.hostname, row.url],
        note: textIn(row, 'description'),
        groupId: groupId !== null && draft.has('group', groupId) ? groupId : null,
      })
  }
}

const byWeight = (a: SqliteRow, b: SqliteRow) => (numberIn(a, 'weight') ?? 0) - (numberIn(b, 'weight') ?? 0)

/** Which monitor stands in which group of a page, by their ids. */
function groupsOfPages(
  draft: Draft,
  file: SqliteFile,
  pages: ReadonlySet<number>,
): Map<number, string | null> {
  const groups = file
    .rows('group', ['id', 'name', 'weight', 'status_page_id'], mostMoved.group)
    .filter(row => pages.has(numberIn(row, 'status_page_id') ?? 0))
    .sort(byWeight)
  for (const row of groups)
    draft.add({ kind: 'group', id: `${row.id}`, name: (textIn(row, 'name') ?? '').slice(0, 80) })
  const known = new Set(groups.map(row => numberIn(row, 'id')))
  const groupOf = new Map<number, string | null>()
  for (const row of file.rows('monitor_group', ['monitor_id', 'group_id'], mostRows)) {
    const monitor = numberIn(row, 'monitor_id') ?? 0
    const group = numberIn(row, 'group_id')
    if (known.has(group) && !groupOf.has(monitor)) groupOf.set(monitor, `${group}`)
  }
  return groupOf
}

function groupsOfMonitors(draft: Draft, monitors: readonly SqliteRow[]): Map<number, string | null> {
  for (const row of monitors)
    if (row.type === 'group')
      draft.add({ kind: 'group', id: `${row.id}`, name: (textIn(row, 'name') ?? '').slice(0, 80) })
  return new Map(
    monitors.map(row => {
      const parent = numberIn(row, 'parent')
      return [numberIn(row, 'id') ?? 0, parent === null ? null : `${parent}`] as const
    }),
  )
}

/** Only what is pinned is still shown as going on; what merely informs is an advisory. Times are UTC. */
function addIncidents(draft: Draft, file: SqliteFile, pages: ReadonlySet<number>): void {
  const columns = [
    'id',
    'title',
    'content',
    'style',
    'created_date',
    'last_updated_date',
    'pin',
    'active',
    'status_page_id',
  ]
  for (const row of file.rows('incident', columns, mostMoved.incident)) {
    const pageId = numberIn(row, 'status_page_id')
    const title = draft.title(row.title)
    const startedAt = readTheirTime(row.created_date)
    if (pageId !== null && !pages.has(pageId)) draft.leave('hidden', title)
    else if (!startedAt) draft.leave('odd-time', title)
    else if (['warning', 'danger'].includes(textIn(row, 'style') ?? 'warning')) {
      const changedAt = laterOf(readTheirTime(row.last_updated_date) ?? startedAt, startedAt)
      const isOpen = row.active !== 0 && row.pin !== 0
      const text = draft.text(row.content)
      draft.add({
        kind: 'incident',
        id: `${row.id}`,
        title,
        startedAt,
        endedAt: isOpen ? null : changedAt,
        phase: isOpen ? 'investigating' : 'resolved',
        entries: text === '' ? [] : [{ at: startedAt, phase: 'investigating', text }],
        servers: [],
        review: null,
      })
    } else {
      const text = draft.text(row.content, 'full') || title
      draft.add({ kind: 'advisory', id: `${row.id}`, title, publishedAt: startedAt, text, serverIds: [] })
    }
  }
}

function addMaintenances(draft: Draft, file: SqliteFile): void {
  const monitorsOf = Map.groupBy(
    file.rows('monitor_maintenance', ['monitor_id', 'maintenance_id'], mostRows),
    row => numberIn(row, 'maintenance_id'),
  )
  const siteZone = zoneOf(settingIn(file, 'serverTimezone'), 'UTC')
  const columns = ['id', 'title', 'description', 'active', 'strategy', 'start_date', 'end_date', 'timezone']
  for (const row of file.rows('maintenance', columns, mostMoved.maintenance)) {
    const title = draft.title(row.title)
    const zone = zoneOf(textIn(row, 'timezone'), siteZone)
    const startsAt = readTheirTime(row.start_date, zone)
    const endsAt = readTheirTime(row.end_date, zone)
    if (row.active === 0) draft.leave('hidden', title)
    else if (row.strategy !== 'single') draft.leave('recurring-work', title)
    else if (!startsAt || !endsAt || endsAt <= startsAt) draft.leave('odd-time', title)
    else
      draft.addMaintenance({
        kind: 'maintenance',
        id: `${row.id}`,
        title,
        text: draft.text(row.description) || null,
        publishedAt: startsAt,
        startsAt,
        endsAt,
        doneAt: null,
        cancelledAt: null,
        serverIds: (monitorsOf.get(numberIn(row, 'id')) ?? [])
          .map(each => `${each.monitor_id}`)
          .filter(id => draft.has('server', id)),
        entries: [],
      })
  }
}

function settingIn(file: SqliteFile, key: string): string | null {
  const row = file.rows('setting', ['key', 'value'], mostRows).find(each => each.key === key)
  return row ? (textIn(row, 'value')?.replace(/^"(.*)"$/, '$1') ?? null) : null
}

function zoneOf(given: string | null, otherwise: string): string {
  return Zone.safeParse(given).data ?? otherwise
}
