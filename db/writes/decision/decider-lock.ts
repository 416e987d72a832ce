import type { Transaction } from '#db/client.ts'
import { askKept } from '#db/questions/kept-question.ts'

/** "allclear" as a number: the key of the one advisory lock of the decider. */
const deciderKey = 0x61_6c_6c_63

/**
 * Waits until this transaction alone may change incidents, and holds that until it ends.
 * The decider takes it, and so does every flow in which a person changes an incident. It is sent before this returns, so that what is
 * asked after it waits for it too.
 */
export async function lockDecider(tx: Transaction): Promise<void> {
  await askKept(tx, 'select pg_advisory_xact_lock($1)', [deciderKey])
}
