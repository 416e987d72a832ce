import { fingerprintOf } from './fingerprint.ts'
import type { Facts } from './item.ts'
import { plainLine, plainName } from './text.ts'

type Identity = Pick<Facts, 'fingerprint' | 'fingerprintOn'>

/**
 * The identity of a finding that only has a meaning on its server: by the name that the caller gave
 * for the server, and by our own once the server is known. Parts that say nothing are left out.
 */
export function identityOn(
  source: string,
  hosts: readonly unknown[],
  ...parts: readonly unknown[]
): Identity {
  const said = parts.map(plainName).filter(part => part !== '')
  const host = hosts
    .map(plainLine)
    .filter(given => given !== '')
    .slice(0, 1)
  return {
    fingerprint: fingerprintOf(source, ...host, ...said),
    fingerprintOn: server => fingerprintOf(source, server, ...said),
  }
}
