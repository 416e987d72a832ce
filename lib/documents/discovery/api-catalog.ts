import type { PublicDocument } from '#lib/documents/document.ts'
import type { Format } from '#lib/documents/format.ts'
import { siteAddress } from '#lib/documents/site.ts'

/** RFC 9264 by RFC 9727. */
const linkset: Format = {
  contentType: 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
  refuse: sentence => JSON.stringify({ message: sentence }),
}

/** descPath: where a program reads what it can ask for; describedBy: where people do. */
type Api = { path: string; descPath?: string; describedBy?: string; type?: string }

/** The forms that programs ask for, each with what describes it. */
const apis: readonly Api[] = [
  { path: '/status.txt' },
  { path: '/index.md', describedBy: '/llms.txt', type: 'text/markdown' },
  { path: '/badge/site.json', describedBy: '/kit', type: 'text/html' },
  { path: '/deflect.txt', describedBy: '/kit', type: 'text/html' },
  { path: '/api/v1', descPath: '/api/v1/openapi.json', describedBy: '/api', type: 'text/html' },
  { path: '/api/v2/summary.json' },
  { path: '/history.atom', describedBy: '/subscribe', type: 'text/html' },
  { path: '/feed.json', describedBy: '/subscribe', type: 'text/html' },
  { path: '/maintenance.ics', describedBy: '/subscribe', type: 'text/html' },
  { path: '/mcp' },
]

/** Where programs look for all that a site offers to programs. */
export const apiCatalog: PublicDocument = {
  path: /^\/\.well-known\/api-catalog$/,
  format: linkset,
  maxAgeSeconds: 3600,
  follows: () => '/.well-known/api-catalog',
  write: async () => {
    const anchor = siteAddress('/.well-known/api-catalog')
    const entries = apis.map(({ path, descPath, describedBy, type }) => ({
      anchor: siteAddress(path),
      status: [{ href: siteAddress('/'), type: 'text/html' }],
      ...(descPath
        ? { 'service-desc': [{ href: siteAddress(descPath), type: 'application/vnd.oai.openapi+json' }] }
        : {}),
      ...(describedBy ? { 'service-doc': [{ href: siteAddress(describedBy), type }] } : {}),
    }))
    const items = apis.map(({ path }) => ({ href: siteAddress(path) }))
    return JSON.stringify({ linkset: [{ anchor, item: items }, ...entries] })
  },
}
