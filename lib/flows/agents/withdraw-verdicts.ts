import { announcePages } from '#db/changes/announce.ts'
import type { Transaction } from '#db/client.ts'
import { readPlacesOf } from '#db/reads/agents/examined.ts'
import { withdrawFoundServers } from '#db/writes/agents/examined.ts'
import { serverPage } from '#lib/flows/posts/page-paths.ts'
import type { LoggedAlert } from '#lib/rules/alerts/alert.ts'

/**
 * Where something is found, what staff published of that server does not hold any more, and its pages stop saying it. The
 * caller holds the decider's lock: who publishes meanwhile sees the finding, or comes before this.
 */
export async function withdrawVerdicts(
  tx: Transaction,
  lines: readonly LoggedAlert[],
  now: Date,
): Promise<void> {
  const found = lines.filter(({ kind, state }) => kind === 'suspicious-file' && state === 'firing')
  if (found.length === 0) return
  const withdrawn = await withdrawFoundServers(
    tx,
    found.map(({ serverId }) => serverId),
    now,
  )
  if (withdrawn.length === 0) return
  const { hostnames, slugs } = await readPlacesOf(tx, withdrawn)
  await announcePages(tx, [...hostnames.map(serverPage), ...slugs.map(slug => `/posts/${slug}`)], now)
}
