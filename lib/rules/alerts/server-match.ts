/** A server's names and addresses, all in the one form in which they are compared. */
export type NamedServer = {
  id: string
  hostname: string
  aliases: readonly string[]
  ips: readonly string[]
}

/**
 * episode: an end that names no server is that of the one open episode of its fingerprint.
 * title: nothing else names a server, and the title speaks of just one of ours.
 */
export type How = 'alias' | 'hostname' | 'ip' | 'short-name' | 'default' | 'episode' | 'title'
/** retired: a server was called so that is out of service. */
export type Unmatched = 'unknown' | 'missing' | 'ambiguous' | 'retired'
export type ServerMatch = { serverId: string; how: How } | { unmatched: Unmatched }

/** All servers, by what they are found by. */
export type Directory = {
  ids: ReadonlySet<string>
  found: readonly { how: How; byName: ReadonlyMap<string, ReadonlySet<string>> }[]
  /** What servers are called that are out of service. */
  retired: ReadonlySet<string>
}

/** Files servers for matching; a batch of alerts needs it once. */
export function fileServers(
  servers: readonly NamedServer[],
  retired: readonly NamedServer[] = [],
): Directory {
  return {
    retired: new Set(retired.flatMap(namesOf)),
    ids: new Set(servers.map(server => server.id)),
    found: [
      { how: 'alias', byName: byName(servers, server => server.aliases) },
      { how: 'hostname', byName: byName(servers, server => [server.hostname]) },
      { how: 'ip', byName: byName(servers, server => server.ips) },
      { how: 'short-name', byName: byName(servers, server => [shortName(server.hostname)]) },
    ],
  }
}

/**
 * The server that a caller means. hosts: its names and addresses as the caller gave them, best first, in comparable form.
 * Each is looked up as alias, host name, IP address, short name; then the source's default is meant, because some
 * callers can only name themselves by a random id. What fits several servers is ambiguous, and never guessed; who names one
 * that is retired means no other.
 */
export function matchServer(
  hosts: readonly string[],
  directory: Directory,
  defaultServerId: string | null,
): ServerMatch {
  const matches = hosts.map(host => matchHost(host, directory))
  const found = matches.find(match => 'serverId' in match)
  if (found) return found
  if (matches.some(match => 'unmatched' in match && match.unmatched === 'ambiguous'))
    return { unmatched: 'ambiguous' }
  if (hosts.some(host => directory.retired.has(host))) return { unmatched: 'retired' }
  if (defaultServerId !== null && directory.ids.has(defaultServerId))
    return { serverId: defaultServerId, how: 'default' }
  return { unmatched: hosts.length > 0 ? 'unknown' : 'missing' }
}

/** A source that is bound to servers speaks for these only; one that is bound to none speaks for all. */
export function maySpeakFor(boundServerIds: readonly string[], serverId: string): boolean {
  return boundServerIds.length === 0 || boundServerIds.includes(serverId)
}

function matchHost(host: string, { found }: Directory): ServerMatch {
  for (const { how, byName } of found) {
    const [serverId, second] = byName.get(host) ?? []
    if (second) return { unmatched: 'ambiguous' }
    if (serverId) return { serverId, how }
  }
  return { unmatched: 'unknown' }
}

function byName(servers: readonly NamedServer[], namesOf: (server: NamedServer) => readonly string[]) {
  const filed = new Map<string, Set<string>>()
  for (const server of servers)
    for (const name of namesOf(server)) {
      const ids = filed.get(name)
      if (ids) ids.add(server.id)
      else filed.set(name, new Set([server.id]))
    }
  return filed
}

function namesOf({ hostname, aliases, ips }: NamedServer): string[] {
  return [hostname, shortName(hostname), ...aliases, ...ips]
}

function shortName(hostname: string): string {
  return hostname.split('.', 1)[0] ?? hostname
}
