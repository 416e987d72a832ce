import { type Database, getDatabase } from '#db/client.ts'
import { readDestinations } from '#db/reads/destinations/destinations.ts'
import { setMailOff } from '#db/writes/destinations/destinations.ts'
import { lockSubscriberById } from '#db/writes/subscribers/subscribers.ts'

/**
 * Switches a subscriber's notices by mail off or on again. only-way: nothing else reaches them, so mail stays on.
 * Should their last other way end later, mail counts as on by itself.
 */
export function switchMail(
  subscriberId: string,
  isOff: boolean,
  now: Date,
  db: Database = getDatabase(),
): Promise<'off' | 'on' | 'only-way'> {
  return db.transaction(async tx => {
    await lockSubscriberById(tx, subscriberId)
    const others = await readDestinations(subscriberId, tx)
    if (isOff && !others.some(each => each.state === 'active')) return 'only-way'
    await setMailOff(tx, subscriberId, isOff ? now : null)
    return isOff ? 'off' : 'on'
  })
}
