import type { Transaction } from '#db/client.ts'
import { agents } from '#db/schema/agents/agent.ts'
import { upsert } from '#db/writes/upsert.ts'

export type NewAgentState = Omit<typeof agents.$inferSelect, 'unknown'> & { unknown: readonly string[] }

/** Keeps of each server what its agent said last. Each server may be given once. */
export async function keepAgents(tx: Transaction, states: readonly NewAgentState[]): Promise<void> {
  await upsert(tx, agents, states, {
    key: ['serverId'],
    kept: ['firstAt'],
    changed: [
      'sourceId',
      'bootId',
      'at',
      'receivedAt',
      'checksRun',
      'openCount',
      'version',
      'mode',
      'scheduler',
      'scanMs',
      'baselineAt',
      'unknown',
      'quarantined',
      'spooled',
      'dropped',
      'indicators',
    ],
  })
}
