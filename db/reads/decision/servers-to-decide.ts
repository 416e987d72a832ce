import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Transaction } from '#db/client.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { statusHistory } from '#db/schema/history.ts'
import { affectedServers } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import type { DecisionInput } from '#lib/rules/decision/decide.ts'

type ServersToDecide = Pick<DecisionInput, 'servers' | 'groups' | 'statuses'>

/** What there is to know of servers: their names and groups, and what was last shown of them. */
export async function readServersToDecide(tx: Transaction, ids: string[]): Promise<ServersToDecide> {
  const [places, statuses] = await Promise.all([readServers(tx, ids), readStatuses(tx, ids)])
  return { ...places, statuses }
}

/** Of what was asked only these servers, and all groups. */
export function joinServersToDecide(
  places: readonly ServersToDecide[],
  ids: ReadonlySet<string>,
): ServersToDecide {
  return {
    servers: places.flatMap(({ servers }) => servers.filter(server => ids.has(server.id))),
    groups: new Map(places.flatMap(({ groups }) => [...groups])),
    statuses: new Map(places.flatMap(({ statuses }) => [...statuses].filter(([id]) => ids.has(id)))),
  }
}

const { id, hostname, label, groupId } = servers
const askNamed = keptQuestion((db, places: AskedWith<{ ids: string[] }>) =>
  db.select({ id, hostname, label, groupId }).from(servers).where(sql`${id} = any(${places.ids}::text[])`),
)

const member = alias(servers, 'member')
const askSizes = keptQuestion(db =>
  db
    .select({ id: groups.id, name: groups.name, size: sql<number>`count(${member.id})::int` })
    .from(groups)
    .leftJoin(member, and(eq(member.groupId, groups.id), isNull(member.retiredAt)))
    .groupBy(groups.id),
)

async function readServers(
  tx: Transaction,
  ids: string[],
): Promise<Pick<DecisionInput, 'servers' | 'groups'>> {
  if (ids.length === 0) return { servers: [], groups: new Map() }
  const [rows, sizes] = await Promise.all([askNamed(tx, { ids }), askSizes(tx, {})])
  return { servers: rows, groups: new Map(sizes.map(({ id, name, size }) => [id, { name, size }])) }
}

const askStatuses = keptQuestion((db, places: AskedWith<{ ids: string[] }>) => {
  const { serverId, impact, cause, postId, at, sequence } = statusHistory
  const last = db
    .select({ serverId, impact, cause, postId, at })
    .from(statusHistory)
    .where(sql`${serverId} = asked.id`)
    .orderBy(desc(at), desc(sequence))
    .limit(1)
    .as('last')
  const { until } = affectedServers
  return db
    .select({
      serverId: last.serverId,
      impact: last.impact,
      cause: last.cause,
      postId: last.postId,
      at: last.at,
      until,
    })
    .from(sql`unnest(${places.ids}::text[]) as asked(id)`)
    .crossJoinLateral(last)
    .leftJoin(
      affectedServers,
      and(eq(affectedServers.postId, last.postId), eq(affectedServers.serverId, last.serverId)),
    )
})

/** The last line of each server, by the index, however long its history is. */
async function readStatuses(tx: Transaction, ids: string[]): Promise<DecisionInput['statuses']> {
  if (ids.length === 0) return new Map()
  const rows = await askStatuses(tx, { ids })
  return new Map(rows.map(({ serverId, ...status }) => [serverId, status]))
}
