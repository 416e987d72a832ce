import { domainToASCII } from 'node:url'
import { plainLine } from '#lib/alerts/fields/text.ts'

const mostHost = 253
const ipv4 = /^\d{1,3}(\.\d{1,3}){3}$/
const plainAscii = /^[a-z0-9._-]*[a-z0-9_-]$/

/**
 * Brings a name or an address to the one form in which servers are compared: no scheme, user, path, port or trailing dot;
 * lower case, ASCII (IDNA), IPv6 at its shortest. null: nothing is left. What is no host stays as it is, in lower case.
 */
export function normaliseHost(given: unknown): string | null {
  const text = plainLine(given).toLowerCase()
  // Most are in this form already, and all servers of the house pass here with each request.
  if (plainAscii.test(text)) return text
  const authority = text.replace(/^[a-z][a-z0-9+.-]*:\/\//, '').split(/[/?#]/, 1)[0] ?? ''
  const host = withoutPort(authority.slice(authority.lastIndexOf('@') + 1).trim())
  const normal = host.includes(':') ? shortestIpv6(host) : asciiName(host)
  return normal === '' ? null : normal.slice(0, mostHost)
}

function withoutPort(host: string): string {
  const bracketed = /^\[([^\]]*)\](:\d*)?$/.exec(host)
  if (bracketed) return bracketed[1] ?? ''
  // Two colons or more are an IPv6 address without a port.
  return /^[^:]*:\d*$/.test(host) ? host.slice(0, host.indexOf(':')) : host
}

function shortestIpv6(host: string): string {
  const address = host.replace(/%.*$/, '')
  const mapped = /^::ffff:(.*)$/.exec(address)?.[1]
  if (mapped && ipv4.test(mapped)) return mapped
  return URL.canParse(`http://[${address}]/`) ? new URL(`http://[${address}]/`).hostname.slice(1, -1) : host
}

function asciiName(host: string): string {
  const name = host.replace(/\.+$/, '')
  // The parser of names would take "7" for the address 0.0.0.7.
  return plainAscii.test(name) ? name : domainToASCII(name).replace(/\.$/, '') || name
}
