import { z } from 'zod'
import { PreviousSecret } from '#lib/rules/staff/link-secret.ts'
import { deriveSecret, heldKey, type SecretKey } from './key.ts'
import { isSealed, type Sealed, seal, unseal } from './seal.ts'

export const StoredPushKeys = z.object({ publicKey: z.string(), privateKey: z.string() })
export type StoredPushKeys = z.infer<typeof StoredPushKeys>

const pushPlace = 'settings.value/push-keys'
const secretsPlace = 'settings.value/link-secrets'

/** The keys of Web Push as their row keeps them: browsers know the public one, the private one is sealed. */
export function sealPushKeys(keys: StoredPushKeys, key: SecretKey = heldKey()): StoredPushKeys {
  return { ...keys, privateKey: seal(keys.privateKey, pushPlace, key) }
}

/** A row of an earlier version has the private key in clear until a start has sealed it. */
export function unsealPushKeys(kept: StoredPushKeys, key: SecretKey = heldKey()): StoredPushKeys {
  const { privateKey } = kept
  return isSealed(privateKey) ? { ...kept, privateKey: unseal(privateKey, pushPlace, key) } : kept
}

/** The secret with which links are signed while this is the key. */
export function linkSecretOf(key: SecretKey): string {
  return deriveSecret(key, 'links').toString('base64url')
}

/** The secrets before the present one, which still verify links, as their row keeps them. */
export function sealPrevious(previous: readonly PreviousSecret[], key: SecretKey = heldKey()): Sealed {
  return seal(JSON.stringify(previous), secretsPlace, key)
}

/** Throws where the row holds something else, or does not open with this key. */
export function unsealPrevious(kept: unknown, key: SecretKey = heldKey()): PreviousSecret[] {
  return z.array(PreviousSecret).parse(JSON.parse(unseal(z.string().parse(kept), secretsPlace, key)))
}
