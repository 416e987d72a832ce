import type { Database } from '#db/client.ts'
import { getDatabase } from '#db/client.ts'
import { readFindable } from '#db/reads/servers/findable.ts'
import { readServerPage, type ServerPage } from '#db/reads/servers/server-page.ts'
import type { NameSystem } from '#lib/flows/domains/look-up-domain.ts'
import { type Finding, findServer } from './find-server.ts'

/** Whom it is for: a domain or an address at it, or a server by any of its names. */
export type Caller = { is: 'domain' | 'server'; typed: string }

/** known: the servers of this caller. nobody: none of ours, as far as anybody can say. often: asked for too many names. */
export type CallerAnswer = { is: 'known'; pages: ServerPage[] } | { is: 'nobody' | 'often' }

/** A caller who has more of them is told of these. */
const mostServers = 4

type Ways = {
  db?: Database
  names?: NameSystem
  /** Takes a turn at DNS. Returns false when who asks has none left. */
  mayAsk: () => boolean
}

/** What is known of the servers of somebody who is about to write or call, by the same ways as the domain box: DNS, never the customer map. */
export async function tellCaller({ is, typed }: Caller, now: Date, ways: Ways): Promise<CallerAnswer> {
  const { db = getDatabase(), names, mayAsk } = ways
  const isByName = is === 'server'
  const finding = await findServer(typed, now, readFindable(now, db), {
    ...(names ? { names } : {}),
    mayAsk: () => !isByName && mayAsk(),
  })
  if (finding.is === 'often') return { is: isByName ? 'nobody' : 'often' }
  const hostnames = hostnamesOf(finding).slice(0, mostServers)
  if (hostnames.length === 0) return { is: 'nobody' }
  const pages = await Promise.all(hostnames.map(hostname => readServerPage(hostname, now, db)))
  return { is: 'known', pages: pages.flatMap(page => (page && !('movedTo' in page) ? [page] : [])) }
}

function hostnamesOf(finding: Finding): string[] {
  if (finding.is === 'server') return [finding.server.hostname]
  return finding.is === 'domain' ? finding.places.map(({ server }) => server.hostname) : []
}
