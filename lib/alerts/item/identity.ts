import { plainLine, plainName } from '#lib/alerts/fields/text.ts'
import { isUnfilled } from '#lib/alerts/fields/unfilled.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Facts } from './item.ts'

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
    .filter(given => given !== '' && !isUnfilled(given))
    .slice(0, 1)
  return {
    fingerprint: fingerprintOf(source, ...host, ...said),
    fingerprintOn: server => fingerprintOf(source, server, ...said),
  }
}

/**
 * The identity that a finding has on its server, made of the one that it had by the caller's name for the server.
 * One that was too long to be kept whole stays as it is.
 */
export function identityMoved(fingerprint: string, host: string, server: string): string {
  const [source = ''] = fingerprint.split(':', 1)
  const named = `${source}:${plainName(host)}`
  const rest = fingerprint.slice(named.length)
  const isWhole = fingerprint.startsWith(named) && (rest === '' || rest.startsWith(':'))
  return isWhole ? fingerprintOf(`${source}:${server}${rest}`) : fingerprint
}
