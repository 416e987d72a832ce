/** What an agent does with what it finds: tells it, keeps a copy of it, or takes it out of reach. */
export const agentModes = ['report', 'copy', 'move'] as const
export type AgentMode = (typeof agentModes)[number]

export const agentSchedulers = ['systemd', 'cron'] as const
export type AgentScheduler = (typeof agentSchedulers)[number]

/** What an agent says of itself with a heartbeat; null: it said nothing of it, or nothing that can be true. */
export type AgentFacts = {
  version: string | null
  mode: AgentMode | null
  scheduler: AgentScheduler | null
  /** How long its last scan took, in milliseconds. */
  scanMs: number | null
  /** When it looked for the first time: what was there then it takes as given. */
  baselineAt: Date | null
  /** Each check that could not be made, with why: what nobody looked at is never clean. */
  unknown: readonly string[]
  /** Files that it keeps out of reach. */
  quarantined: number | null
  /** Requests that wait at the agent, and those that it had to drop. */
  spooled: number | null
  dropped: number | null
  /** The version of the indicators that it looks for; null: none from here. */
  indicators: number | null
}

export const saysNothing: AgentFacts = {
  version: null,
  mode: null,
  scheduler: null,
  scanMs: null,
  baselineAt: null,
  unknown: [],
  quarantined: null,
  spooled: null,
  dropped: null,
  indicators: null,
}

/** How often an agent is heard whose source does not say, in seconds: the interval of our own. */
export const beatSeconds = 300

/**
 * How an agent stands, what staff look at first before the others. findings: something is found on its server. silent:
 * it was heard and is no more. unheard: it was made and never heard. unsure: a check could not be made, something waits at
 * it or was dropped, or it is an older one.
 */
export const agentStandings = ['findings', 'silent', 'unheard', 'unsure', 'fine'] as const
export type AgentStanding = (typeof agentStandings)[number]

/** What the standing of an agent follows from. */
export type AgentSigns = Pick<AgentFacts, 'version' | 'unknown' | 'spooled' | 'dropped'> & {
  /** When it was last heard, by our clock; null: never. */
  receivedAt: Date | null
  openFindings: number
}

/** newest: the version that we hand out; null: we hand out none. silentBefore: who was last heard before then is silent. */
export function standingOf(signs: AgentSigns, newest: string | null, silentBefore: Date): AgentStanding {
  if (signs.openFindings > 0) return 'findings'
  if (!signs.receivedAt) return 'unheard'
  if (signs.receivedAt < silentBefore) return 'silent'
  const isBehind = newest !== null && signs.version !== null && signs.version !== newest
  const isUnsure = signs.unknown.length > 0 || isMore(signs.spooled) || isMore(signs.dropped) || isBehind
  return isUnsure ? 'unsure' : 'fine'
}

function isMore(count: number | null): boolean {
  return count !== null && count > 0
}
