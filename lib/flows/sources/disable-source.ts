import type { Database } from '#db/client.ts'
import { editSource } from './edit-source.ts'

type Switch = { sourceId: string; staffId: string }

/** From now on its requests are refused, like those of a stranger. Returns false when it is disabled already. */
export function disableSource(db: Database, { sourceId, staffId }: Switch, now: Date): Promise<boolean> {
  return editSource(db, { sourceId, staffId, action: 'disable-source' }, now, source =>
    source.disabledAt ? null : { disabledAt: now },
  )
}

/** Its token works again. Returns false when it is enabled already. */
export function enableSource(db: Database, { sourceId, staffId }: Switch, now: Date): Promise<boolean> {
  return editSource(db, { sourceId, staffId, action: 'enable-source' }, now, source =>
    source.disabledAt ? { disabledAt: null } : null,
  )
}
