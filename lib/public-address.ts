import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

/** IPv4 networks that are not the public Internet: https://www.iana.org/assignments/iana-ipv4-special-registry */
const closedIPv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Azure's own services answer here inside each of its networks.
  '168.63.129.16/32',
]

/** Public IPv6 is 2000::/3 only; these parts of it are not: https://www.iana.org/assignments/iana-ipv6-special-registry */
const closedIPv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const closed = listOf([...closedIPv4, ...closedIPv6])
const global = listOf(['2000::/3'])
/** NAT64 (RFC 6052): the last 32 bits are an IPv4 address. */
const translated = listOf(['64:ff9b::/96'])

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    list.addSubnet(address, Number(bits), isIPv4(address) ? 'ipv4' : 'ipv6')
  }
  return list
}

/**
 * Whether an IP address is one of the public Internet: not private, loopback, link-local, shared, multicast or reserved,
 * nor one of these behind IPv4-mapped IPv6 or NAT64. 6to4 and Teredo are never public. Anything but an address is not.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closed.check(address, 'ipv4')
  // A zone (fe80::1%eth0) is of one machine.
  if (!isIPv6(address) || address.includes('%')) return false
  const words = wordsOf(address)
  const isMapped = words.slice(0, 5).every(word => word === 0) && words[5] === 0xffff
  if (isMapped || translated.check(address, 'ipv6')) return isPublicAddress(lastIPv4(words))
  return global.check(address, 'ipv6') && !closed.check(address, 'ipv6')
}

function lastIPv4(words: readonly number[]): string {
  return words
    .slice(6)
    .flatMap(word => [word >> 8, word & 255])
    .join('.')
}

/** The eight 16-bit words of an IPv6 address. */
function wordsOf(address: string): number[] {
  // The URL parser writes every IPv6 address in one way, without dotted IPv4.
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::')
  const before = parts(head)
  if (tail === undefined) return before
  const after = parts(tail)
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}

function parts(text: string): number[] {
  return text === '' ? [] : text.split(':').map(word => Number.parseInt(word, 16))
}

/**
 * Whether the way to a host, as a URL names it, may lead through networks of others: it has a public address, or a name that an
 * authority certifies. This machine, its own networks and names without a dot are near.
 */
export function isFarHost(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(host) !== 0) return isPublicAddress(host)
  return host.replace(/\.$/, '').includes('.') && !/\.localhost\.?$/i.test(host)
}
