import { channel } from 'node:diagnostics_channel'

/** Where it is said that a form was refused: the log listens, and this need not know of it. */
const refusals = channel('allclear:origin-refused')

/**
 * Whether a form came from our own pages. siteUrl: where customers reach the site.
 * A browser names the page's origin in every POST, so a request without one is no browser's: no cookie acts for it here.
 */
export function isOwnOrigin(headers: Headers, siteUrl: string): boolean {
  const isOwn = isOfSite(headers, siteUrl)
  if (!isOwn) refusals.publish({ origin: (headers.get('origin') ?? 'unsaid').slice(0, 200) })
  return isOwn
}

function isOfSite(headers: Headers, siteUrl: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site === 'cross-site') return false
  const origin = headers.get('origin')
  if (origin === null) return true
  // A page that sends no referrer hides its origin too; then the browser's own word counts.
  if (origin === 'null') return site === 'same-origin'
  if (!URL.canParse(origin)) return false
  const { host, origin: whole } = new URL(origin)
  return whole === new URL(siteUrl).origin || host === headers.get('host')
}
