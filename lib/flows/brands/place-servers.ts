import { announcePages } from '#db/changes/announce.ts'
import type { Database } from '#db/client.ts'
import { readBrandServers } from '#db/reads/brands/brand-servers.ts'
import { readLiveBrand } from '#db/reads/brands/brands.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { lockBrands, placeBrandServers } from '#db/writes/brands/brands.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import type { BrandLine } from '#lib/rules/brands/brand-server.ts'
import { getShared } from '#lib/shared.ts'

export type PlaceWish = {
  brandId: string
  /** Groups all of whose servers are the brand's, those to come too. */
  groupIds: readonly string[]
  lines: readonly BrandLine[]
  staffId: string
}

export type Placed = { is: 'done' } | { is: 'gone' } | { is: 'unknown' | 'same-name'; name: string }

/** Thrown to undo what was written. */
class SameName extends Error {
  readonly shown: string
  constructor(shown: string) {
    super('two servers of a brand would be called the same')
    this.shown = shown
  }
}

/** Says which servers are a brand's. unknown: no server in service is called so. same-name: the brand would call two of them so. */
export async function placeServers(db: Database, wish: PlaceWish, now: Date): Promise<Placed> {
  const { brandId, groupIds, lines, staffId } = wish
  const known = await readTargets(db)
  const groups = known.groups.filter(({ id }) => groupIds.includes(id))
  const named: { serverId: string; name: string | null }[] = []
  for (const { server, name } of lines) {
    const found = known.servers.find(each => each.hostname === server)
    if (!found) return { is: 'unknown', name: server }
    named.push({ serverId: found.id, name })
  }
  try {
    const change = await db.transaction(async tx => {
      await lockBrands(tx)
      if (!(await readLiveBrand(brandId, tx))) return null
      await placeBrandServers(tx, brandId, { groupIds: groups.map(({ id }) => id), named })
      const shown = (await readBrandServers(tx, brandId)).map(({ hostname }) => hostname)
      const twice = shown.find((name, place) => shown.indexOf(name) !== place)
      if (twice !== undefined) throw new SameName(twice)
      const facts = { groups: groups.map(({ name }) => name), servers: lines.map(({ server }) => server) }
      const subject = `brand ${brandId}`
      await writeAudit(tx, { at: now, staffId, action: 'place-brand-servers', subject, facts })
      return announcePages(tx, ['*'], now)
    })
    if (!change) return { is: 'gone' }
    await getShared().pages.refresh(change)
    return { is: 'done' }
  } catch (error) {
    if (error instanceof SameName) return { is: 'same-name', name: error.shown }
    throw error
  }
}
