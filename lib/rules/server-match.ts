/** A server with its names and addresses in normal form. */
export type NamedServer = { id: string; hostname: string; aliases: readonly string[]; ips: readonly string[] }

export type ServerMatch =
  | { serverId: string; how: 'alias' | 'hostname' | 'address' | 'short name' | 'default of the source' }
  | { unmatched: 'unknown' | 'missing' | 'ambiguous' }

type How = Extract<ServerMatch, { how: string }>['how']

/** Looks servers up by name; made once for many alerts. */
export type ServerIndex = ReadonlyMap<How, ReadonlyMap<string, readonly string[]>>

export function indexServers(servers: readonly NamedServer[]): ServerIndex {
  const names: [How, (server: NamedServer) => readonly string[]][] = [
    ['alias', server => server.aliases],
    ['hostname', server => [server.hostname]],
    ['address', server => server.ips],
    ['short name', server => [server.hostname.split('.', 1)[0] ?? '']],
  ]
  return new Map(names.map(([how, namesOf]) => [how, collect(servers, namesOf)]))
}

function collect(servers: readonly NamedServer[], namesOf: (server: NamedServer) => readonly string[]) {
  const found = new Map<string, string[]>()
  for (const server of servers)
    for (const name of new Set(namesOf(server))) found.set(name, [...(found.get(name) ?? []), server.id])
  return found
}

/**
 * Which server a caller means: by alias, host name, address, then short name, then the source's default.
 * What fits more than one server is ambiguous: never a guess. hosts are in normal form, best first.
 */
export function matchServer(
  hosts: readonly string[],
  index: ServerIndex,
  defaultServerId: string | null,
): ServerMatch {
  for (const host of hosts)
    for (const [how, names] of index) {
      const [first, ...others] = names.get(host) ?? []
      if (first && others.length > 0) return { unmatched: 'ambiguous' }
      if (first) return { serverId: first, how }
    }
  if (defaultServerId) return { serverId: defaultServerId, how: 'default of the source' }
  return { unmatched: hosts.length > 0 ? 'unknown' : 'missing' }
}
