import { readHostName, readIpAddress } from '#lib/rules/servers/host-name.ts'

/** What an address or a name that is checked there tells of its server. */
export type Whereabouts = { hosts: string[]; addresses: string[] }

/** Host names and IP addresses in what a product checks: URLs, host names, "host:port". Duplicates fall out, the order stays. */
export function whereabouts(given: readonly unknown[]): Whereabouts {
  const hosts = new Set<string>()
  const addresses = new Set<string>()
  for (const each of given) {
    const host = hostIn(each)
    if (host === null) continue
    const address = readIpAddress(host)
    const name = address === null ? readHostName(host) : null
    if (address !== null) addresses.add(address)
    else if (name?.includes('.')) hosts.add(name)
  }
  return { hosts: [...hosts].slice(0, 10), addresses: [...addresses].slice(0, 10) }
}

function hostIn(given: unknown): string | null {
  if (typeof given !== 'string' || given.length > 2_000) return null
  const text = given.trim()
  if (text === '') return null
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    return /^[^/\s:]+:\d+$/.test(text) ? text.replace(/:\d+$/, '') : text
  // Other schemes than those of the web have no host to the parser.
  const url = URL.parse(text.replace(/^[a-z][a-z0-9+.-]*:/i, 'https:'))
  return url?.hostname.replace(/^\[(.*)\]$/, '$1') || null
}

/** A name that is a host name itself, such as web07.example.net. */
export function hostOfName(name: string): string[] {
  const host = readHostName(name)
  return host?.includes('.') ? [host] : []
}
