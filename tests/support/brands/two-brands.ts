import { inArray } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { brandServers, brands } from '#db/schema/brand.ts'
import { servers } from '#db/schema/server.ts'

export const alpha = { id: 'alphabrand01', host: 'status.alpha.test', name: 'Alpha Webspace' }
export const beta = { id: 'betabrand001', host: 'status.beta.test', name: 'Beta Domains' }

/** Two resellers: alpha has web12 and web13 under names of its own, beta has web14 as everybody knows it. */
export async function addTwoBrands(db: Database): Promise<{ alphaIds: string[]; betaIds: string[] }> {
  for (const { id, host, name } of [alpha, beta])
    await db.insert(brands).values({
      id,
      host,
      site: {
        name,
        mailFrom: `${name} <status@${host.replace('status.', '')}>`,
        zone: 'Europe/Vienna',
        version: 1,
      },
    })
  const rows = await db
    .select({ id: servers.id, label: servers.label })
    .from(servers)
    .where(inArray(servers.label, ['web12', 'web13', 'web14']))
  const idOf = (label: string) => rows.find(row => row.label === label)?.id ?? ''
  const alphaIds = [idOf('web12'), idOf('web13')]
  const betaIds = [idOf('web14')]
  await db.insert(brandServers).values([
    { brandId: alpha.id, serverId: idOf('web12'), name: 'server1.alpha.test' },
    { brandId: alpha.id, serverId: idOf('web13'), name: 'server2.alpha.test' },
    { brandId: beta.id, serverId: idOf('web14'), name: null },
  ])
  return { alphaIds, betaIds }
}
