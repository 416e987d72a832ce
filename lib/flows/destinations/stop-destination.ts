import { type Database, getDatabase } from '#db/client.ts'
import { ownerOf } from '#db/keys/destination.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { deleteDestination, lockDestination } from '#db/writes/destinations/destinations.ts'
import { verifyLink } from '#lib/links.ts'

/** Whether a link ends the messages to a destination. Changes nothing: programs open links too. */
export async function isStopLink(token: string, now: Date, db: Database = getDatabase()): Promise<boolean> {
  return 'subject' in verifyLink(await readSecret(db), 'stop-destination', token, now)
}

/**
 * Ends the messages to the destination where the link was read; its owner gets the notices elsewhere. Twice is as
 * good as once. unknown: the link is none of ours.
 */
export async function stopDestination(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<'done' | 'unknown'> {
  const link = verifyLink(await readSecret(db), 'stop-destination', token, now)
  if ('problem' in link) return 'unknown'
  await db.transaction(async tx => {
    const destination = await lockDestination(tx, link.subject)
    if (destination) await deleteDestination(tx, ownerOf(destination), destination.id)
  })
  return 'done'
}
