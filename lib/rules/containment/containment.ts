/** What a measure against an attack is. */
export const containmentKinds = ['firewall', 'account', 'service', 'file', 'network', 'other'] as const
export type ContainmentKind = (typeof containmentKinds)[number]

/** Where it was taken: everywhere, or on these servers and those of these groups. */
export type ContainmentReach = {
  isEverywhere: boolean
  serverIds: readonly string[]
  groupIds: readonly string[]
}

/** One measure of the log, as far as sentences need it. */
export type Contained = ContainmentReach & {
  kind: ContainmentKind
  /** What was done, as a sentence says it: "Outgoing traffic to one address is blocked". */
  text: string
  since: Date
  /** When it ended, or is to; null: it goes on. */
  until: Date | null
}

/** A measure as staff or a program enter it. */
export type MeasureFacts = {
  kind: ContainmentKind
  text: string
  why: string | null
  doneBy: string | null
  isEverywhere: boolean
  serverIds: string[]
  groupIds: string[]
  since: Date
  until: Date | null
  postId: string | null
  isPublic: boolean
}

export const containmentLimits = { text: 300, why: 500, by: 80, servers: 2_000, groups: 100 } as const

/** Measures with the same words, wherever they were taken, as one fact. */
export type ContainmentFact = {
  kind: ContainmentKind
  text: string
  /** How many of all servers it is on; null: on none that are still there. */
  count: number
  total: number
  /** The one server that it is on; null: it is on several. */
  serverId: string | null
  /** When the first was taken. */
  since: Date
  /** When the last ended; null: one goes on. */
  until: Date | null
}

type Known = {
  /** The servers that are in use, with their groups. */
  servers: readonly { id: string; groupId: string | null }[]
  now: Date
}

/**
 * What was done, each thing once: the same words on several servers are one fact, also where one server has it twice.
 * What goes on stands before what is over, and within that the oldest first. A measure that begins later is none yet.
 */
export function containmentFacts(measures: readonly Contained[], { servers, now }: Known): ContainmentFact[] {
  const begun = measures.filter(measure => measure.since <= now)
  const byWords = Map.groupBy(
    begun,
    ({ kind, text, until }) => `${hasEnded(until, now)} ${kind} ${text.toLowerCase()}`,
  )
  return [...byWords.values()].flatMap(same => factOf(same, servers, now)).sort(inOrder)
}

function factOf(same: readonly Contained[], servers: Known['servers'], now: Date): ContainmentFact[] {
  const ordered = [...same].sort(
    (a, b) => a.since.getTime() - b.since.getTime() || (a.text < b.text ? -1 : 1),
  )
  const [first] = ordered
  if (!first) return []
  const on = servers.filter(server => ordered.some(measure => isOn(measure, server)))
  const ends = ordered.map(({ until }) => until)
  const haveAllEnded = ends.every(until => hasEnded(until, now))
  const lastEnd = new Date(Math.max(...ends.map(until => until?.getTime() ?? 0)))
  return [
    {
      kind: first.kind,
      text: first.text,
      count: on.length,
      total: servers.length,
      serverId: on.length === 1 ? (on[0]?.id ?? null) : null,
      since: first.since,
      until: haveAllEnded ? lastEnd : null,
    },
  ]
}

/** Whether a measure is on a server. */
function isOn(
  { isEverywhere, serverIds, groupIds }: ContainmentReach,
  { id, groupId }: { id: string; groupId: string | null },
): boolean {
  return isEverywhere || serverIds.includes(id) || (groupId !== null && groupIds.includes(groupId))
}

/** Whether a measure has ended. */
export function hasEnded(until: Date | null, now: Date): boolean {
  return until !== null && until <= now
}

function inOrder(a: ContainmentFact, b: ContainmentFact): number {
  const open = Number(a.until !== null) - Number(b.until !== null)
  return open || a.since.getTime() - b.since.getTime() || (a.text < b.text ? -1 : 1)
}
