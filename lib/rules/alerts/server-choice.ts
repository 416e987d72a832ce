type Called = { hostname: string; label: string }

/** The server that a person means by a host name or a label, in any case of letters. Returns null for none, and for several. */
export function chosenServer<T extends Called>(typed: string, servers: readonly T[]): T | null {
  const name = typed.trim().toLowerCase()
  const [first, ...others] = servers.filter(
    server => server.hostname === name || server.label.toLowerCase() === name,
  )
  const exact = servers.find(server => server.hostname === name)
  return exact ?? (others.length === 0 ? (first ?? null) : null)
}

/**
 * The servers that a person names, each once, with blanks, commas or lines between their names; or the first name that
 * means none, or several. Thousands of names among thousands of servers cost one look each.
 */
export function serversByName<T extends Called>(
  typed: string,
  servers: readonly T[],
): { servers: T[] } | { unknown: string } {
  const byHostname = new Map(servers.map(server => [server.hostname, server]))
  const byLabel = Map.groupBy(servers, server => server.label.toLowerCase())
  const found = new Set<T>()
  for (const name of typed.split(/[\s,]+/)) {
    if (name === '') continue
    const called = byLabel.get(name.toLowerCase()) ?? []
    const server = byHostname.get(name.toLowerCase()) ?? (called.length === 1 ? called[0] : undefined)
    if (!server) return { unknown: name }
    found.add(server)
  }
  return { servers: [...found] }
}
