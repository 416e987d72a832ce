import { and, asc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { timestamp } from '#db/conditions/timestamp.ts'
import { likeText } from '#db/reads/like-text.ts'
import { agents } from '#db/schema/agents/agent.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { type AgentFacts, type AgentStanding, agentStandings, beatSeconds } from '#lib/rules/agents/agent.ts'
import { openByServer } from './open-findings.ts'

/** An agent in the fleet, as its last heartbeat told it. */
export type FleetAgent = AgentFacts & {
  sourceId: string
  serverId: string
  label: string
  hostname: string
  /** When it was last heard, by our clock; null: never. */
  receivedAt: Date | null
  checksRun: number | null
  /** What is found there and waits for nobody's answer, and what staff have called harmless. */
  openFindings: number
  harmless: number
  standing: AgentStanding
}

/** What the standing of all agents is judged by. newest: the version that we hand out; null: none. */
export type FleetYardstick = { now: Date; newest: string | null; missedBeats: number }

/** null: any. groupId 'none': servers without a group. afterId: in the order of their ids, those after this one. */
export type FleetFilter = {
  standing: AgentStanding | null
  text: string | null
  groupId: string | 'none' | null
  afterId?: string
}

/** Agents of servers in service, what staff look at first before the others, and how many fit. */
export async function readFleet(
  db: Database,
  filter: FleetFilter,
  yardstick: FleetYardstick,
  page: { limit: number; offset: number },
): Promise<{ agents: FleetAgent[]; total: number }> {
  const open = openByServer(db)
  const standing = standingSql(open, yardstick)
  const condition = and(
    isAgent,
    fits(filter),
    filter.standing ? sql`${standing} = ${filter.standing}` : undefined,
  )
  const rows = await db
    .select({
      sourceId: sources.id,
      serverId: servers.id,
      label: servers.label,
      hostname: servers.hostname,
      version: agents.version,
      mode: agents.mode,
      scheduler: agents.scheduler,
      scanMs: agents.scanMs,
      baselineAt: agents.baselineAt,
      unknown: sql<string[]>`coalesce(${agents.unknown}, '{}')`,
      quarantined: agents.quarantined,
      spooled: agents.spooled,
      dropped: agents.dropped,
      indicators: agents.indicators,
      receivedAt: agents.receivedAt,
      checksRun: agents.checksRun,
      openFindings: sql<number>`coalesce(${open.open}, 0)::int`,
      harmless: sql<number>`coalesce(${open.harmless}, 0)::int`,
      standing: sql<AgentStanding>`${standing}`,
      total: sql<number>`count(*) over ()::int`,
    })
    .from(sources)
    .innerJoin(servers, eq(servers.id, sources.agentServerId))
    .leftJoin(agents, and(eq(agents.serverId, servers.id), eq(agents.sourceId, sources.id)))
    .leftJoin(open, eq(open.serverId, servers.id))
    .where(condition)
    .orderBy(
      ...(filter.afterId === undefined
        ? [sql`array_position(${sql.param([...agentStandings])}::text[], ${standing})`, asc(servers.hostname)]
        : []),
      sources.id,
    )
    .limit(page.limit)
    .offset(page.offset)
  return { agents: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** How many agents stand how. */
export async function countStandings(
  db: Database,
  yardstick: FleetYardstick,
): Promise<Record<AgentStanding, number>> {
  const open = openByServer(db)
  const standing = standingSql(open, yardstick)
  const rows = await db
    .select({ standing: sql<AgentStanding>`${standing}`, count: sql<number>`count(*)::int` })
    .from(sources)
    .innerJoin(servers, eq(servers.id, sources.agentServerId))
    .leftJoin(agents, and(eq(agents.serverId, servers.id), eq(agents.sourceId, sources.id)))
    .leftJoin(open, eq(open.serverId, servers.id))
    .where(isAgent)
    // By its place: the statement's parameters make it another expression each time that it is written.
    .groupBy(sql`1`)
  const counts = new Map(rows.map(row => [row.standing, row.count]))
  return {
    findings: counts.get('findings') ?? 0,
    silent: counts.get('silent') ?? 0,
    unheard: counts.get('unheard') ?? 0,
    unsure: counts.get('unsure') ?? 0,
    fine: counts.get('fine') ?? 0,
  }
}

/** Servers in service on which no agent looks. */
export function countWithoutAgent(db: Database): Promise<number> {
  const own = sql`select from sources agent where agent.agent_server_id = servers.id and agent.disabled_at is null`
  return db.$count(servers, and(isNull(servers.retiredAt), sql`not exists (${own})`))
}

const isAgent = and(isNull(sources.disabledAt), isNull(servers.retiredAt))

function fits({ text, groupId, afterId }: FleetFilter): SQL | undefined {
  const inGroup = groupId === 'none' ? isNull(servers.groupId) : eq(servers.groupId, groupId ?? '')
  return and(
    groupId === null ? undefined : inGroup,
    afterId === undefined ? undefined : gt(sources.id, afterId),
    text === null ? undefined : sql`${servers.hostname} || ' ' || ${servers.label} ilike ${likeText(text)}`,
  )
}

/** As standingOf says it: a test holds the two together. */
function standingSql(
  open: ReturnType<typeof openByServer>,
  { now, newest, missedBeats }: FleetYardstick,
): SQL {
  const every = sql`coalesce(${sources.expectedEverySeconds}, ${sql.raw(String(beatSeconds))})`
  const isSilent = sql`${agents.receivedAt} < ${timestamp(now)} - make_interval(secs => ${sql.raw(String(missedBeats))} * ${every})`
  const isBehind =
    newest === null ? sql`false` : sql`${agents.version} is not null and ${agents.version} <> ${newest}`
  return sql`(case
    when coalesce(${open.open}, 0) > 0 then 'findings'
    when ${agents.receivedAt} is null then 'unheard'
    when ${isSilent} then 'silent'
    when cardinality(${agents.unknown}) > 0 or ${agents.spooled} > 0 or ${agents.dropped} > 0 or ${isBehind} then 'unsure'
    else 'fine' end)`
}
