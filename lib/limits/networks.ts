import { BlockList, isIPv4, isIPv6 } from 'node:net'

/**
 * A network as staff write it: an address with the bits that count, "203.0.113.0/24", or one address alone. Returns it with
 * its bits, or null when it is none. Bits behind those that count are left as they are.
 */
export function readNetwork(written: string): string | null {
  const [, address = '', given] = /^([0-9a-fA-F.:]{2,45})(?:\/(\d{1,3}))?$/.exec(written.trim()) ?? []
  const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : null
  const bits = given === undefined ? most : Number(given)
  if (most === null || bits === null || bits > most) return null
  return `${address.toLowerCase()}/${bits}`
}

/** Whether an address is in one of these networks, as readNetwork gives them. An IPv4 address counts as such in IPv6, too. */
export function isWithin(networks: readonly string[], address: string): boolean {
  const plain = address.replace(/%.*/, '').replace(/^::ffff:(?=\d+\.)/i, '')
  const family = isIPv4(plain) ? 'ipv4' : isIPv6(plain) ? 'ipv6' : null
  if (family === null) return false
  const list = new BlockList()
  for (const network of networks) {
    const [start = '', bits] = network.split('/')
    list.addSubnet(start, Number(bits), isIPv4(start) ? 'ipv4' : 'ipv6')
  }
  return list.check(plain, family)
}
