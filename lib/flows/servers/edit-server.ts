import type { Database } from '#db/client.ts'
import { readKnownServers } from '#db/reads/servers/known-servers.ts'
import type { ServerEntry } from '#lib/rules/servers/server-entry.ts'
import type { ServerAspect } from '#lib/rules/servers/server-plan.ts'
import { writeAlone } from './change-servers.ts'
import { type PlannedChange, planChange } from './plan-change.ts'
import { writePlan } from './write-plan.ts'

/** what: what has changed; nothing: it was so already. */
type Edited =
  | { is: 'done'; id: string; hostname: string; what: ServerAspect[] }
  | { is: 'refused'; problems: PlannedChange['problems'] }
  | { is: 'changed-meanwhile' | 'gone' }

export type ServerEdit = {
  serverId: string
  entry: ServerEntry
  /** Of the server as whoever changes it has seen it. */
  seenVersion: number
  staffId: string
}

/** Changes one server. gone: there is none, or it is retired. */
export function editServer(
  db: Database,
  { serverId, entry, seenVersion, staffId }: ServerEdit,
  now: Date,
): Promise<Edited> {
  return changeOne(db, serverId, staffId, now, known => {
    if (known.retiredAt) return 'gone'
    return known.version === seenVersion ? entry : 'changed-meanwhile'
  })
}

/** Brings a retired server back as it was. gone: there is none, or it is in service. refused: another has a name of it by now. */
export function bringBackServer(
  db: Database,
  { serverId, staffId }: { serverId: string; staffId: string },
  now: Date,
): Promise<Edited> {
  return changeOne(db, serverId, staffId, now, ({ retiredAt, hostname }) =>
    retiredAt ? { hostname } : 'gone',
  )
}

type Known = Awaited<ReturnType<typeof readKnownServers>>[number]

async function changeOne(
  db: Database,
  serverId: string,
  staffId: string,
  now: Date,
  entryFor: (known: Known) => ServerEntry | 'gone' | 'changed-meanwhile',
): Promise<Edited> {
  const { edited } = await writeAlone(
    db,
    false,
    now,
    async (tx): Promise<{ edited: Edited; paths: string[] }> => {
      const known = (await readKnownServers(tx)).find(server => server.id === serverId)
      const entry = known ? entryFor(known) : 'gone'
      if (typeof entry === 'string') return { edited: { is: entry }, paths: [] }
      const entries = [{ at: 1, entry, targetId: serverId }]
      const plan = await planChange(tx, { entries, unread: [], problems: [], problemCount: 0 }, false, now)
      if (plan.problemCount > 0) return { edited: { is: 'refused', problems: plan.problems }, paths: [] }
      const paths = await writePlan(tx, plan, { staffId, name: `server ${serverId}` }, now)
      const what = plan.changed.flatMap(change => change.what)
      return { edited: { is: 'done', id: serverId, hostname: entry.hostname, what }, paths }
    },
  )
  return edited
}
