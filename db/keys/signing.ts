import type { Signing } from '#lib/rules/sources/source.ts'
import { heldKey, type SecretKey } from './key.ts'
import { isSealed, seal, unseal } from './seal.ts'

/** The signing of a source as its row keeps it: each secret is sealed, the rest is as it is. */
export function sealSigning(sourceId: string, signing: Signing, key: SecretKey = heldKey()): Signing {
  return withValues(signing, value => seal(value, `sources.signing/${sourceId}`, key))
}

/** The secrets of a row. A row of an earlier version has them in clear until a start has sealed it. */
export function unsealSigning(sourceId: string, signing: Signing, key: SecretKey = heldKey()): Signing {
  return withValues(signing, value =>
    isSealed(value) ? unseal(value, `sources.signing/${sourceId}`, key) : value,
  )
}

/** A source with its secrets open. */
export function unsealSource<T extends { id: string; signing: Signing | null }>(source: T): T {
  return { ...source, signing: source.signing && unsealSigning(source.id, source.signing) }
}

function withValues(signing: Signing, change: (value: string) => string): Signing {
  return {
    ...signing,
    secrets: signing.secrets.map(secret => ({ ...secret, value: change(secret.value) })),
  }
}
