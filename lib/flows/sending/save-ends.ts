import type { Transaction } from '#db/client.ts'
import { skipDeliveries } from '#db/writes/sending/deliveries.ts'
import type { Written } from './write-mail.ts'

/** Settles what nobody needs any more: all that end for one reason at once. */
export async function saveEnds(tx: Transaction, ends: Written['ends']): Promise<void> {
  for (const alike of Map.groupBy(ends, ({ is, reason }) => `${is} ${reason}`).values()) {
    const [{ is, reason } = { is: 'skipped' as const, reason: '' }] = alike
    const ids = alike.map(({ delivery }) => delivery.id)
    await skipDeliveries(tx, ids, is, reason)
  }
}
