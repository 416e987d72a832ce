import { inArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { sealSigning } from '#db/keys/signing.ts'
import { sources } from '#db/schema/source.ts'

type NewAgentSource = {
  id: string
  serverId: string
  hostname: string
  tokenHash: string
  tokenStart: string
  /** In clear; it is sealed here. */
  secret: string
}

const rowsPerStatement = 200

/** Writes sources of agents. The caller holds the lock, so no name is taken meanwhile. */
export async function insertAgentSources(
  tx: Transaction,
  agents: readonly NewAgentSource[],
  now: Date,
): Promise<void> {
  for (let i = 0; i < agents.length; i += rowsPerStatement) {
    const part = agents.slice(i, i + rowsPerStatement)
    const taken = await readTaken(tx, part.map(usualName))
    await tx.insert(sources).values(
      part.map(agent => ({
        id: agent.id,
        // An earlier agent of the server, which is disabled, keeps its name.
        name: taken.has(usualName(agent)) ? `${usualName(agent)} (${agent.id})` : usualName(agent),
        format: 'generic',
        tokenHash: agent.tokenHash,
        tokenStart: agent.tokenStart,
        authentication: ['bearer' as const],
        signing: sealSigning(agent.id, {
          scheme: 'standard-webhooks',
          secrets: [{ value: agent.secret, until: null }],
        }),
        isDebounced: true,
        agentServerId: agent.serverId,
        createdAt: now,
      })),
    )
  }
}

function usualName({ hostname }: Pick<NewAgentSource, 'hostname'>): string {
  return `Agent on ${hostname}`
}

async function readTaken(tx: Transaction, names: string[]): Promise<Set<string>> {
  const rows = await tx.select({ name: sources.name }).from(sources).where(inArray(sources.name, names))
  return new Set(rows.map(row => row.name))
}
