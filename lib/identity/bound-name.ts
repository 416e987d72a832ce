import { env } from '#lib/env.ts'

/** Whether browsers come by https, as far as the site's own address says. */
export const isEncryptedSite = env.SITE_URL.startsWith('https:')

/**
 * The name of a cookie of ours. By https it binds the cookie to this very host: no neighbour below the same domain can set or
 * hide one of that name, which browsers see to (RFC 6265bis, 4.1.3.2). That needs the path /; on another the name says only that
 * it was set by https.
 */
export function boundName(name: string, path = '/'): string {
  if (!isEncryptedSite) return name
  return path === '/' ? `__Host-${name}` : `__Secure-${name}`
}
