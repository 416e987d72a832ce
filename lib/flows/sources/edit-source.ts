import type { Database, Transaction } from '#db/client.ts'
import { unsealSource } from '#db/keys/signing.ts'
import { versionOf } from '#db/reads/sources/desk-sources.ts'
import type { Source } from '#db/reads/sources/sources.ts'
import { readWholeSource } from '#db/reads/sources/sources.ts'
import { lockSources, updateSource } from '#db/writes/sources/sources.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'

/** What a person does to a source. */
export type SourceAct = {
  sourceId: string
  staffId: string
  action:
    | 'rotate-source'
    | 'end-old-token'
    | 'rotate-agent'
    | 'disable-source'
    | 'enable-source'
    | 'change-source'
  /** The version that the person saw; left out where the act asks nothing of it. */
  version?: string
  facts?: Record<string, unknown>
}

export type SourceChange = Partial<Omit<Source, 'id' | 'createdAt' | 'lastSeenAt'>>

/**
 * One change of a source by a person: alone with it, and written down.
 * changed-meanwhile: it is gone, or has another version by now. Where plan finds nothing to change, it returns why, and so
 * does this.
 */
export function editSource<Obstacle extends string = never>(
  db: Database,
  act: SourceAct,
  now: Date,
  plan: (source: Source, tx: Transaction) => Promise<SourceChange | Obstacle> | SourceChange | Obstacle,
): Promise<'done' | 'changed-meanwhile' | Obstacle> {
  const { sourceId, staffId, action, version, facts } = act
  return db.transaction(async tx => {
    await lockSources(tx)
    const source = await readWholeSource(tx, sourceId)
    if (!source || (version !== undefined && versionOf(source) !== version)) return 'changed-meanwhile'
    const change = await plan(unsealSource(source), tx)
    if (typeof change === 'string') return change
    await updateSource(tx, sourceId, change)
    const told =
      action === 'change-source' && facts ? { before: shownOf(source, facts), after: facts } : facts
    await writeAudit(tx, { at: now, staffId, action, subject: `source ${sourceId}`, facts: told })
    return 'done'
  })
}

/** What the fields that are set were before. Secrets are no facts: of a signature the scheme alone is told. */
function shownOf(source: object, set: Record<string, unknown>): Record<string, unknown> {
  const before = new Map(Object.entries(source))
  const schemeOf = (signing: unknown) =>
    typeof signing === 'object' && signing && 'scheme' in signing ? signing.scheme : null
  const shown = Object.keys(set).map(name => {
    const held = before.get(name) ?? null
    return [name, name === 'signing' ? schemeOf(held) : held]
  })
  return Object.fromEntries(shown)
}
