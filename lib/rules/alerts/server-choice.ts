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
