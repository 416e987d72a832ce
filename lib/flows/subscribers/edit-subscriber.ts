import type { Database } from '#db/client.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { noteConsent } from '#db/writes/subscribers/given-subscribers.ts'
import { lockSubscriberById } from '#db/writes/subscribers/subscribers.ts'
import { type Preferences, samePreferences } from '#lib/rules/subscribers/notice-preferences.ts'
import type { PreferencesAsked } from '#lib/rules/subscribers/preferences.ts'
import { changeWatching } from './change-preferences.ts'

export type SubscriberEdit = PreferencesAsked & {
  subscriberId: string
  staffId: string
  /** What the person saw that the owner wants to hear of. */
  seen: Preferences
  /** How the owner asked for it: kept as the proof of their consent. */
  origin: string
}

/**
 * Changes what a confirmed subscriber hears of, at the word of its owner to staff; nobody is mailed. changed-meanwhile: the
 * owner or a colleague chose otherwise since it was read, or they get no notices any more. no-target, many: as where the owner does it.
 */
export function editSubscriber(
  db: Database,
  { subscriberId, staffId, seen, origin, ...asked }: SubscriberEdit,
  now: Date,
): Promise<'done' | 'no-target' | 'many' | 'changed-meanwhile'> {
  return db.transaction(async tx => {
    const subscriber = await lockSubscriberById(tx, subscriberId)
    if (subscriber?.state !== 'confirmed' || !samePreferences(subscriber, seen)) return 'changed-meanwhile'
    const outcome = await changeWatching(tx, subscriberId, asked, now)
    if (outcome !== 'changed') return outcome
    await noteConsent(tx, { subscriberId, staffId, origin }, now)
    const facts = { added: asked.add.length, removed: asked.remove.length }
    const subject = `subscriber ${subscriberId}`
    await writeAudit(tx, { at: now, staffId, action: 'edit-subscriber', subject, facts })
    return 'done'
  })
}
