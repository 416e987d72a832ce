import type { Database } from '#db/client.ts'
import { editSource } from './edit-source.ts'

type Switch = { sourceId: string; staffId: string }

type Switched = 'done' | 'there-already' | 'changed-meanwhile'

/** From now on its requests are refused, like those of a stranger. there-already: it is disabled. */
export function disableSource(db: Database, { sourceId, staffId }: Switch, now: Date): Promise<Switched> {
  return editSource<'there-already'>(db, { sourceId, staffId, action: 'disable-source' }, now, source =>
    source.disabledAt ? 'there-already' : { disabledAt: now },
  )
}

/** Its token works again. there-already: it is enabled. */
export function enableSource(db: Database, { sourceId, staffId }: Switch, now: Date): Promise<Switched> {
  return editSource<'there-already'>(db, { sourceId, staffId, action: 'enable-source' }, now, source =>
    source.disabledAt ? { disabledAt: null } : 'there-already',
  )
}
