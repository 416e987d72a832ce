import { z } from 'zod'
import { heldKey, type SecretKey } from './key.ts'
import { isSealed, seal, unseal } from './seal.ts'

/** The keys by which agents know what this site publishes for them: ECDSA on P-256, each in PEM. */
export const StoredSiteKey = z.object({ publicKey: z.string(), privateKey: z.string() })
export type StoredSiteKey = z.infer<typeof StoredSiteKey>

const place = 'settings.value/site-key'

/** The keys as their row keeps them: agents know the public one, the private one is sealed. */
export function sealSiteKey(keys: StoredSiteKey, key: SecretKey = heldKey()): StoredSiteKey {
  return { ...keys, privateKey: seal(keys.privateKey, place, key) }
}

/** A row of an earlier version has the private key in clear until a start has sealed it. Throws where it does not open with this key. */
export function unsealSiteKey(kept: StoredSiteKey, key: SecretKey = heldKey()): StoredSiteKey {
  const { privateKey } = kept
  return isSealed(privateKey) ? { ...kept, privateKey: unseal(privateKey, place, key) } : kept
}
