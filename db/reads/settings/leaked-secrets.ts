import { eq, inArray, or } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { apiTokens } from '#db/schema/api.ts'
import { sources } from '#db/schema/source.ts'
import { staff } from '#db/schema/staff.ts'

/** What a secret is of. isPrevious: it is the one before the last renewal, so another one works. */
export type LeakedSecret = { of: 'key' | 'source'; id: string; name: string; isPrevious: boolean }

/** The key or the source that has this hash, or had it before; null: neither has. */
export async function findLeaked(tx: Transaction, hash: string): Promise<LeakedSecret | null> {
  const [key] = await tx
    .select({ id: apiTokens.id, name: apiTokens.name, present: apiTokens.tokenHash })
    .from(apiTokens)
    .where(or(eq(apiTokens.tokenHash, hash), eq(apiTokens.previousTokenHash, hash)))
    .for('update')
  if (key) return { of: 'key', id: key.id, name: key.name, isPrevious: key.present !== hash }
  const [source] = await tx
    .select({ id: sources.id, name: sources.name, present: sources.tokenHash })
    .from(sources)
    .where(or(eq(sources.tokenHash, hash), eq(sources.previousTokenHash, hash)))
  if (!source) return null
  return { of: 'source', id: source.id, name: source.name, isPrevious: source.present !== hash }
}

/** The names of these keys, revoked ones too, and of these sources. */
export async function readSecretNames(
  tx: Transaction,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return []
  const keys = await tx
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(inArray(staff.id, [...ids]))
  const ofSources = await tx
    .select({ id: sources.id, name: sources.name })
    .from(sources)
    .where(inArray(sources.id, [...ids]))
  return [...keys, ...ofSources]
}
