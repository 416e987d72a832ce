import type { Sign } from './indicator.ts'

/**
 * What is right and still no proof. shipped: releases of well-known systems ship a file of this very name, so only the
 * package database tells whose it is. private: an address that many networks use inside.
 */
export type SignCaution = 'shipped' | 'private'

/** Names that keyutils has on releases of Debian, Ubuntu, Fedora and their kin: from 1.3 (2009) to 1.10 (2021). */
const shipped = /(^|\/)libkeyutils\.so(\.1(\.([3-9]|10))?)?$/

const privateNetworks =
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:|fe80:)/

/** What staff should know before they rely on it; null: nothing. */
export function cautionOf({ type, value }: Sign): SignCaution | null {
  if ((type === 'name' || type === 'path') && shipped.test(value)) return 'shipped'
  if (type === 'address' && privateNetworks.test(value)) return 'private'
  return null
}
