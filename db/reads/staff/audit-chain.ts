import { asc, desc, eq, gt, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { audit, auditSeals } from '#db/schema/staff.ts'
import type { SealedLine } from '#lib/rules/staff/sealed-text.ts'

export type Seal = typeof auditSeals.$inferSelect

/** Further behind the last sealed line than this no transaction ends that was not already over when that was sealed. */
const lookBehind = 10_000

/** To the microsecond, as PostgreSQL keeps it. */
const exactAt = sql<string>`to_char(${audit.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const { sequence, staffId, action, subject, facts, address, device, erasedAt } = audit
const line = { sequence, at: exactAt, staffId, action, subject, facts, address, device, erasedAt }

/** A line as it stands in the log. erasedAt: when its facts were erased; null: they were not. */
export type ChainedLine = Omit<SealedLine, 'factsHash'> & { facts: unknown; erasedAt: Date | null }

/** The newest seal; null: nothing is sealed. */
export async function readLastSeal(db: Database | Transaction): Promise<Seal | null> {
  const [row] = await db.select().from(auditSeals).orderBy(desc(auditSeals.position)).limit(1)
  return row ?? null
}

/**
 * Lines without a seal whose transaction ended before every one that still runs began, oldest first: after them none comes
 * that belongs before them.
 */
export function readSealable(tx: Transaction, most: number): Promise<ChainedLine[]> {
  return tx
    .select(line)
    .from(audit)
    .where(sql`
      ${sequence} > coalesce((select max(sequence) from audit_seals), 0) - ${lookBehind}
      and not exists (select from audit_seals s where s.sequence = ${sequence})
      and age(${audit}.xmin) > age(pg_snapshot_xmin(pg_current_snapshot())::xid)`)
    .orderBy(asc(sequence))
    .limit(most)
}

/** Seals from after this position on, each with its line, or null where that is gone. */
export function readChain(
  db: Database,
  after: number,
  most: number,
): Promise<{ seal: Seal; line: ChainedLine | null }[]> {
  return db
    .select({ seal: auditSeals, line })
    .from(auditSeals)
    .leftJoin(audit, eq(audit.sequence, auditSeals.sequence))
    .where(gt(auditSeals.position, after))
    .orderBy(asc(auditSeals.position))
    .limit(most)
}

/** How many lines wait for a seal, and the first of those that no seal will reach any more. */
export async function readUnsealed(db: Database): Promise<{ waiting: number; missed: number | null }> {
  const { rows } = await db.execute<{ waiting: string; missed: string | null }>(sql`
    select count(*) as waiting,
      min(sequence) filter (where sequence <= (select max(sequence) from audit_seals) - ${lookBehind}) as missed
    from audit a where not exists (select from audit_seals s where s.sequence = a.sequence)`)
  const [row] = rows
  return { waiting: Number(row?.waiting ?? 0), missed: row?.missed ? Number(row.missed) : null }
}

/** What the newest line says that was written when the log was cleaned: up to where the chain has gone. */
export async function readLastPurge(db: Database): Promise<unknown> {
  const [row] = await db
    .select({ facts })
    .from(audit)
    .where(eq(action, 'purge-audit'))
    .orderBy(desc(sequence))
    .limit(1)
  return row?.facts ?? null
}
