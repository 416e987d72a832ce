/** The token that a request carries: as bearer, or as the password of basic authentication. Returns null when there is none. */
export function tokenOf(authorization: string | null): string | null {
  const [, scheme, value] = /^(bearer|basic)\s+(\S+)\s*$/i.exec(authorization ?? '') ?? []
  if (!scheme || !value) return null
  if (scheme.toLowerCase() === 'bearer') return value
  const pair = Buffer.from(value, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  return colon < 0 ? null : pair.slice(colon + 1) || null
}
