import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { findings } from '#db/schema/agents/finding.ts'
import { servers } from '#db/schema/server.ts'
import type { DeskFinding } from './desk-findings.ts'

/** A finding that is there now, as far as it tells where the same is. */
export type SameElsewhere = Pick<DeskFinding, 'check' | 'path' | 'sha256' | 'serverId' | 'label'>

/** What is found now and is the same as one of these, on servers that none of these is on; at most some hundreds. */
export async function readSameElsewhere(
  db: Database | Transaction,
  given: readonly Pick<DeskFinding, 'check' | 'path' | 'sha256' | 'serverId'>[],
): Promise<SameElsewhere[]> {
  if (given.length === 0) return []
  const texts = (values: readonly (string | null)[]) => sql`${sql.param([...values])}::text[]`
  const hashes = given.flatMap(({ sha256 }) => sha256 ?? [])
  const placed = given.filter(({ path }) => path !== null)
  const { check, path, sha256, serverId } = findings
  return db
    .select({ check, path, sha256, serverId, label: servers.label })
    .from(findings)
    .innerJoin(servers, eq(servers.id, serverId))
    .where(
      and(
        isNull(findings.goneAt),
        sql`not ${serverId} = any(${texts(given.map(each => each.serverId))})`,
        sql`(${sha256} = any(${texts(hashes)}) or (${path} = any(${texts(placed.map(each => each.path))})
          and (coalesce(${check}, ''), ${path}) in (select * from unnest(
            ${texts(placed.map(each => each.check ?? ''))}, ${texts(placed.map(each => each.path))}))))`,
      ),
    )
    .orderBy(servers.label)
    .limit(mostElsewhere)
}

const mostElsewhere = 500
