import type { Database, Transaction } from '#db/client.ts'
import { unsealSource } from '#db/keys/signing.ts'
import { versionOf } from '#db/reads/sources/desk-sources.ts'
import type { Source } from '#db/reads/sources/sources.ts'
import { lockSources, readWholeSource, updateSource } from '#db/writes/sources/sources.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'

/** What a person does to a source. */
export type SourceAct = {
  sourceId: string
  staffId: string
  action: 'rotate-source' | 'end-old-token' | 'disable-source' | 'enable-source' | 'change-source'
  /** The version that the person saw; left out where the act asks nothing of it. */
  version?: string
  facts?: Record<string, unknown>
}

export type SourceChange = Partial<Omit<Source, 'id' | 'createdAt' | 'lastSeenAt'>>

/**
 * One change of a source by a person: alone with it, and written down.
 * Returns false when it is gone or has another version by now, or plan finds nothing to change (null).
 */
export function editSource(
  db: Database,
  act: SourceAct,
  now: Date,
  plan: (source: Source, tx: Transaction) => Promise<SourceChange | null> | SourceChange | null,
): Promise<boolean> {
  const { sourceId, staffId, action, version, facts } = act
  return db.transaction(async tx => {
    await lockSources(tx)
    const source = await readWholeSource(tx, sourceId)
    if (!source || (version !== undefined && versionOf(source) !== version)) return false
    const change = await plan(unsealSource(source), tx)
    if (!change) return false
    await updateSource(tx, sourceId, change)
    await writeAudit(tx, { at: now, staffId, action, subject: `source ${sourceId}`, facts })
    return true
  })
}
