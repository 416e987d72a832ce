import type { z } from 'zod'
import { type DeskDelivery, readDeliverySlice, readDeskDelivery } from '#db/reads/sending/desk-deliveries.ts'
import type * as contracts from '#lib/api/contract/subscribers.ts'
import { type ApiAct, refuseWith } from '#lib/api/operation.ts'

type Listing = { query: z.output<(typeof contracts.listDeliveriesContract)['query']> }

/** What was sent to whom, the newest first. */
export async function runListAllDeliveries({ query }: Listing, { db }: ApiAct) {
  const { state = null, post = null, cursor = null, limit } = query
  const found = await readDeliverySlice(db, { state, postId: post, before: cursor }, limit + 1)
  const rows = found.slice(0, limit)
  return { deliveries: rows.map(shown), next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}

/** One delivery. */
export async function runGetOneDelivery(
  { params: { delivery } }: { params: { delivery: string } },
  { db }: ApiAct,
) {
  const row = await readDeskDelivery(db, delivery)
  return row ? shown(row) : refuseWith(404, `There is no delivery with the id “${delivery}”.`)
}

/** Of addresses that are secrets themselves nothing is shown but where they lead. */
function shown({ id, channel, state, kind, postId, title, subscriber, address, ...row }: DeskDelivery) {
  return {
    id,
    channel,
    state,
    kind,
    post: postId,
    title,
    subscriber,
    address: channel === 'mail' ? address : null,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    attempts: row.attempts,
    error: row.error,
  }
}
