import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { sealSigning } from '#db/keys/signing.ts'
import { sources } from '#db/schema/source.ts'

/** "srcs" as a number: the key of the advisory lock of whoever changes sources. */
const sourcesKey = 0x73_72_63_73

/** Waits until this transaction alone may change what staff set of sources, and holds that until it ends. */
export async function lockSources(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${sourcesKey})`)
}

type NewSource = Pick<
  typeof sources.$inferInsert,
  'name' | 'format' | 'tokenHash' | 'tokenStart' | 'isDebounced' | 'neverResolves' | 'repeatSeconds'
>

/** Returns the new source's id, or null when the name is taken. */
export async function insertSource(tx: Transaction, source: NewSource, now: Date): Promise<string | null> {
  const [row] = await tx
    .insert(sources)
    .values({ ...source, createdAt: now })
    .onConflictDoNothing({ target: sources.name })
    .returning({ id: sources.id })
  return row?.id ?? null
}

/** Changes a source, whose secrets are given in clear and sealed here. The caller holds the lock. */
export async function updateSource(
  tx: Transaction,
  id: string,
  change: Partial<typeof sources.$inferInsert>,
): Promise<void> {
  const { signing, ...rest } = change
  const sealed = signing ? { signing: sealSigning(id, signing) } : signing === null ? { signing } : {}
  await tx
    .update(sources)
    .set({ ...rest, ...sealed })
    .where(eq(sources.id, id))
}
