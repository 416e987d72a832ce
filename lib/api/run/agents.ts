import type { z } from 'zod'
import { readFindings } from '#db/reads/agents/desk-findings.ts'
import { readFleet } from '#db/reads/agents/fleet.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import type * as contracts from '#lib/api/contract/agents.ts'
import type { ApiAct, NotDone } from '#lib/api/operation.ts'
import { findAgentScript } from '#lib/flows/agents/agent-script.ts'
import { makeAgents } from '#lib/flows/agents/make-agents.ts'
import { someServers } from './chosen.ts'

type Listing = { query: z.output<(typeof contracts.listAgentsContract)['query']> }
type Making = { body: z.output<(typeof contracts.makeAgentsContract)['body']> }
type FoundListing = { query: z.output<(typeof contracts.listFindingsContract)['query']> }

/** The agents of servers in service. */
export async function runListAgents({ query }: Listing, { db, now }: ApiAct) {
  const { cursor: afterId = '', limit, standing = null, text = null } = query
  const [script, { missedBeats }] = await Promise.all([findAgentScript(), readPolicy(db)])
  const yardstick = { now, newest: script?.version ?? null, missedBeats }
  const filter = { standing, text, groupId: null, afterId }
  const { agents } = await readFleet(db, filter, yardstick, { limit: limit + 1, offset: 0 })
  const rows = agents.slice(0, limit)
  return {
    agents: rows.map(agent => {
      const { sourceId: id, hostname: server, standing, receivedAt, version, mode, baselineAt } = agent
      const { checksRun, unknown, openFindings, harmless, quarantined, spooled, dropped, indicators } = agent
      return {
        id,
        server,
        standing,
        heardAt: receivedAt?.toISOString() ?? null,
        version,
        mode,
        baselineAt: baselineAt?.toISOString() ?? null,
        checksRun,
        unknown: [...unknown],
        openFindings,
        harmless,
        quarantined,
        spooled,
        dropped,
        indicators,
      }
    }),
    next: agents.length > limit ? (rows.at(-1)?.sourceId ?? null) : null,
  }
}

/** Makes agents for servers that have none. */
export async function runMakeAgents({ body }: Making, { db, now, caller }: ApiAct) {
  const chosen = await someServers(db, body)
  if ('refused' in chosen) return chosen satisfies NotDone
  const serverIds = chosen.servers.map(({ id }) => id)
  const { made, there } = await makeAgents(db, { serverIds, staffId: caller.id }, now)
  const agents = made.map(({ sourceId: id, hostname: server, token, secret }) => ({
    id,
    server,
    token,
    secret,
  }))
  return { agents, there }
}

/** What scanners found on servers. */
export async function runListFindings({ query }: FoundListing, { db }: ApiAct) {
  const { cursor: afterId = '', limit, state = null, text = null } = query
  const filter = { state, text, serverId: null, afterId }
  const { findings } = await readFindings(db, filter, { limit: limit + 1, offset: 0 })
  const rows = findings.slice(0, limit)
  return {
    findings: rows.map(finding => {
      const { id, hostname: server, sourceId: source, fingerprint, severity, summary, check, path } = finding
      const { owner, sha256, packageAnswer, action, indicatorId, isHarmless } = finding
      return {
        id,
        server,
        source,
        fingerprint,
        severity,
        summary,
        check,
        path,
        owner,
        sha256,
        package: packageAnswer,
        action,
        indicator: indicatorId,
        firstSeenAt: finding.firstSeenAt.toISOString(),
        lastSeenAt: finding.lastSeenAt.toISOString(),
        goneAt: finding.goneAt?.toISOString() ?? null,
        isHarmless,
      }
    }),
    next: findings.length > limit ? (rows.at(-1)?.id ?? null) : null,
  }
}
