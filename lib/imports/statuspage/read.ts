import { z } from 'zod'
import type { Draft } from '#lib/imports/building/draft.ts'
import { everyMember } from '#lib/imports/building/every-member.ts'
import { hostOfName } from '#lib/imports/building/hosts.ts'
import { looseNumber } from '#lib/imports/building/shape.ts'
import type { ProductReader } from '#lib/imports/reader.ts'
import type { Api } from '#lib/imports/source/api.ts'
import { CannotRead } from '#lib/imports/source/cannot-read.ts'
import type { SavedFiles } from '#lib/imports/source/files.ts'
import { parseJson } from '#lib/imports/source/parse.ts'
import { addSpIncident } from './incidents.ts'
import { SpComponent, SpGroup, SpHistogram, SpIncident, SpPage, SpSubscriber } from './shapes.ts'
import { addSpSubscriber, leaveUnconfirmed } from './subscribers.ts'

/** API v1 with a key, which takes one request a second, or JSON that was saved of it or of the page's own /api/v2. */
export const statuspageReader: ProductReader = {
  asking: key => ({ headers: { authorization: `OAuth ${key}` }, gapMs: 1_000 }),

  async fromApi(api, draft, { page: wanted }) {
    const page = await findPage(api, wanted)
    draft.site(page.id)
    const at = `/pages/${encodeURIComponent(page.id)}`
    const components = await everyMember(
      api,
      draft,
      SpComponent,
      pageOf(`${at}/components?per_page=100`),
      'components',
    )
    const groups = await everyMember(
      api,
      draft,
      SpGroup,
      pageOf(`${at}/component-groups?per_page=100`),
      'groups',
    )
    const incidents = await everyMember(
      api,
      draft,
      SpIncident,
      pageOf(`${at}/incidents?limit=100`),
      'incidents',
    )
    addComponents(draft, components, groups, openIds(incidents))
    for (const incident of incidents) addSpIncident(draft, incident)
    const subscribers = await everyMember(
      api,
      draft,
      SpSubscriber,
      pageOf(`${at}/subscribers?limit=100`),
      'subscribers',
    )
    for (const subscriber of subscribers) addSpSubscriber(draft, subscriber)
    const histogram = await api.jsonIfThere(SpHistogram, `${at}/subscribers/histogram_by_state`)
    if (histogram) leaveUnconfirmed(draft, histogram)
  },

  fromFiles(files, draft) {
    const saved = readSaved(files)
    if (saved.components.length + saved.incidents.length + saved.subscribers.length === 0)
      throw new CannotRead('not-this-product')
    draft.site(saved.page)
    addComponents(draft, saved.components, saved.groups, openIds(saved.incidents))
    for (const incident of saved.incidents) addSpIncident(draft, incident)
    for (const subscriber of saved.subscribers) addSpSubscriber(draft, subscriber)
  },
}

/** Pages are numbered from 0. */
const pageOf = (path: string) => (number: number) => `${path}&page=${number}`

async function findPage(api: Api, wanted: string): Promise<z.infer<typeof SpPage>> {
  if (wanted !== '') return api.json(SpPage, `/pages/${encodeURIComponent(wanted)}`)
  const pages = await api.json(z.array(SpPage), '/pages')
  const [only, second] = pages
  if (only && !second) return only
  throw new CannotRead('page-missing', pages.map(({ id, name }) => `${id} (${name})`).join(', '))
}

type Components = z.infer<typeof SpComponent>[]
type Groups = z.infer<typeof SpGroup>[]

/** A group is a component that says so, or stands in a list of its own. */
function addComponents(
  draft: Draft,
  components: Components,
  groups: Groups,
  inTrouble: ReadonlySet<string>,
): void {
  for (const { id, name, group } of components)
    if (group) draft.add({ kind: 'group', id, name: name.slice(0, 80) })
  for (const { id, name } of groups) draft.add({ kind: 'group', id, name: name.slice(0, 80) })
  const groupOf = new Map(groups.flatMap(group => group.components.map(id => [id, group.id] as const)))
  const ordered = components.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
  for (const { id, name, description, status, group, group_id } of ordered) {
    if (group) continue
    const groupId = group_id ?? groupOf.get(id) ?? null
    draft.add({
      kind: 'server',
      id,
      name: name.slice(0, 200),
      hosts: hostOfName(name),
      addresses: [],
      groupId: groupId !== null && draft.has('group', groupId) ? groupId : null,
      note: description?.trim().slice(0, 500) || null,
    })
    const isFine = !status || status === 'operational' || status === 'under_maintenance'
    if (!isFine && !inTrouble.has(id)) draft.leave('trouble-without-incident', name)
  }
}

function openIds(incidents: readonly SpIncident[]): Set<string> {
  const open = incidents.filter(
    ({ status }) => !['resolved', 'postmortem', 'completed'].includes(status ?? ''),
  )
  return new Set(open.flatMap(({ components }) => components.map(({ id }) => id)))
}

type Saved = {
  page: string
  components: Components
  groups: Groups
  incidents: SpIncident[]
  subscribers: SpSubscriber[]
}

/** Each file is what one request answered: a list of API v1, or an object whose keys say what is in them. */
function readSaved(files: SavedFiles): Saved {
  const saved: Saved = { page: '', components: [], groups: [], incidents: [], subscribers: [] }
  for (const name of files.names.filter(each => each.toLowerCase().endsWith('.json')))
    take(parseJson(files.text(name), name), saved)
  return saved
}

const Listed = z.looseObject({ page_id: z.string().nullish().catch(null), total: looseNumber })

function take(read: unknown, saved: Saved): void {
  if (Array.isArray(read)) for (const each of read) takeMember(each, saved)
  else if (read !== null && typeof read === 'object')
    for (const [key, value] of Object.entries(read)) {
      if (key === 'page') saved.page ||= SpPage.safeParse(value).data?.id ?? ''
      else if (Array.isArray(value) && lists.has(key)) for (const each of value) takeMember(each, saved)
    }
}

const lists = new Set([
  'components',
  'component_groups',
  'incidents',
  'scheduled_maintenances',
  'subscribers',
])

/** What a member is, by what only such a one has. */
function takeMember(each: unknown, saved: Saved): void {
  const known = Listed.safeParse(each).data
  if (!known) return
  saved.page ||= known.page_id ?? ''
  if ('incident_updates' in known || 'impact' in known) push(saved.incidents, SpIncident, each)
  else if ('mode' in known || 'email' in known) push(saved.subscribers, SpSubscriber, each)
  else if ('components' in known && !('status' in known)) push(saved.groups, SpGroup, each)
  else push(saved.components, SpComponent, each)
}

function push<T extends z.ZodType>(list: z.infer<T>[], member: T, each: unknown): void {
  const read = member.safeParse(each)
  if (read.success) list.push(read.data)
}
