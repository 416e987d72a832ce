import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { groups, servers } from '#db/schema/server.ts'
import { planMaintenance } from '#lib/flows/maintenance/plan-maintenance.ts'
import type { MaintenanceKind } from '#lib/rules/maintenance/maintenance.ts'
import { later } from '#lib/rules/time/time.ts'
import { idOf, type incidentsFixture, now } from '#tests/flows/incidents/incidents-fixture.ts'
import { incident } from '#tests/support/world/public-world.ts'

export type Site = Awaited<ReturnType<typeof incidentsFixture>>

/** What a site is in. Each begins with web01, web02 and web03, which have no group. */
export const worlds: Record<'calm' | 'outage' | 'rack' | 'maintenance', (site: Site) => Promise<unknown>> = {
  calm: async () => {},
  outage: site => site.alert('web01', now),
  rack: ({ db }) => rackDown(db),
  maintenance: site => work(site, { from: -600, to: 3600 }),
}

/** Forty servers of one group that are down together. */
async function rackDown(db: Database): Promise<void> {
  const labels = Array.from({ length: 40 }, (_, index) => `rack${String(index).padStart(2, '0')}`)
  await db.insert(groups).values({ id: 'rackrackrack', name: 'Rack', slug: 'rack' })
  await db.insert(servers).values(
    labels.map((label, position) => ({
      id: idOf(label),
      label,
      hostname: `${label}.example.net`,
      groupId: 'rackrackrack',
      position,
    })),
  )
  await incident(
    db,
    'rackincident',
    Object.fromEntries(labels.map(label => [idOf(label), ['major_outage', 'outage']])),
  )
}

/** Work on web02, from and to in seconds after now; planned a day before its beginning, or as it begins. Returns its id. */
export async function work(
  { db, staffId }: Site,
  {
    from,
    to,
    kind = 'maintenance',
    text = null,
  }: { from: number; to: number; kind?: MaintenanceKind; text?: string | null },
): Promise<string> {
  const [startsAt, endsAt] = [later(now, from), later(now, to)]
  const postId = newId()
  const plan = {
    postId,
    staffId,
    kind,
    title: 'The memory of web02 is replaced',
    text,
    slots: [{ serverId: idOf('web02'), startsAt, endsAt }],
    endsBy: 'itself' as const,
    isMailed: false,
    reminders: [],
  }
  const outcome = await planMaintenance(
    db,
    plan,
    kind === 'maintenance' ? later(startsAt, -86_400) : startsAt,
  )
  if (outcome !== 'done') throw new Error(`The work was not planned: ${outcome}.`)
  return postId
}
