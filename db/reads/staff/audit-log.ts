import { and, asc, desc, eq, gt, gte, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { audit, auditSeals, staff } from '#db/schema/staff.ts'
import type { AuditAction } from '#lib/rules/staff/may.ts'
import type { StaffRole } from '#lib/rules/staff/role.ts'

const linesShown = 100

/** What is looked for in the audit log; null: anything. */
export type AuditFilter = {
  /** A person or key by its id; itself: what Allclear did by itself. */
  by: string | null
  action: AuditAction | null
  /** Anywhere in what it was done to, in what is told of it, or in the address that it came from. */
  text: string | null
  /** In this time, both ends included. */
  from: Date | null
  to: Date | null
  /** Older than this line. */
  before: number | null
}

/** A line of the audit log with the name of who did it. */
export type AuditLogLine = {
  sequence: number
  at: Date
  /** null: Allclear itself. */
  by: { id: string; name: string; role: StaffRole } | null
  action: AuditAction
  subject: string
  facts: Record<string, unknown> | null
  address: string | null
  device: string | null
  /** Where it stands in the chain; null: it is not sealed yet. */
  seal: { position: number; hash: string } | null
}

/** The latest 100 lines that fit the filter, and whether older ones do. */
export async function readAuditLog(
  db: Database,
  filter: AuditFilter,
): Promise<{ lines: AuditLogLine[]; hasOlder: boolean }> {
  const isOlder = filter.before === null ? [] : [lt(audit.sequence, filter.before)]
  const rows = await select(db)
    .where(and(...conditions(filter), ...isOlder))
    .orderBy(desc(audit.sequence))
    .limit(linesShown + 1)
  return { lines: rows.slice(0, linesShown).map(lineOf), hasOlder: rows.length > linesShown }
}

/** The next lines after one that fit the filter, in the order in which they were written. */
export async function readAuditSlice(
  db: Database,
  filter: AuditFilter,
  after: number,
  most: number,
): Promise<AuditLogLine[]> {
  const rows = await select(db)
    .where(and(...conditions(filter), gt(audit.sequence, after)))
    .orderBy(asc(audit.sequence))
    .limit(most)
  return rows.map(lineOf)
}

/** Everybody of whom there may be a line: staff, also those who are gone, and keys. */
export function readDoers(db: Database): Promise<{ id: string; name: string; role: StaffRole }[]> {
  return db
    .select({ id: staff.id, name: staff.name, role: staff.role })
    .from(staff)
    .orderBy(staff.name, staff.id)
}

const { sequence, at, action, subject, facts, address, device } = audit
const by = { id: staff.id, name: staff.name, role: staff.role }
const seal = { position: auditSeals.position, hash: auditSeals.hash }

function select(db: Database) {
  return db
    .select({ sequence, at, action, subject, facts, address, device, by, seal })
    .from(audit)
    .leftJoin(staff, eq(staff.id, audit.staffId))
    .leftJoin(auditSeals, eq(auditSeals.sequence, audit.sequence))
    .$dynamic()
}

function lineOf<Row extends AuditLogLine>(row: Row): AuditLogLine {
  return row
}

function conditions(filter: AuditFilter): (SQL | undefined)[] {
  return [
    filter.by === null
      ? undefined
      : filter.by === 'itself'
        ? isNull(audit.staffId)
        : eq(audit.staffId, filter.by),
    filter.action === null ? undefined : eq(action, filter.action),
    filter.from === null ? undefined : gte(at, filter.from),
    filter.to === null ? undefined : lte(at, filter.to),
    filter.text === null ? undefined : says(filter.text),
  ]
}

function says(text: string): SQL | undefined {
  const held = (where: SQL) => sql`position(lower(${text}) in lower(${where})) > 0`
  return or(
    held(sql`${subject}`),
    held(sql`coalesce(${facts}::text, '')`),
    held(sql`coalesce(${address}, '')`),
  )
}
