import type { Database } from '#db/client.ts'
import { readSourceNamed } from '#db/writes/sources/sources.ts'
import type { SourceRule } from '#lib/rules/sources/source-rule.ts'
import { nextSigning, type SigningWish, type SourceSettings } from '#lib/rules/sources/source-settings.ts'
import { editSource } from './edit-source.ts'

type Seen = { sourceId: string; version: string; staffId: string }

export type ChangedSource = Seen & {
  settings: Omit<SourceSettings, 'signing' | 'rules'>
  /** null: it does not sign. */
  signing: SigningWish | null
}

/** changed: somebody was quicker. name-taken: another source is called so. secret-missing: this scheme needs one. */
export type SourceOutcome = 'done' | 'changed' | 'name-taken' | 'secret-missing'

/** Changes what staff set of a source, its rules left out. */
export async function changeSource(db: Database, wish: ChangedSource, now: Date): Promise<SourceOutcome> {
  const { sourceId, version, staffId, settings } = wish
  // Secrets are no facts: the record names the scheme alone.
  const facts = { ...settings, signing: wish.signing?.scheme ?? null }
  const act = { sourceId, version, staffId, action: 'change-source' as const, facts }
  let problem: SourceOutcome = 'changed'
  const isDone = await editSource(db, act, now, async (source, tx) => {
    const holder = await readSourceNamed(tx, settings.name)
    const signing = wish.signing && nextSigning(source.signing, wish.signing, now)
    if (holder && holder.id !== sourceId) problem = 'name-taken'
    else if (wish.signing && !signing) problem = 'secret-missing'
    else return { ...settings, signing }
    return null
  })
  return isDone ? 'done' : problem
}

/** Changes the rules of a source. Returns false when it has changed meanwhile. */
export function changeSourceRules(
  db: Database,
  { sourceId, version, staffId, rules }: Seen & { rules: SourceRule[] },
  now: Date,
): Promise<boolean> {
  const act = { sourceId, version, staffId, action: 'change-source' as const, facts: { rules } }
  return editSource(db, act, now, () => ({ rules }))
}
