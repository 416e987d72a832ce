import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { type Jobs, queueJobs } from '#db/jobs.ts'
import { senderOf } from './door-limit.ts'

type Told = { what: Jobs['tell-sign-in']['what']; personId: string; headers: Headers; now: Date }

/** Queues the mails that tell people of a change of how somebody signs in: from where, by what, and when. */
export function tellAccountChange(
  tx: Transaction,
  toIds: readonly string[],
  { what, personId, headers, now }: Told,
): Promise<void> {
  const from = senderOf(headers).slice(0, 64)
  const userAgent = (headers.get('user-agent') ?? '').slice(0, 512)
  const at = now.toISOString()
  return queueJobs(
    tx,
    'tell-sign-in',
    toIds.map(toId => ({ id: newId(), toId, what, personId, from, userAgent, at })),
  )
}
