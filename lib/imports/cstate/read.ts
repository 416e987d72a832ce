import { z } from 'zod'
import type { Draft } from '#lib/imports/building/draft.ts'
import { hostOfName, whereabouts } from '#lib/imports/building/hosts.ts'
import { looseFlag, looseList, looseText } from '#lib/imports/building/shape.ts'
import type { ProductReader } from '#lib/imports/reader.ts'
import { CannotRead } from '#lib/imports/source/cannot-read.ts'
import type { SavedFiles } from '#lib/imports/source/files.ts'
import { parseYaml } from '#lib/imports/source/parse.ts'
import { addIssue, splitIssue } from './issues.ts'

const Config = z.object({
  baseURL: looseText,
  timeZone: looseText,
  params: z
    .object({
      categories: looseList(z.object({ name: z.string(), untitled: looseFlag })),
      systems: looseList(
        z.object({ name: z.string(), category: looseText, description: looseText, link: looseText }),
      ),
    })
    .nullish()
    .catch(null),
})

/** The folder of a site (https://github.com/cstate/cstate), of which the configuration and content/issues count. */
export const cstateReader: ProductReader = {
  asking: () => ({ headers: {}, gapMs: 0 }),
  fromApi: null,

  fromFiles(files, draft, hints) {
    const issues = files.names.filter(name =>
      /(^|\/)content\/issues\/(?!_index)[^/]+\.(md|markdown)$/.test(name),
    )
    const config = readConfig(files)
    if (!config && issues.length === 0) throw new CannotRead('not-this-product')
    draft.site(URL.parse(config?.baseURL ?? '')?.hostname ?? '')
    if (config) addSystems(draft, config)
    const zone = config?.timeZone || hints.zone
    for (const [count, name] of issues.entries()) {
      draft.progress(count + 1, 'issues')
      const issue = splitIssue(files.text(name))
      if (issue) addIssue(draft, { id: idOf(name), ...issue }, zone)
      else draft.leave('unreadable', name)
    }
  },
}

const idOf = (name: string) => name.slice(name.lastIndexOf('/') + 1).replace(/\.\w+$/, '')

function readConfig(files: SavedFiles): z.infer<typeof Config> | null {
  const name = files.names
    .filter(each => /(^|\/)(config|hugo)\.ya?ml$/.test(each))
    .sort((a, b) => a.length - b.length)[0]
  if (!name) return null
  return Config.safeParse(parseYaml(files.text(name), name)).data ?? null
}

/** Systems are known by their names: posts name them so. */
function addSystems(draft: Draft, { params }: z.infer<typeof Config>): void {
  for (const { name, untitled } of params?.categories ?? [])
    if (!untitled) draft.add({ kind: 'group', id: name, name: name.slice(0, 80) })
  for (const { name, category, description, link } of params?.systems ?? []) {
    const { hosts } = whereabouts([...hostOfName(name), link])
    draft.add({
      kind: 'server',
      id: name.slice(0, 150),
      name: name.slice(0, 200),
      hosts,
      addresses: [],
      groupId: category && draft.has('group', category) ? category : null,
      note: description?.trim().slice(0, 500) || null,
    })
  }
}
