import { asc, eq, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { keptQuestion } from '#db/questions/kept-question.ts'
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

const askServers = keptQuestion(db => {
  const { id, hostname, label, groupId, note, createdAt, retiredAt } = servers
  // One look into an index for each server, however long the history is.
  const last = db
    .select({ at: statusHistory.at })
    .from(statusHistory)
    .where(eq(statusHistory.serverId, id))
    .orderBy(sql`${statusHistory.at} desc`)
    .limit(1)
  const changedAt = sql<Date | null>`(${last})`.mapWith(statusHistory.at)
  return db
    .select({ id, hostname, label, groupId, note, createdAt, retiredAt, changedAt })
    .from(servers)
    .orderBy(asc(servers.position), asc(label), asc(id))
})

/** All servers in the order of staff, retired ones too: past incidents name them. They are asked for before the status is known. */
export async function readComponentServers(
  tx: Transaction,
  status: Promise<PublicStatus>,
): Promise<ComponentServer[]> {
  const [rows, known] = await Promise.all([askServers(tx, {}), status])
  return rows.map(row => ({
    ...withStatus(row, known),
    note: row.note,
    createdAt: row.createdAt,
    changedAt: row.changedAt ?? row.createdAt,
    retiredAt: row.retiredAt,
  }))
}

/** All groups in the order of staff. */
export function readComponentGroups(tx: Transaction): Promise<ComponentGroup[]> {
  return askGroups(tx, {})
}

const { id, name } = groups
const askGroups = keptQuestion(db =>
  db.select({ id, name }).from(groups).orderBy(asc(groups.position), asc(name)),
)
