import { asc, eq, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { type PublicStatus, withStatus } from '#db/reads/servers/public-status.ts'
import { statusHistory } from '#db/schema/history.ts'
import { groups, servers } from '#db/schema/server.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'

/** A server with what programs read of it. changedAt: when its status last changed. */
export type ComponentServer = BoardServer & {
  note: string | null
  createdAt: Date
  changedAt: Date
  retiredAt: Date | null
}

export type ComponentGroup = { id: string; name: string }

/** All servers in the order of staff, retired ones too: past incidents name them. */
export async function readComponentServers(
  tx: Transaction,
  status: PublicStatus,
): Promise<ComponentServer[]> {
  const { id, hostname, label, groupId, note, createdAt, retiredAt } = servers
  // One look into an index for each server, however long the history is.
  const last = tx
    .select({ at: statusHistory.at })
    .from(statusHistory)
    .where(eq(statusHistory.serverId, id))
    .orderBy(sql`${statusHistory.at} desc`)
    .limit(1)
  const changedAt = sql<Date | null>`(${last})`.mapWith(statusHistory.at)
  const rows = await tx
    .select({ id, hostname, label, groupId, note, createdAt, retiredAt, changedAt })
    .from(servers)
    .orderBy(asc(servers.position), asc(label), asc(id))
  return rows.map(row => ({
    ...withStatus(row, status),
    note: row.note,
    createdAt: row.createdAt,
    changedAt: row.changedAt ?? row.createdAt,
    retiredAt: row.retiredAt,
  }))
}

/** All groups in the order of staff. */
export function readComponentGroups(tx: Transaction): Promise<ComponentGroup[]> {
  const { id, name } = groups
  return tx.select({ id, name }).from(groups).orderBy(asc(groups.position), asc(name))
}
