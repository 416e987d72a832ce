import { parse } from 'tldts'

/** Names of the world that answer for this machine's own network, or for none. */
const ownZones = /(^|\.)(arpa|onion)$/

/**
 * Whether a name is one of the public DNS: below a suffix under which anybody may register. A name of one word, of
 * .local, .internal, .lan or of any other suffix that is not public is of somebody's own network, and no stranger's business.
 */
export function isPublicName(name: string): boolean {
  const { isIcann, domain } = parse(name, { allowPrivateDomains: false })
  return isIcann === true && domain !== null && !ownZones.test(name)
}
