import { and, arrayContains, asc, eq, gt, inArray, isNotNull, or } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { apiTokens } from '#db/schema/api.ts'
import { staff } from '#db/schema/staff.ts'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'

const {
  id,
  name,
  scopes,
  tokenHash,
  tokenStart,
  previousTokenHash,
  previousTokenStart,
  previousTokenUntil,
  previousSeenAt,
  ownerId,
  createdAt,
  renewedAt,
  lastSeenAt,
  lastSeenFrom,
  expiresAt,
  perMinute,
  networks,
} = apiTokens

const columns = {
  id,
  name,
  scopes,
  tokenStart,
  previousTokenStart,
  previousTokenUntil,
  previousSeenAt,
  createdAt,
  renewedAt,
  lastSeenAt,
  lastSeenFrom,
  expiresAt,
  perMinute,
  networks,
  /** null: nobody is known to answer for it. */
  ownerName: staff.name,
}

export type ApiToken = Awaited<ReturnType<typeof readApiTokens>>[number]

/** The keys by name, without what opens anything. scope: only those that may do this. */
export function readApiTokens(db: Database, scope?: ApiScope) {
  return db
    .select(columns)
    .from(apiTokens)
    .leftJoin(staff, eq(staff.id, ownerId))
    .where(scope && arrayContains(scopes, [scope]))
    .orderBy(asc(name))
}

/** A key by one of its secrets. isPrevious: by the one before the last renewal. */
export type FoundKey = {
  id: string
  name: string
  scopes: ApiScope[]
  expiresAt: Date | null
  networks: string[]
  isPrevious: boolean
}

/** The key that has this hash, or had it before its last renewal as long as that is valid; null: there is none. It may have ended. */
export async function findKey(db: Database | Transaction, hash: string, now: Date): Promise<FoundKey | null> {
  const isPrevious = and(eq(previousTokenHash, hash), gt(previousTokenUntil, now))
  const [row] = await db
    .select({ id, name, scopes, expiresAt, networks, tokenHash })
    .from(apiTokens)
    .where(or(eq(tokenHash, hash), isPrevious))
  if (!row) return null
  const { tokenHash: present, ...key } = row
  return { ...key, isPrevious: present !== hash }
}

/** The keys that one of the staff answers for, by name. */
export function readKeysOf(
  db: Database | Transaction,
  staffId: string,
): Promise<{ id: string; name: string }[]> {
  return db.select({ id, name }).from(apiTokens).where(eq(ownerId, staffId)).orderBy(asc(name))
}

/** Those of the staff who answer for a key. */
export async function readKeyOwners(db: Database): Promise<Set<string>> {
  const rows = await db.selectDistinct({ ownerId }).from(apiTokens)
  return new Set(rows.flatMap(row => row.ownerId ?? []))
}

/** A key that will end by itself. madeAt: since when it has this end. */
export type EndingKey = { id: string; name: string; madeAt: Date; expiresAt: Date }

/** The keys that end by themselves after now; with ids, only those. */
export async function readEndingKeys(
  db: Database | Transaction,
  now: Date,
  ids?: readonly string[],
): Promise<EndingKey[]> {
  const rows = await db
    .select({ id, name, createdAt, renewedAt, expiresAt })
    .from(apiTokens)
    .where(and(isNotNull(expiresAt), gt(expiresAt, now), ids ? inArray(id, [...ids]) : undefined))
  return rows.flatMap(row =>
    row.expiresAt
      ? [{ id: row.id, name: row.name, madeAt: row.renewedAt ?? row.createdAt, expiresAt: row.expiresAt }]
      : [],
  )
}
