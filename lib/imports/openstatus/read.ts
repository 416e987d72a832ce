import type { Draft } from '#lib/imports/building/draft.ts'
import { hostOfName, whereabouts } from '#lib/imports/building/hosts.ts'
import type { ProductReader } from '#lib/imports/reader.ts'
import type { Api } from '#lib/imports/source/api.ts'
import { CannotRead } from '#lib/imports/source/cannot-read.ts'
import { parseYaml } from '#lib/imports/source/parse.ts'
import { addOsMaintenance, addOsReport, addOsSubscriber } from './posts.ts'
import {
  OsConfig,
  OsContent,
  OsMaintenances,
  OsMonitors,
  OsPages,
  OsReportAnswer,
  OsReports,
  OsSubscribers,
} from './shapes.ts'

/** openstatus by its API, which is Connect (JSON over POST), or the monitors of its openstatus.yaml. */
export const openstatusReader: ProductReader = {
  asking: key => ({ headers: { 'x-openstatus-key': key }, gapMs: 100 }),

  async fromApi(api, draft, { page }) {
    const { id: pageId, isOnly } = await findPage(api, page)
    draft.site(pageId)
    const content = await api.json(OsContent, rpc('status_page.v1.StatusPageService/GetStatusPageContent'), {
      id: pageId,
    })
    addComponents(draft, content, await checkedBy(api))
    await addReports(api, draft, isOnly)
    const works = await pages(
      draft,
      'maintenance',
      async offset =>
        (
          await api.json(OsMaintenances, rpc('maintenance.v1.MaintenanceService/ListMaintenances'), {
            pageId,
            ...window(offset),
          })
        ).maintenances,
    )
    for (const work of works) addOsMaintenance(draft, work)
    const subscribers = await pages(
      draft,
      'subscribers',
      async offset =>
        (
          await api.json(OsSubscribers, rpc('status_page.v1.StatusPageService/ListSubscribers'), {
            pageId,
            ...window(offset),
          })
        ).subscribers,
    )
    for (const subscriber of subscribers) addOsSubscriber(draft, subscriber)
  },

  fromFiles(files, draft) {
    const names = files.names.filter(name => /\.ya?ml$/.test(name))
    for (const name of names) {
      const config = OsConfig.safeParse(parseYaml(files.text(name), name)).data
      for (const [id, monitor] of Object.entries(config ?? {})) {
        const { hosts, addresses } = whereabouts([
          monitor.request?.url,
          monitor.request?.uri,
          monitor.request?.host,
        ])
        if (!monitor.request || monitor.active === false) draft.leave('hidden', monitor.name ?? id)
        else
          addServer(draft, {
            id,
            name: monitor.name ?? id,
            hosts,
            addresses,
            groupId: null,
            note: monitor.description,
          })
      }
    }
    if (!names.some(() => true)) throw new CannotRead('not-this-product', 'openstatus.yaml')
  },
}

const rpc = (method: string) => `/rpc/openstatus.${method}`

const atOnce = 100
const mostPages = 1_000

function window(offset: number): { limit: number; offset: number } {
  return { limit: atOnce, offset }
}

async function findPage(api: Api, wanted: string): Promise<{ id: string; isOnly: boolean }> {
  const { statusPages } = await api.json(OsPages, rpc('status_page.v1.StatusPageService/ListStatusPages'), {
    limit: atOnce,
  })
  const found =
    wanted === '' ? statusPages : statusPages.filter(({ id, slug }) => id === wanted || slug === wanted)
  const [only, second] = found
  if (only && !second) return { id: only.id, isOnly: statusPages.length === 1 }
  throw new CannotRead('page-missing', statusPages.map(({ slug, title }) => `${slug} (${title})`).join(', '))
}

async function pages<T>(draft: Draft, what: string, page: (offset: number) => Promise<T[]>): Promise<T[]> {
  const found: T[] = []
  for (let number = 0; number < mostPages; number++) {
    const some = await page(found.length)
    found.push(...some)
    draft.progress(found.length, what)
    if (some.length < atOnce) break
  }
  return found
}

/** What each monitor checks, by its id. */
async function checkedBy(api: Api): Promise<Map<string, unknown>> {
  const checked = new Map<string, unknown>()
  for (let number = 0; number < mostPages; number++) {
    const path = rpc('monitor.v1.MonitorService/ListMonitors')
    const { httpMonitors, tcpMonitors, dnsMonitors } = await api.json(
      OsMonitors,
      path,
      window(number * atOnce),
    )
    const some = [...httpMonitors, ...tcpMonitors, ...dnsMonitors]
    for (const { id, url, uri } of some) checked.set(id, url || uri)
    if (some.length < atOnce) break
  }
  return checked
}

function addComponents(
  draft: Draft,
  { components, groups }: OsContent,
  checked: ReadonlyMap<string, unknown>,
): void {
  for (const { id, name } of groups) draft.add({ kind: 'group', id, name: (name ?? '').slice(0, 80) })
  const ordered = components.toSorted(
    (a, b) => (a.order ?? 0) - (b.order ?? 0) || (a.groupOrder ?? 0) - (b.groupOrder ?? 0),
  )
  for (const { id, name, description, monitorId, groupId } of ordered) {
    const { hosts, addresses } = whereabouts([
      ...hostOfName(name ?? ''),
      monitorId ? checked.get(monitorId) : null,
    ])
    const group = groupId && draft.has('group', groupId) ? groupId : null
    addServer(draft, { id, name: name ?? '', hosts, addresses, groupId: group, note: description })
  }
}

type Component = {
  id: string
  name: string
  hosts: string[]
  addresses: string[]
  groupId: string | null
  note: string | null | undefined
}

function addServer(draft: Draft, { id, name, hosts, addresses, groupId, note }: Component): void {
  const text = note?.trim().slice(0, 500) || null
  draft.add({ kind: 'server', id, name: name.slice(0, 200), hosts, addresses, groupId, note: text })
}

/** Reports name components and no page: where there are several pages, one that names none of this page's is another page's. */
async function addReports(api: Api, draft: Draft, isOnly: boolean): Promise<void> {
  const path = rpc('status_report.v1.StatusReportService/ListStatusReports')
  const listed = await pages(
    draft,
    'incidents',
    async offset => (await api.json(OsReports, path, window(offset))).statusReports,
  )
  for (const { id, pageComponentIds } of listed) {
    const isHere = isOnly || pageComponentIds.some(component => draft.has('server', component))
    if (!isHere) continue
    const { statusReport } = await api.json(
      OsReportAnswer,
      rpc('status_report.v1.StatusReportService/GetStatusReport'),
      { id },
    )
    addOsReport(draft, statusReport)
  }
}
