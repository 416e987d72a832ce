import { z } from 'zod'
import { heldKey, type SecretKey } from './key.ts'
import { seal, unseal } from './seal.ts'

const StoredSecret = z.object({ id: z.string(), value: z.string(), madeAt: z.iso.datetime() })

/** What the hoster's panel signs hand-overs with. */
export type HandOverSecret = z.infer<typeof StoredSecret>

const place = 'settings.value/hand-over'

/** The secrets of hand-overs as their row keeps them. */
export function sealHandOver(
  secrets: readonly HandOverSecret[],
  key: SecretKey = heldKey(),
): HandOverSecret[] {
  return secrets.map(secret => ({ ...secret, value: seal(secret.value, place, key) }))
}

/** The secrets of hand-overs in a row. Throws where it holds something else, or they do not open with this key. */
export function unsealHandOver(kept: unknown, key: SecretKey = heldKey()): HandOverSecret[] {
  const secrets = z.array(StoredSecret).parse(kept)
  return secrets.map(secret => ({ ...secret, value: unseal(secret.value, place, key) }))
}
