/** A name or an address, of ours or of the world. */
export type NameQuery = { is: 'ip' | 'name'; value: string }

/** What somebody typed where one name is asked for. */
export type ServerQuery = { is: 'nothing' } | { is: 'unclear'; typed: string } | NameQuery

const mostTyped = 300
const name = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/
const ipv4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/

/** Takes an address of a page or of a mailbox, a domain in any script, a server's name or label, or an IP address. */
export function readServerQuery(typed: string): ServerQuery {
  const text = plainQuery(typed)
  if (text === '') return { is: 'nothing' }
  const host = hostOf(text)
  if (host === null) return { is: 'unclear', typed: text }
  if (host.startsWith('[')) return { is: 'ip', value: host.slice(1, -1) }
  if (ipv4.test(host)) return { is: 'ip', value: host }
  return name.test(host) ? { is: 'name', value: host } : { is: 'unclear', typed: text }
}

/** The beginning of a text, in one line, with the strokes of addresses as they should be and without what nobody sees. */
export function plainQuery(typed: string): string {
  return typed
    .slice(0, mostTyped)
    .replaceAll('\\', '/')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim()
}

/** "https://" and its kin, also with a stroke or a colon too few: http:/example.com, https//example.com. */
const scheme = /^(mailto:|[a-z][a-z0-9+.-]*:\/\/|(https?|ftps?)(:?\/+|[:;]\/*(?!\d))|\/\/)\/*/i

function hostOf(text: string): string | null {
  const withoutScheme = text.replace(scheme, '')
  const place = withoutScheme.split(/[/?#\s]/, 1)[0] ?? ''
  const afterAt = place.slice(place.lastIndexOf('@') + 1)
  const isIpv6 = /^\[?[0-9a-f]*:[0-9a-f:.]*:[0-9a-f.]*\]?$/i.test(afterAt)
  const bare = isIpv6
    ? `[${afterAt.replace(/[[\]]/g, '')}]`
    : afterAt.replace(/:\d*$/, '').replace(/\.+$/, '')
  // The parser of addresses brings names to ASCII and IPv6 to its shortest form.
  if (!URL.canParse(`http://${bare}/`)) return null
  const host = new URL(`http://${bare}/`).hostname.replace(/\.+$/, '')
  // It also takes "7" for the address 0.0.0.7; a name of digits is a label.
  return ipv4.test(host) && !ipv4.test(bare) ? bare : host
}

export type FindableServer = {
  id: string
  hostname: string
  label: string
  aliases: readonly string[]
  ips: readonly string[]
}

/** The server that a name or an address means by itself, or undefined. Labels count where only one server has it. */
export function serverNamed<T extends FindableServer>(
  query: NameQuery,
  servers: readonly T[],
): T | undefined {
  if (query.is === 'ip') return servers.find(server => server.ips.includes(query.value))
  const exact = servers.find(
    server => server.hostname === query.value || server.aliases.includes(query.value),
  )
  const labelled = servers.filter(server => server.label.toLowerCase() === query.value)
  return exact ?? (labelled.length === 1 ? labelled[0] : undefined)
}

/** What a domain has on a server. */
export type Role = 'web' | 'mail'

/** Where a domain points. */
export type Pointers = Record<Role, { names: readonly string[]; ips: readonly string[] }>

export type ServerPlace<T> = { server: T; roles: Role[] }

/** The servers that a domain points to, with what it has there. */
export function placesOf<T extends FindableServer>(
  pointers: Pointers,
  servers: readonly T[],
): ServerPlace<T>[] {
  return servers.flatMap(server => {
    const roles = (['web', 'mail'] as const).filter(role => pointsTo(pointers[role], server))
    return roles.length > 0 ? [{ server, roles }] : []
  })
}

function pointsTo({ names, ips }: Pointers[Role], server: FindableServer): boolean {
  return (
    names.some(pointed => pointed === server.hostname || server.aliases.includes(pointed)) ||
    ips.some(ip => server.ips.includes(ip))
  )
}
