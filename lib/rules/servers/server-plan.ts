import { groupNames } from './group-names.ts'
import { type EntryField, labelFor, type ServerEntry, type ServerProblem } from './server-entry.ts'
import { claimNames } from './server-names.ts'

/** A server as it is stored. */
export type KnownServer = {
  id: string
  hostname: string
  label: string
  aliases: readonly string[]
  ips: readonly string[]
  formerNames: readonly string[]
  groupId: string | null
  note: string | null
  retiredAt: Date | null
  version: number
}

/** What is stored of a server besides its place. group: by its name; null: none. */
export type ServerFacts = {
  hostname: string
  label: string
  aliases: string[]
  ips: string[]
  formerNames: string[]
  group: string | null
  note: string | null
}

/** hostname: it is called otherwise from now on. group: it moves. service: it is brought back. */
export type ServerAspect = EntryField | 'service'

export type ChangedServer = {
  before: KnownServer
  groupBefore: string | null
  after: ServerFacts
  what: ServerAspect[]
}

/** An unfinished post that names a server, so that it cannot be retired before that is over. */
export type ServerHold = { serverId: string; postId: string; title: string }

/** What a list of servers does to those that there are. */
export type ServerPlan = {
  added: ServerFacts[]
  changed: ChangedServer[]
  unchanged: number
  retired: KnownServer[]
  /** Not in the list, and in service all the same: an unfinished post names them. */
  kept: { server: KnownServer; hold: ServerHold }[]
  newGroups: string[]
  problems: ({ at: number } & ServerProblem)[]
  problemCount: number
}

/** targetId: the very server that is meant, whatever it is called; null: a new one; left out: the names say which. */
export type PlannedEntry = { at: number; entry: ServerEntry; targetId?: string | null }

export type PlanInput = {
  entries: readonly PlannedEntry[]
  /** Who is not among the entries is retired. */
  isWhole: boolean
  servers: readonly KnownServer[]
  groups: readonly { id: string; name: string }[]
  holds: readonly ServerHold[]
}

/** At most this many problems are told one by one; the others are counted. */
export const mostProblemsTold = 100
/** More are a column that holds something else. */
const mostNewGroups = 100

/**
 * Compares a list of servers with those that there are. Stops in between, for others to be served. Where it finds a
 * problem, nothing of the plan holds: half a list could leave a name that two servers have.
 */
export function* planServers(input: PlanInput): Generator<void, ServerPlan> {
  const targets = targetsOf(input)
  const groups = groupNames(input.groups)
  const others = input.servers.filter(server => !server.retiredAt && !targets.isMeant(server))
  const plan: ServerPlan = { ...planOthers(others, input), ...nothing() }
  const take = claimNames(input.isWhole ? plan.kept.map(({ server }) => server) : others)
  for (const planned of input.entries) {
    yield
    const { at, entry } = planned
    const before = targets.of(planned)
    const after = factsAfter(entry, before, groups)
    const problem = targets.problemOf(planned, before) ?? take(at, after)
    if (problem) addProblem(plan, at, problem)
    else if (before) addChange(plan, { before, groupBefore: groups.nameOf(before.groupId), after })
    else plan.added.push(after)
  }
  plan.newGroups = groups.added
  if (groups.added.length > mostNewGroups)
    addProblem(plan, 1, { field: null, is: 'too-many-groups', most: mostNewGroups })
  return plan
}

const nothing = (): Omit<ServerPlan, 'retired' | 'kept'> => {
  return { added: [], changed: [], unchanged: 0, newGroups: [], problems: [], problemCount: 0 }
}

function addProblem(plan: ServerPlan, at: number, problem: ServerProblem): void {
  plan.problemCount += 1
  if (plan.problems.length < mostProblemsTold) plan.problems.push({ at, ...problem })
}

function planOthers(
  others: readonly KnownServer[],
  { isWhole, holds }: PlanInput,
): Pick<ServerPlan, 'retired' | 'kept'> {
  if (!isWhole) return { retired: [], kept: [] }
  const held = new Map(holds.map(hold => [hold.serverId, hold]))
  const kept = others.flatMap(server => {
    const hold = held.get(server.id)
    return hold ? [{ server, hold }] : []
  })
  return { kept, retired: others.filter(server => !held.has(server.id)) }
}

/** Which server an entry means: the one of its host name, or one whose host name is among its aliases now. */
function targetsOf({ entries, servers }: PlanInput) {
  const byId = new Map(servers.map(server => [server.id, server]))
  const byHostname = new Map(servers.map(server => [server.hostname, server]))
  const firstAt = new Map<string, number>()
  for (const { at, entry } of entries) if (!firstAt.has(entry.hostname)) firstAt.set(entry.hostname, at)
  const renamed = ({ aliases = [] }: ServerEntry) => {
    const before = aliases.flatMap(alias => (firstAt.has(alias) ? [] : (byHostname.get(alias) ?? [])))
    const [only, second] = before.filter(server => !server.retiredAt)
    return second ? undefined : only
  }
  const of = ({ entry, targetId }: PlannedEntry) => {
    if (targetId === undefined) return byHostname.get(entry.hostname) ?? renamed(entry)
    return targetId === null ? undefined : byId.get(targetId)
  }
  const meant = new Set(entries.flatMap(planned => of(planned)?.id ?? []))
  return {
    of,
    isMeant: (server: KnownServer) => meant.has(server.id),
    problemOf({ at, entry }: PlannedEntry, known: KnownServer | undefined): ServerProblem | null {
      const name = entry.hostname
      const earlierAt = firstAt.get(name) ?? at
      if (earlierAt !== at) return { field: 'hostname', is: 'named-twice', name, earlierAt }
      const holder = byHostname.get(name)
      if (!holder || holder === known) return null
      const isRetired = holder.retiredAt !== null
      return { field: 'hostname', is: 'name-taken', name, by: name, isRetired }
    },
  }
}

function factsAfter(
  entry: ServerEntry,
  known: KnownServer | undefined,
  groups: ReturnType<typeof groupNames>,
): ServerFacts {
  const { hostname, addresses } = entry
  const group = entry.group === undefined ? groups.nameOf(known?.groupId ?? null) : entry.group
  const aliases = (entry.aliases ?? known?.aliases ?? []).filter(alias => alias !== hostname)
  const former = known ? [...known.formerNames, known.hostname] : []
  return {
    hostname,
    aliases,
    label: entry.label ?? known?.label ?? labelFor(entry),
    ips: [...(addresses ?? known?.ips ?? [])],
    formerNames: [...new Set(former)].filter(name => name !== hostname && !aliases.includes(name)),
    group: group === null ? null : groups.called(group),
    note: entry.note === undefined ? (known?.note ?? null) : entry.note,
  }
}

function addChange(plan: ServerPlan, change: Omit<ChangedServer, 'what'>): void {
  const what = aspectsOf(change)
  if (what.length > 0) plan.changed.push({ ...change, what })
  else plan.unchanged += 1
}

function aspectsOf({ before, groupBefore, after }: Omit<ChangedServer, 'what'>): ServerAspect[] {
  const differs: [ServerAspect, boolean][] = [
    ['service', before.retiredAt !== null],
    ['hostname', before.hostname !== after.hostname],
    ['group', groupBefore !== after.group],
    ['label', before.label !== after.label],
    ['aliases', !isSameSet(before.aliases, after.aliases)],
    ['addresses', !isSameSet(before.ips, after.ips)],
    ['note', before.note !== after.note],
  ]
  return differs.flatMap(([aspect, isOther]) => (isOther ? [aspect] : []))
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && new Set([...a, ...b]).size === a.length
}
