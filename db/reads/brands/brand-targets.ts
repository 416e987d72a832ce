import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import type { Targets } from '#db/reads/subscribers/subscribing.ts'
import type { Target } from '#lib/rules/subscribers/target.ts'
import { readBrandServers } from './brand-servers.ts'

/** Whether a brand's readers can watch each of these: its own servers one by one, or all of them. */
export async function areBrandTargets(
  tx: Transaction,
  brandId: string,
  targets: readonly Target[],
): Promise<boolean> {
  if (targets.some(target => target.is !== 'server' && target.is !== 'all')) return false
  const own = new Set((await readBrandServers(tx, brandId)).map(({ id }) => id))
  return targets.every(target => target.is === 'all' || ('id' in target && own.has(target.id)))
}

/** What a brand's readers can have notices for, by the names that they know. */
export async function readBrandTargets(brandId: string, db: Database = getDatabase()): Promise<Targets> {
  const servers = await readBrandServers(db, brandId)
  return {
    groups: [],
    servers: servers.map(({ id, label, hostname }) => ({ id, label, hostname, groupId: null })),
  }
}
