import { isIP, isIPv6 } from 'node:net'
import { domainToASCII } from 'node:url'

/**
 * The name or address of a server, as callers write it, in one form: lower case, without scheme, user, path, port and
 * trailing dot, names in ASCII (IDNA), IPv6 in its short form. Returns null when nothing that could name a server is left.
 */
export function normaliseHost(given: string): string | null {
  const text = given.trim().toLowerCase()
  const withoutScheme = text.replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
  const authority = withoutScheme.split(/[/?#]/, 1)[0] ?? ''
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  const bracketed = /^\[([0-9a-f:.]+)(?:%[^\]]*)?\](?::\d+)?$/.exec(host)?.[1]
  if (bracketed) return shortIPv6(bracketed)
  if (isIPv6(host)) return shortIPv6(host)
  const name = host.replace(/:\d{1,5}$/, '').replace(/\.$/, '')
  if (isIP(name)) return name
  const ascii = domainToASCII(name)
  return /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/.test(ascii)
    ? ascii
    : null
}

function shortIPv6(address: string): string | null {
  if (!isIPv6(address)) return null
  return new URL(`http://[${address}]/`).hostname.slice(1, -1)
}
