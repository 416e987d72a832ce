import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import { clientAddress, networkOf } from '#lib/limits/rate-limit.ts'
import { currentContext } from '#lib/log/context.ts'

/** What only a proxy may say of a request. */
const hearsay = ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-forwarded-for', 'x-real-ip']

/** More than this of what a program calls itself tells nobody anything. */
const longestDevice = 300

/**
 * Drops what callers say of themselves where no proxy is trusted, and adds the address that our socket saw to
 * X-Forwarded-For, as every hop has to. Forwarded (RFC 7239) is read by nobody here, so nobody may rely on it. What is
 * written down meanwhile names the sender.
 */
export function tidyForwarded(request: IncomingMessage, trustedProxies: number): void {
  const { headers, socket } = request
  delete headers.forwarded
  if (trustedProxies === 0) for (const name of hearsay) delete headers[name]
  const said = [headers['x-forwarded-for'] ?? []].flat().flatMap(line => line.split(','))
  const seen = [...said, socket.remoteAddress ?? ''].map(plainAddress)
  headers['x-forwarded-for'] = seen.filter(each => each !== '').join(', ')
  const context = currentContext()
  if (!context) return
  const device = headers['user-agent']?.slice(0, longestDevice) ?? null
  context.from = { address: addressOfSender(request, trustedProxies), device }
}

/** An address without what some proxies put around it: [2001:db8::1]:443, 192.0.2.1:443, and ::ffff:192.0.2.1 of a socket for both families. */
export function plainAddress(given: string): string {
  const trimmed = given.trim()
  const bare =
    /^\[(.+)\](:\d+)?$/.exec(trimmed)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(trimmed)?.[1] ?? trimmed
  return isIPv6(bare) ? bare.replace(/^::ffff:(?=\d+\.)/i, '') : bare
}

/** Who sent a request whose X-Forwarded-For is tidy, behind the proxies that are trusted. */
export function addressOfSender({ headers }: IncomingMessage, trustedProxies: number): string {
  return clientAddress({ get: name => String(headers[name] ?? '') }, trustedProxies)
}

/** The sender's network: what shares the sender's turns. */
export function networkOfSender(request: IncomingMessage, trustedProxies: number): string {
  return networkOf(addressOfSender(request, trustedProxies))
}
