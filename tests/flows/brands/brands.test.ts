import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { findBrandServer, readBrandBoard, readBrandServerPage } from '#db/reads/brands/brand-board.ts'
import { readBrandPlaces } from '#db/reads/brands/brand-places.ts'
import { readBrandServers } from '#db/reads/brands/brand-servers.ts'
import { readBrand, readBrands } from '#db/reads/brands/brands.ts'
import { groups, servers } from '#db/schema/server.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { addBrand } from '#lib/flows/brands/add-brand.ts'
import { changeBrand, retireBrand } from '#lib/flows/brands/change-brand.ts'
import { placeServers } from '#lib/flows/brands/place-servers.ts'
import { changeSite } from '#lib/flows/settings/change-site.ts'
import { NotAllowed } from '#lib/rules/staff/not-allowed.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testSite } from '#tests/support/site.ts'
import { incident, now, planned } from '#tests/support/world/public-world.ts'

let site: Awaited<ReturnType<typeof testSite>>
let db: Database
beforeAll(async () => {
  site = await testSite()
  db = site.db
}, 60_000)
afterAll(() => site.close())

const dana = { staffId: 'dana' }
const given = { host: 'status.alpha.test', name: 'Alpha', mailFrom: 'Alpha <status@alpha.test>', ...dana }

beforeEach(async () => {
  await emptyTables(db, 'brands', 'servers', 'groups', 'people', 'audit', 'subscribers', 'posts', 'settings')
  await db.insert(staff).values([
    { role: 'owner', id: 'dana', name: 'Dana', email: 'dana@example.net' },
    { role: 'editor', id: 'eva', name: 'Eva', email: 'eva@example.net' },
  ])
  await db.insert(groups).values({ id: 'rack', name: 'Rack of Kleinhost' })
  await db.insert(servers).values(
    ['web07', 'web08', 'web09'].map(id => ({
      id,
      label: id,
      hostname: `${id}.kleinhost.example`,
      groupId: id === 'web09' ? 'rack' : null,
      ips: [`192.0.2.${id.slice(-1)}`],
    })),
  )
})

async function added(): Promise<string> {
  const brand = await addBrand(db, given, now)
  if (brand === 'taken') throw new Error('It was taken.')
  return brand.id
}

const lines = [{ server: 'web07.kleinhost.example', name: 'server1.alpha.test' }]

describe('a brand', () => {
  it('is added once at a host, changed by who has seen it, and written down', async () => {
    const id = await added()
    expect(await addBrand(db, given, now)).toBe('taken')
    expect(await addBrand(db, { ...given, host: 'localhost' }, now)).toBe('taken')
    const wish = { brandId: id, seen: 1, part: { footer: 'Alpha ltd', accentLight: '#24508f' }, ...dana }
    expect(await changeBrand(db, wish, now)).toBe('done')
    expect(await changeBrand(db, wish, now)).toBe('changed-meanwhile')
    const kept = await readBrand(db, id)
    expect(kept?.site).toMatchObject({ name: 'Alpha', footer: 'Alpha ltd', version: 2 })
    expect(kept?.site.look?.name).toMatch(/\.css$/)
    expect((await readBrandPlaces(db))[0]?.files).toEqual([`/brand/${kept?.site.look?.name}`])
    const other = await addBrand(db, { ...given, host: 'status.beta.test' }, now)
    const moved = { brandId: id, seen: 2, host: 'status.beta.test', part: {}, ...dana }
    expect([other !== 'taken', await changeBrand(db, moved, now)]).toEqual([true, 'taken'])
    const rows = await db.select({ action: audit.action }).from(audit)
    expect(rows.map(({ action }) => action)).toEqual(['add-brand', 'change-brand', 'add-brand'])
  })

  it('is nobody’s to change but an owner’s', async () => {
    const id = await added()
    const eva = { staffId: 'eva' }
    const tries = [
      () => addBrand(db, { ...given, host: 'x.y.test', ...eva }, now),
      () => changeBrand(db, { brandId: id, seen: 1, part: {}, ...eva }, now),
      () => placeServers(db, { brandId: id, groupIds: [], lines, ...eva }, now),
      () => retireBrand(db, { brandId: id, ...eva }, now),
    ]
    for (const attempt of tries) await expect(attempt()).rejects.toThrow(NotAllowed)
    expect([(await readBrands(db)).length, (await readBrandServers(db, id)).length]).toEqual([1, 0])
  })

  it('keeps its pictures when the hoster changes theirs', async () => {
    const id = await added()
    const file = { name: `${'a'.repeat(32)}.png`, bytes: Buffer.from('x') }
    const long = new Date(now.getTime() - 200 * 86_400_000)
    await changeBrand(
      db,
      { brandId: id, seen: 1, part: { icon: { name: file.name } }, files: [file], ...dana },
      long,
    )
    await changeSite(db, { seen: 0, part: { footer: 'x' }, staffId: 'dana' }, now)
    const { rows } = await db.execute(sql`select name from site_files where name = ${file.name}`)
    expect(rows).toHaveLength(1)
  })

  it('that is retired shows and tells nothing, and comes back at its host with its servers', async () => {
    const id = await added()
    await placeServers(db, { brandId: id, groupIds: [], lines, ...dana }, now)
    await db.insert(subscribers).values({ id: 's', brandId: id, email: 'a@b.test', state: 'confirmed' })
    await db.insert(subscriptions).values({ subscriberId: 's', confirmedAt: now })
    expect(await retireBrand(db, { brandId: id, ...dana }, now)).toBe('done')
    expect(await retireBrand(db, { brandId: id, ...dana }, now)).toBe('gone')
    expect(await placeServers(db, { brandId: id, groupIds: [], lines, ...dana }, now)).toEqual({ is: 'gone' })
    expect((await db.select().from(subscribers))[0]?.state).toBe('unsubscribed')
    expect(await db.$count(subscriptions)).toBe(0)
    expect((await readBrandPlaces(db))[0]).toMatchObject({ host: given.host, isRetired: true })
    expect(await addBrand(db, { ...given, name: 'Alpha again' }, now)).toEqual({ id })
    expect((await readBrandServers(db, id)).map(({ hostname }) => hostname)).toEqual(['server1.alpha.test'])
  })
})

