import { randomBytes } from 'node:crypto'
import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readAgentPlaces } from '#db/reads/agents/agent-places.ts'
import { insertAgentSources } from '#db/writes/agents/agent-sources.ts'
import { lockSources } from '#db/writes/sources/sources.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { hashToken, newSecret } from '#lib/alerts/request/token.ts'
import { startOf } from '#lib/rules/settings/secret-form.ts'

export type WantedAgents = { serverIds: readonly string[]; staffId: string }

/** A new agent with what it proves itself by: both are in the answer and nowhere else in clear. */
export type MadeAgent = {
  sourceId: string
  serverId: string
  hostname: string
  token: string
  /** whsec_…: it signs each request. */
  secret: string
}

export type MadeAgents = {
  made: MadeAgent[]
  /** Host names of servers that have an agent already: theirs is renewed on its own page. */
  there: string[]
}

/** How many host names the record names, beside their number. */
const mostNamed = 50

/**
 * Makes an agent for each of these servers that has none: a source that speaks for that one server alone, is known by its
 * token, and signs all that it sends. Servers out of service get none.
 */
export function makeAgents(
  db: Database,
  { serverIds, staffId }: WantedAgents,
  now: Date,
): Promise<MadeAgents> {
  return db.transaction(async tx => {
    await lockSources(tx)
    const places = await readAgentPlaces(tx, serverIds)
    const made = places.filter(place => place.agentId === null).map(newAgent)
    const there = places.filter(place => place.agentId !== null).map(place => place.hostname)
    if (made.length > 0) await write(tx, made, staffId, now)
    return { made, there }
  })
}

function newAgent({ serverId, hostname }: { serverId: string; hostname: string }): MadeAgent {
  return { sourceId: newId(), serverId, hostname, token: newSecret('source'), secret: newSigningSecret() }
}

/** A secret of the standard scheme: 32 random bytes. */
export function newSigningSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

async function write(tx: Transaction, made: readonly MadeAgent[], staffId: string, now: Date): Promise<void> {
  await insertAgentSources(
    tx,
    made.map(({ sourceId, serverId, hostname, token, secret }) => ({
      id: sourceId,
      serverId,
      hostname,
      tokenHash: hashToken(token),
      tokenStart: startOf(token),
      secret,
    })),
    now,
  )
  const [first, ...others] = made
  const subject = others.length === 0 ? `source ${first?.sourceId}` : 'agents'
  const facts = { count: made.length, servers: made.slice(0, mostNamed).map(({ hostname }) => hostname) }
  await writeAudit(tx, { at: now, staffId, action: 'make-agents', subject, facts })
}
