import { readAlias } from '#lib/rules/servers/host-name.ts'
import type { ServerEntry } from '#lib/rules/servers/server-entry.ts'
import type { KnownServer } from '#lib/rules/servers/server-plan.ts'
import { fateOf, type ImportedLink, type ImportFate } from './import-counts.ts'
import type { MovedOf } from './moved.ts'

type Moved = MovedOf<'server'>

/** What becomes of a server of another product. serverId null: it is made; entry null: nothing of it is written. */
export type PlacedMoved = {
  moved: Moved
  fate: ImportFate
  serverId: string | null
  entry: ServerEntry | null
  /** Nothing told its host name, so it has one made of its name. */
  isNameless: boolean
}

export type PlacingInput = {
  moved: readonly { item: Moved; theirs: string }[]
  known: readonly KnownServer[]
  links: ReadonlyMap<string, ImportedLink>
  /** How a group of theirs is called here; left out: it is none. */
  groupNames: ReadonlyMap<string, string>
}

const mostLabelLetters = 60

/**
 * Finds for each server of another product the one that it is here: by what was remembered, by a host name, or by its label. For
 * others it says what they would be called; a name that somebody has already is nobody else's.
 */
export function* placeMoved({
  moved,
  known,
  links,
  groupNames,
}: PlacingInput): Generator<void, PlacedMoved[]> {
  const byId = new Map(known.map(server => [server.id, server]))
  const find = finder(known)
  const taken = new Set(
    known.flatMap(each => [each.hostname, ...each.aliases, ...each.ips, ...each.formerNames]),
  )
  const placed: PlacedMoved[] = []
  for (const { item, theirs } of moved) {
    yield
    const link = links.get(item.id)
    const linked = link ? byId.get(link.ourId) : undefined
    const fate = fateOf(link, theirs, linked ? `${linked.version}` : null)
    const found = link ? linked : find(item)
    const group = item.groupId === null ? null : (groupNames.get(item.groupId) ?? null)
    if (fate === 'new' && found)
      placed.push({ moved: item, fate: 'known', serverId: found.id, entry: null, isNameless: false })
    else if (fate === 'new') placed.push(newServer(item, group, taken))
    else
      placed.push({
        moved: item,
        fate,
        serverId: linked?.id ?? null,
        entry: changed(item, fate, linked, group),
        isNameless: false,
      })
  }
  return placed
}

function changed(
  { name, note }: Moved,
  fate: ImportFate,
  linked: KnownServer | undefined,
  group: string | null,
): ServerEntry | null {
  if (fate !== 'changed' || !linked || linked.retiredAt) return null
  return { hostname: linked.hostname, label: labelOf(name), group, note: noteOf(note) }
}

/** Who is in service under one of its host names, else the only one of this label. */
function finder(known: readonly KnownServer[]): (moved: Moved) => KnownServer | undefined {
  const present = known.filter(server => !server.retiredAt)
  const byName = new Map(
    present.flatMap(each => [...each.aliases, each.hostname].map(name => [name, each] as const)),
  )
  const byLabel = Map.groupBy(present, server => server.label.toLowerCase())
  return ({ hosts, name }) => {
    const named = hosts.map(host => byName.get(host)).find(server => server !== undefined)
    const [only, second] = byLabel.get(name.trim().toLowerCase()) ?? []
    return named ?? byName.get(name.trim().toLowerCase()) ?? (second ? undefined : only)
  }
}

function newServer(moved: Moved, group: string | null, taken: Set<string>): PlacedMoved {
  const free = (name: string) => !taken.has(name)
  const host = moved.hosts.find(free)
  const hostname = host ?? madeName(moved.name, free)
  taken.add(hostname)
  const alias = readAlias(moved.name)
  const aliases = [...moved.hosts, ...(alias ? [alias] : [])].filter(free)
  const addresses = moved.addresses.filter(free)
  for (const name of [...aliases, ...addresses]) taken.add(name)
  const names = [...new Set(aliases)].filter(name => name !== hostname)
  const entry = {
    hostname,
    label: labelOf(moved.name),
    aliases: names,
    addresses,
    group,
    note: noteOf(moved.note),
  }
  return { moved, fate: 'new', serverId: null, entry, isNameless: host === undefined }
}

/** A host name of the words of a name: "Control panel (EU)" is "control-panel-eu", or with a number where that is taken. */
function madeName(name: string, free: (name: string) => boolean): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')
  const made = words.join('-').slice(0, 55).replace(/-$/, '')
  const wished = /[a-z]/.test(made) ? made : made === '' ? 'server' : `server-${made}`
  if (free(wished)) return wished
  for (let count = 2; ; count++) if (free(`${wished}-${count}`)) return `${wished}-${count}`
}

function labelOf(name: string): string {
  const label = name.replace(/\s+/g, ' ').trim()
  return label.length <= mostLabelLetters ? label : `${label.slice(0, mostLabelLetters - 1).trimEnd()}…`
}

function noteOf(note: string | null): string | null {
  return note?.replace(/\s+/g, ' ').trim() || null
}
