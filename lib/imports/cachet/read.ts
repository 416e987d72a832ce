import { z } from 'zod'
import type { Draft } from '#lib/imports/building/draft.ts'
import { looseNumber } from '#lib/imports/building/shape.ts'
import type { ProductReader, ReadingHints } from '#lib/imports/reader.ts'
import type { Api } from '#lib/imports/source/api.ts'
import { CannotRead } from '#lib/imports/source/cannot-read.ts'
import type { SavedFiles } from '#lib/imports/source/files.ts'
import { parseJson } from '#lib/imports/source/parse.ts'
import { addCachetSite } from './add-site.ts'
import type { CachetSite } from './site.ts'
import {
  CachetThreePage,
  cachetThreeComponent,
  cachetThreeIncident,
  cachetThreeSchedule,
  cachetThreeSubscriber,
} from './version-three.ts'
import {
  CachetTwoComponent,
  CachetTwoGroup,
  CachetTwoIncident,
  CachetTwoSchedule,
  cachetTwoSubscriber,
} from './version-two.ts'

/** Cachet 2 by /api/v1, Cachet 3 by /api below its path, or the answers of either, saved one by one. */
export const cachetReader: ProductReader = {
  // Both versions ask for it by another header.
  asking: key => ({ headers: headersOf(key), gapMs: 100 }),

  async fromApi(api, draft, hints) {
    const site = emptySite()
    const isTwo = await api.jsonIfThere(TwoPage, '/api/v1/components?per_page=1')
    for (const list of lists) {
      const found = isTwo ? await everyTwo(api, draft, list) : await everyThree(api, draft, list)
      if (found === null) draft.leave('subscribers-not-offered')
      else for (const page of found) takePage(site, list, page, hints)
    }
    addCachetSite(draft, site, hints)
  },

  fromFiles(files, draft, hints) {
    const site = emptySite()
    let count = 0
    for (const [list, page] of savedPages(files)) {
      count += 1
      takePage(site, list, page, hints)
    }
    if (count === 0) throw new CannotRead('not-this-product')
    addCachetSite(draft, site, hints)
  },
}

function headersOf(key: string): Record<string, string> {
  return key === '' ? {} : { 'x-cachet-token': key, authorization: `Bearer ${key}` }
}

const lists = ['component-groups', 'components', 'incidents', 'schedules', 'subscribers'] as const
type List = (typeof lists)[number]

const TwoPage = z.object({
  meta: z.object({ pagination: z.object({ total_pages: looseNumber }).nullish() }).nullish(),
  data: z.array(z.unknown()),
})
type Page = CachetThreePage | z.infer<typeof TwoPage>

const mostPages = 1_000

async function everyTwo(api: Api, draft: Draft, list: List): Promise<Page[] | null> {
  const pages: Page[] = []
  for (let number = 1; number <= mostPages; number++) {
    const path = `/api/v1/${list}?per_page=100&page=${number}`
    const page = await (list === 'subscribers' ? api.jsonIfThere(TwoPage, path) : api.json(TwoPage, path))
    if (!page) return null
    pages.push(page)
    draft.progress(pages.length, list)
    if (number >= (page.meta?.pagination?.total_pages ?? 1)) break
  }
  return pages
}

const includes: Readonly<Record<List, string>> = {
  'component-groups': '',
  components: '&include=group',
  incidents: '&include=components,updates',
  schedules: '&include=components,updates',
  subscribers: '&include=components',
}

async function everyThree(api: Api, draft: Draft, list: List): Promise<Page[] | null> {
  const pages: Page[] = []
  for (let number = 1; number <= mostPages; number++) {
    const path = `/api/${list}?per_page=100&page=${number}${includes[list]}`
    const page = await (list === 'subscribers'
      ? api.jsonIfThere(CachetThreePage, path)
      : api.json(CachetThreePage, path))
    if (!page) return null
    pages.push(page)
    draft.progress(pages.length, list)
    if (!page.links?.next) break
  }
  return pages
}

/** Answers that were saved, by the names of their files. */
function savedPages(files: SavedFiles): [List, Page][] {
  return files.names.flatMap((name): [List, Page][] => {
    const list = listOf(name)
    if (!list) return []
    const read = parseJson(files.text(name), name)
    const three = CachetThreePage.safeParse(read)
    const page = three.success && three.data.data.length > 0 ? three : TwoPage.safeParse(read)
    return page.success ? [[list, page.data]] : []
  })
}

function listOf(path: string): List | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  if (!name.endsWith('.json')) return null
  if (/group/.test(name)) return 'component-groups'
  return lists.find(list => name.startsWith(list)) ?? null
}

const emptySite = (): CachetSite => {
  return { groups: [], components: [], incidents: [], schedules: [], subscribers: [] }
}

function isThree(page: Page): page is CachetThreePage {
  return 'included' in page
}

function takePage(site: CachetSite, list: List, page: Page, hints: ReadingHints) {
  if (isThree(page)) takeThree(site, list, page)
  else takeTwo(site, list, page.data, hints)
}

function takeThree(site: CachetSite, list: List, page: CachetThreePage) {
  for (const each of page.data)
    switch (list) {
      case 'component-groups':
        site.groups.push({ id: each.id, name: each.attributes.name ?? '' })
        break
      case 'components':
        site.components.push(cachetThreeComponent(each))
        break
      case 'incidents':
        site.incidents.push(cachetThreeIncident(each, page))
        break
      case 'schedules':
        site.schedules.push(cachetThreeSchedule(each, page))
        break
      case 'subscribers':
        site.subscribers.push(cachetThreeSubscriber(each))
    }
}

function takeTwo(site: CachetSite, list: List, members: readonly unknown[], { now }: ReadingHints) {
  const push = <T extends z.ZodType>(into: z.infer<T>[], member: T) => {
    for (const each of members) {
      const read = member.safeParse(each)
      if (read.success) into.push(read.data)
    }
  }
  switch (list) {
    case 'component-groups':
      return push(site.groups, CachetTwoGroup)
    case 'components':
      return push(site.components, CachetTwoComponent)
    case 'incidents':
      return push(site.incidents, CachetTwoIncident)
    case 'schedules':
      return push(site.schedules, CachetTwoSchedule)
    case 'subscribers':
      return push(site.subscribers, cachetTwoSubscriber(now))
  }
}
