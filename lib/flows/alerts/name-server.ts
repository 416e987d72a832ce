import { announcePages } from '#db/changes/announce.ts'
import type { Database, Transaction } from '#db/client.ts'
import { readNameHolder } from '#db/reads/servers/name-holder.ts'
import { lockServers } from '#db/writes/servers/servers.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { pagesOf } from '#lib/flows/posts/page-paths.ts'
import { getShared } from '#lib/shared.ts'
import { judgeAgain } from './judge-again.ts'

/** What a person does about a name that no server had. */
export type Naming = {
  /** In normal form. */
  name: string
  staffId: string
  action: 'add-server' | 'add-alias'
}

type Named = { id: string; hostname: string }

/** The server that has the name now, and how many waiting alerts are judged again because of it. */
export type NamingResult = { hostname: string; judgedAgain: number }

/**
 * Gives a server a name, alone with the names of all servers, and appends what waited under it to the alert log again.
 * The public pages show the server when this returns, and the decision follows by itself.
 * taken: a server is called so already, or write says so.
 */
export async function nameServer(
  db: Database,
  { name, staffId, action }: Naming,
  now: Date,
  write: (tx: Transaction) => Promise<Named | 'taken'>,
): Promise<NamingResult | 'taken'> {
  const named = await db.transaction(async tx => {
    await lockServers(tx)
    if (await readNameHolder(tx, name)) return 'taken'
    const server = await write(tx)
    if (server === 'taken') return server
    const judgedAgain = await judgeAgain(tx, new Map([[name, server]]), now)
    const facts = { name, judgedAgain }
    await writeAudit(tx, { at: now, staffId, action, subject: `server ${server.id}`, facts })
    // The new name leads to the page too, and is known as such at once.
    const change = await announcePages(tx, pagesOf([], [...new Set([server.hostname, name])]), now)
    return { change, hostname: server.hostname, judgedAgain }
  })
  if (named === 'taken') return named
  const { nudge, pages } = getShared()
  nudge?.()
  await pages.refresh(named.change)
  return { hostname: named.hostname, judgedAgain: named.judgedAgain }
}
