import { createHmac } from 'node:crypto'
import type { destinations } from '#db/schema/subscriber.ts'
import type { ChannelName, DestinationConfig } from '#lib/rules/destinations/destination.ts'
import { deriveSecret, heldKey, type SecretKey } from './key.ts'
import { isSealed, type SealedPlace, seal, unseal } from './seal.ts'

type Row = typeof destinations.$inferSelect
type Contents = { address: string; config: DestinationConfig }

/** A destination as flows know it: with the address and the secrets that it is reached with. */
export type Destination = Omit<Row, 'config'> & Contents

/**
 * What stands for an address wherever one is kept in clear: the same for the same address, and of no use to send to it.
 * It begins as the address does as far as a limit is shared, with the workspace at Slack. Chats and numbers stay.
 */
export function standIn(channel: ChannelName, address: string, key: SecretKey = heldKey()): string {
  if (channel === 'telegram' || channel === 'sms') return address
  const { origin, pathname } = new URL(address)
  const shared = channel === 'slack' ? `${pathname.split('/').slice(1, 3).join('/')}/` : ''
  const mac = createHmac('sha256', deriveSecret(key, 'addresses')).update(`${channel}\n${address}`)
  return `${origin}/${shared}~${mac.digest('base64url').slice(0, 22)}`
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

export function unsealDestination(row: Row): Destination {
  return { ...row, ...unsealContents(row) }
}

function placeOf(id: string): SealedPlace {
  return `destinations.config/${id}`
}
