import { and, asc, desc, eq, gte } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { serverReadings } from '#db/schema/reading.ts'
import { heartbeats } from '#db/schema/source.ts'
import { type AgentReading, firstHour, type HourReading, plotHours } from '#lib/rules/servers/reading.ts'

/** What agents told of a server in the last week, by hour and in order of time. last: what was measured last. */
export type ServerReadings = { last: AgentReading; load: HourReading[]; response: HourReading[] }

const askLast = keptQuestion((db, { serverId, from }: AskedWith<{ serverId: string; from: Date }>) => {
  const { at, cores, load1: load, responseMs, sequence } = heartbeats
  return db
    .select({ at, cores, load, responseMs })
    .from(heartbeats)
    .where(and(eq(heartbeats.serverId, serverId), gte(at, from)))
    .orderBy(desc(at), desc(sequence))
    .limit(1)
})

/** Null: no agent told anything in the last week. */
export async function readReadings(
  tx: Transaction,
  serverId: string,
  now: Date,
): Promise<ServerReadings | null> {
  const from = firstHour(now, plotHours.week)
  const [last] = await askLast(tx, { serverId, from })
  if (!last) return null
  const rows = await tx
    .select()
    .from(serverReadings)
    .where(and(eq(serverReadings.serverId, serverId), gte(serverReadings.hour, from)))
    .orderBy(asc(serverReadings.hour))
  return { last, load: rows.map(loadOf), response: rows.flatMap(responseOf) }
}

type Row = typeof serverReadings.$inferSelect

function loadOf({ hour, loadLeast, loadMost, loadMostAt, loadSum, loadCount }: Row): HourReading {
  return { hour, least: loadLeast, average: loadSum / loadCount, most: loadMost, mostAt: loadMostAt }
}

function responseOf(row: Row): HourReading[] {
  const { hour, responseLeast: least, responseMost: most, responseMostAt: mostAt } = row
  if (least === null || most === null || mostAt === null) return []
  return [{ hour, least, average: row.responseSum / row.responseCount, most, mostAt }]
}