describe('the servers of a brand', () => {
  it('are those of its groups and those one by one, each by the brand’s own name', async () => {
    const id = await added()
    const unknown = [{ server: 'web99.kleinhost.example', name: null }]
    expect(await placeServers(db, { brandId: id, groupIds: [], lines: unknown, ...dana }, now)).toEqual({
      is: 'unknown',
      name: 'web99.kleinhost.example',
    })
    const twice = [...lines, { server: 'web08.kleinhost.example', name: 'web09.kleinhost.example' }]
    expect(await placeServers(db, { brandId: id, groupIds: ['rack'], lines: twice, ...dana }, now)).toEqual({
      is: 'same-name',
      name: 'web09.kleinhost.example',
    })
    expect(await readBrandServers(db, id)).toEqual([])
    await placeServers(db, { brandId: id, groupIds: ['rack'], lines, ...dana }, now)
    const names = (await readBrandServers(db, id)).map(({ hostname }) => hostname)
    expect(names).toEqual(['server1.alpha.test', 'web09.kleinhost.example'])
    await db.execute(sql`update servers set retired_at = now() where id = 'web09'`)
    expect((await readBrandServers(db, id)).map(({ id: own }) => own)).toEqual(['web07'])
  })

  it('are all that its board and pages know, in facts alone', async () => {
    const id = await added()
    await placeServers(db, { brandId: id, groupIds: [], lines, ...dana }, now)
    await incident(db, 'down', { web07: ['major_outage', 'outage'], web08: ['degraded', 'slowdown'] })
    await incident(db, 'other', { web09: ['major_outage', 'outage'] })
    await incident(db, 'secret', { web07: ['major_outage', 'outage'] }, 'held')
    await planned(db, 'work', 'web09', 'published')
    const board = await readBrandBoard(id, now, db)
    expect(board.banner).toEqual({ total: 1, states: [{ state: 'down', count: 1 }], openIncidents: 0 })
    expect(board.work).toEqual([])
    const page = await readBrandServerPage(id, 'server1.alpha.test', now, db)
    expect(page?.banner).toMatchObject({ label: 'server1.alpha.test', state: 'down' })
    expect(JSON.stringify([board, page])).not.toMatch(/kleinhost|web08|web09|title of|words of/i)
    for (const name of ['web07.kleinhost.example', 'web08.kleinhost.example', 'web07'])
      expect([name, await readBrandServerPage(id, name, now, db)]).toEqual([name, null])
    expect(await findBrandServer(id, { is: 'name', value: 'web07.kleinhost.example' }, now, db)).toBeNull()
    expect(await findBrandServer(id, { is: 'ip', value: '192.0.2.8' }, now, db)).toBeNull()
    const found = await findBrandServer(id, { is: 'ip', value: '192.0.2.7' }, now, db)
    expect(found?.server.label).toBe('server1.alpha.test')
  })
})
