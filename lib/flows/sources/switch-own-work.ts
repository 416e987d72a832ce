import type { Database } from '#db/client.ts'
import { editSource } from './edit-source.ts'

/** Says whether an agent may begin countermeasures on its own server. */
export function switchOwnWork(
  db: Database,
  { sourceId, staffId, isOn }: { sourceId: string; staffId: string; isOn: boolean },
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  const facts = { mayBeginWork: isOn }
  const act = { sourceId, staffId, action: 'change-source' as const, facts }
  return editSource<never>(db, act, now, () => facts)
}
