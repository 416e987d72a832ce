import { createHmac } from 'node:crypto'
import type { destinations } from '#db/schema/subscriber.ts'
import {
  type ChannelName,
  type DestinationConfig,
  openBeginning,
} from '#lib/rules/destinations/destination.ts'
import { deriveSecret, heldKey, type SecretKey } from './key.ts'
import { isSealed, type SealedPlace, seal, unseal } from './seal.ts'

type Row = typeof destinations.$inferSelect
type Contents = { address: string; config: DestinationConfig }

/** Whose a destination is: a subscriber's, or one of the staff's. */
export type DestinationOwner =
  | { subscriberId: string; staffId: null }
  | { subscriberId: null; staffId: string }

/** The id of the owner; no two owners share one. */
export function ownerOf({ subscriberId, staffId }: Pick<Row, 'subscriberId' | 'staffId'>): string {
  const owner = subscriberId ?? staffId
  if (owner === null) throw new Error('A destination belongs to nobody.')
  return owner
}

/** A destination as flows know it: with the address and the secrets that it is reached with. */
export type Destination = Omit<Row, 'config'> & Contents

/**
 * What stands for an address wherever one is kept in clear: the same for the same address, and of no use to send to it.
 * It begins as the address does as far as a limit is shared. What is no secret stays.
 */
export function standIn(channel: ChannelName, address: string, key: SecretKey = heldKey()): string {
  const beginning = openBeginning(channel, address)
  if (beginning === null) return address
  const mac = createHmac('sha256', deriveSecret(key, 'addresses')).update(`${channel}\n${address}`)
  return `${beginning}~${mac.digest('base64url').slice(0, 22)}`
}

/** The address and the secrets of a destination, as its row keeps them. */
export function sealDestination(
  id: string,
  channel: ChannelName,
  { address, config }: Contents,
  key: SecretKey = heldKey(),
): Pick<Row, 'address' | 'config'> {
  return {
    address: standIn(channel, address, key),
    config: seal(JSON.stringify({ address, config }), placeOf(id), key),
  }
}

/** The address and the secrets in a row. A row of an earlier version has them in clear until a start has sealed it. */
export function unsealContents(
  { id, address, config }: Pick<Row, 'id' | 'address' | 'config'>,
  key: SecretKey = heldKey(),
): Contents {
  if (typeof config !== 'string') return { address, config }
  if (!isSealed(config)) throw new Error(`The destination ${id} holds something that is not sealed.`)
  return JSON.parse(unseal(config, placeOf(id), key))
}

/** A destination with its address and secrets. Throws a sentence where they do not open with this key. */
export function unsealDestination(row: Row): Destination {
  return { ...row, ...unsealContents(row) }
}

function placeOf(id: string): SealedPlace {
  return `destinations.config/${id}`
}
