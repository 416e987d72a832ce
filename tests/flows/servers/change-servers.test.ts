import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { readBoard } from '#db/reads/servers/board.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { listUnmatched } from '#lib/flows/alerts/list-unmatched.ts'
import { receiveAlerts } from '#lib/flows/alerts/receive-alerts.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { planMaintenance } from '#lib/flows/maintenance/plan-maintenance.ts'
import { addGroup, editGroup, moveGroup, removeGroup } from '#lib/flows/servers/change-groups.ts'
import { changeServers } from '#lib/flows/servers/change-servers.ts'
import { bringBackServer, editServer } from '#lib/flows/servers/edit-server.ts'
import { enterServer } from '#lib/flows/servers/enter-server.ts'
import { applyServerList, keepServerList, reportServerList } from '#lib/flows/servers/import-servers.ts'
import { moveServers, placeServer } from '#lib/flows/servers/place-servers.ts'
import { retireServer } from '#lib/flows/servers/retire-server.ts'
import type { ServerEntry } from '#lib/rules/servers/server-entry.ts'
import { getShared, setShared } from '#lib/shared.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { measure } from '#tests/support/measure.ts'
import { testSite } from '#tests/support/site.ts'

const site = await testSite()
afterAll(() => site.close())
const { db } = site
const now = new Date('2026-03-10T14:30:00Z')
const minutesLater = (count: number) => new Date(now.getTime() + count * 60_000)

const refreshed: string[] = []
setShared({ ...getShared(), pages: { refresh: async ({ paths }) => void refreshed.push(...paths) } })

const staffId = newId()

beforeEach(async () => {
  await emptyTables(db, 'alert_log', 'alerts', 'posts', 'maintenance', 'servers', 'groups', 'people', 'audit')
  await emptyTables(db, 'sources', 'messages', 'server_lists', 'subscribers', 'status_history')
  await db.insert(staff).values({ role: 'owner', id: staffId, name: 'Dana', email: 'dana@example.net' })
  await db.insert(sources).values({ name: 'Scanner', tokenHash: 'x' })
  refreshed.length = 0
})

/** Writes a list as another system does. */
async function write(entries: ServerEntry[], isWhole = false) {
  const items = entries.map((entry, i) => ({ at: i + 1, entry }))
  const by = { staffId: null, name: 'token inventory' }
  return changeServers(db, { items, isWhole, by, seenDigest: null, mostRetired: null }, now)
}

const web = (number: number, facts: Partial<ServerEntry> = {}): ServerEntry => {
  return { hostname: `web${number}.example.net`, ...facts }
}

async function stored(hostname: string) {
  const [row] = await db.select().from(servers).where(eq(servers.hostname, hostname))
  if (!row) throw new Error(`There is no ${hostname}.`)
  return row
}

/** The board as customers see it: groups with their labels. */
async function board() {
  const { groups: shown } = await readBoard(now, db)
  return Object.fromEntries(
    shown.map(group => [group.name ?? '', group.servers.map(each => each.label).join(' ')]),
  )
}

async function receive(minute: number, server: string, facts: Record<string, unknown> = {}) {
  const [source] = await db.select().from(sources)
  if (!source) throw new Error('There is no source.')
  const alert = {
    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    summary: 'no answer',
    server,
    ...facts,
  }
  const body = { version: 1, alerts: [{ fingerprint: `ping:${server}`, ...alert }] }
  return receiveAlerts(db, {
    source,
    format: 'generic',
    body,
    messageId: null,
    receivedAt: minutesLater(minute),
  })
}

const decide = (minute: number) => decideAlerts(db, () => minutesLater(minute))

describe('a list on an empty database', () => {
  it('makes servers and their groups in its order, on the board at once, and is written down', async () => {
    const group = 'Vienna, rack 4'
    const { is } = await write([
      web(2, { group }),
      web(1, { group, label: 'one' }),
      web(3, { group: 'Mail' }),
      web(4),
    ])
    expect(is).toBe('done')
    expect(await board()).toEqual({ 'Vienna, rack 4': 'web2 one', Mail: 'web3', '': 'web4' })
    expect((await db.select().from(groups)).map(each => each.slug).sort()).toEqual(['mail', 'vienna-rack-4'])
    expect(refreshed).toEqual(expect.arrayContaining(['/', '/servers/web2.example.net', '/subscribe']))
    expect(await db.select().from(audit)).toMatchObject([
      { action: 'change-servers', subject: 'token inventory', facts: { counts: { added: 4 } } },
    ])
  })

  it('with a problem writes nothing at all', async () => {
    const { is } = await write([
      web(1, { addresses: ['203.0.113.1'] }),
      web(2, { addresses: ['203.0.113.1'] }),
    ])
    expect([is, await db.$count(servers), await db.$count(groups)]).toEqual(['refused', 0, 0])
  })

  it('of thousands is written in one go', async () => {
    const many = measure(5_000, 2_000)
    const { is } = await write(Array.from({ length: many }, (_, i) => web(i, { group: `g${i % 4}` })))
    expect([is, await db.$count(servers), await db.$count(groups)]).toEqual(['done', many, 4])
    expect(refreshed).toEqual(['*'])
  })
})

describe('a second list', () => {
  beforeEach(async () => {
    await write([
      web(1, { group: 'Wien' }),
      web(2, { group: 'Wien', aliases: ['w2'] }),
      web(3, { group: 'Wien' }),
    ])
    refreshed.length = 0
  })

  it('moves to the end of a group, changes, and leaves out', async () => {
    await write([web(1, { group: 'Graz' })])
    await write([web(3, { group: 'Graz', note: 'New disks' })])
    expect(await board()).toEqual({ Wien: 'web2', Graz: 'web1 web3' })
    expect(await stored('web3.example.net')).toMatchObject({ note: 'New disks' })
  })

  it('changes nothing when it says what is so', async () => {
    expect((await write([web(1, { group: 'wien' }), web(2)], false)).plan).toMatchObject({
      unchanged: 2,
      changed: [],
    })
    expect(refreshed).toEqual([])
  })

  it('that is whole retires the others, and one that is whole again brings them back', async () => {
    await write([web(1)], true)
    expect(await board()).toEqual({ Wien: 'web1' })
    await write([web(1), web(2)], true)
    expect(await board()).toEqual({ Wien: 'web1 web2' })
    expect(await stored('web2.example.net')).toMatchObject({ aliases: ['w2'], retiredAt: null })
  })
})

describe('a server that is called otherwise', () => {
  const edit = async (hostname: string, entry: ServerEntry) => {
    const { id, version } = await stored(hostname)
    return editServer(db, { serverId: id, entry, seenVersion: version, staffId }, now)
  }
  beforeEach(() => write([web(1)]))

  it('is found under the old name by readers and by alerts', async () => {
    expect(await edit('web1.example.net', { hostname: 'new1.example.net' })).toMatchObject({ is: 'done' })
    expect(await readServerPage('web1.example.net', now, db)).toEqual({ movedTo: 'new1.example.net' })
    expect(refreshed).toEqual(
      expect.arrayContaining(['/servers/web1.example.net', '/servers/new1.example.net']),
    )
    await receive(0, 'web1.example.net')
    expect(await db.select().from(alertLog)).toMatchObject([{ result: 'accepted' }])
  })

  it('gives the old name up to a new server', async () => {
    await edit('web1.example.net', { hostname: 'new1.example.net' })
    await enterServer(db, { entry: web(1, { label: 'the new one' }), staffId }, now)
    expect((await stored('new1.example.net')).formerNames).toEqual([])
    expect(await readServerPage('web1.example.net', now, db)).toMatchObject({
      server: { label: 'the new one' },
    })
  })

  it('is not overwritten by who has not seen the last change', async () => {
    const { id, version } = await stored('web1.example.net')
    const change = { serverId: id, seenVersion: version, staffId }
    const both = ['Dana', 'Eve'].map(note => editServer(db, { ...change, entry: web(1, { note }) }, now))
    expect((await Promise.all(both)).map(each => each.is).sort()).toEqual(['changed-meanwhile', 'done'])
  })

  it('takes no name of another', async () => {
    await write([web(2, { aliases: ['w2'] })])
    expect(await edit('web1.example.net', web(1, { aliases: ['w2'] }))).toMatchObject({ is: 'refused' })
    expect(await edit('web1.example.net', { hostname: 'web2.example.net' })).toMatchObject({ is: 'refused' })
    expect(await enterServer(db, { entry: web(2), staffId }, now)).toMatchObject({ is: 'refused' })
  })
})

describe('a server that alerts named before it was there', () => {
  it('has them judged when it is added, and never again', async () => {
    await receive(0, 'web9.example.net')
    expect(await listUnmatched(db, now)).toMatchObject([{ name: 'web9.example.net' }])
    await enterServer(db, { entry: web(9), staffId }, now)
    await decide(1)
    expect(await db.select().from(posts)).toMatchObject([{ visibility: 'published', resolvedAt: null }])
    const [post] = await db.select().from(posts)
    await resolveIncident(
      db,
      { postId: post?.id ?? '', staffId, title: 'Over', text: 'Over.' },
      minutesLater(2),
    )
    const { id } = await stored('web9.example.net')
    expect(await retireServer(db, { serverId: id, staffId, reason: null }, minutesLater(3))).toBe('done')
    expect(await listUnmatched(db, minutesLater(3))).toEqual([])
    await bringBackServer(db, { serverId: id, staffId }, minutesLater(4))
    await decide(5)
    expect(await db.$count(posts)).toBe(1)
    expect(await db.select().from(alerts)).toMatchObject([{ closedAt: expect.any(Date) }])
  })
})

describe('retiring', () => {
  let id: string
  beforeEach(async () => {
    await write([web(1, { aliases: ['w1'] }), web(2)])
    id = (await stored('web1.example.net')).id
  })
  const retire = (minute = 1) =>
    retireServer(db, { serverId: id, staffId, reason: null }, minutesLater(minute))

  it('takes it off the board, keeps its page, and explains alerts that name it', async () => {
    expect(await retire()).toBe('done')
    expect(await retire()).toBe('gone')
    expect(await board()).toEqual({ '': 'web2' })
    expect(await readServerPage('web1.example.net', now, db)).toMatchObject({
      server: { retiredAt: expect.any(Date) },
    })
    for (const name of ['web1.example.net', 'w1', 'web1']) await receive(2, name)
    const lines = await db.select().from(alertLog)
    expect(lines.map(line => [line.result, line.serverId])).toEqual(Array(3).fill(['ignored', null]))
    expect(lines[0]?.reason).toMatch(/is retired\. Bring it back/)
    expect(await listUnmatched(db, minutesLater(3))).toEqual([])
  })

  it('waits for the end of an incident, and of work', async () => {
    await receive(0, 'web1.example.net')
    await decide(0)
    expect(await retire()).toBe('held')
    const [post] = await db.select().from(posts)
    await resolveIncident(db, { postId: post?.id ?? '', staffId, title: 'Over', text: 'Over.' }, now)
    const maintenanceId = newId()
    const times = { startsAt: minutesLater(60), endsAt: minutesLater(90) }
    const facts = { kind: 'maintenance' as const, title: 'Disks' }
    await db.insert(maintenance).values({ id: maintenanceId, postId: post?.id, ...facts, ...times })
    await db.insert(maintenanceServers).values({ maintenanceId, serverId: id, ...times })
    expect(await retire()).toBe('held')
    expect((await write([web(2)], true)).plan.kept).toMatchObject([{ server: { id } }])
    await db.update(maintenance).set({ endsBy: 'staff' })
    expect(await retire(91)).toBe('held')
    await db.update(maintenance).set({ cancelledAt: minutesLater(2) })
    expect(await retire(3)).toBe('done')
  })

  it('takes it out of planned work with the reason, and cancels what is of it alone', async () => {
    const other = (await stored('web2.example.net')).id
    const planned = (serverIds: string[]) => {
      const times = { startsAt: minutesLater(60), endsAt: minutesLater(90) }
      const slots = serverIds.map(serverId => ({ serverId, ...times }))
      const facts = { postId: newId(), staffId, kind: 'maintenance' as const, title: 'Disks', text: null }
      const rest = { slots, endsBy: 'itself' as const, isMailed: true, reminders: [] }
      return planMaintenance(db, { ...facts, ...rest }, now)
    }
    expect([await planned([id, other]), await planned([id])]).toEqual(['done', 'done'])
    await decide(1)
    expect(await retire(2)).toBe('held')
    const reason = 'It is replaced.'
    expect(await retireServer(db, { serverId: id, staffId, reason }, minutesLater(70))).toBe('held')
    expect(await retireServer(db, { serverId: id, staffId, reason }, minutesLater(2))).toBe('done')
    await decide(3)
    const said = (await db.select().from(notices)).filter(notice => notice.kind === 'done')
    expect(said.map(({ facts }) => [facts.servers.map(server => server.label), facts.saying])).toEqual(
      Array(2).fill([['web1'], expect.objectContaining({ isCancelled: true, reason })]),
    )
    const rows = await db.select().from(maintenance)
    expect(rows.map(row => row.cancelledAt !== null).sort()).toEqual([false, true])
  })

  it('ends what fires on it, and decides nothing that still waits', async () => {
    await receive(0, 'web1.example.net', { kind: 'reboot' })
    await decide(0)
    await receive(1, 'web1.example.net', { fingerprint: 'late' })
    expect(await retire(2)).toBe('done')
    await decide(3)
    expect(await db.select().from(alerts)).toMatchObject([{ kind: 'reboot', closedAt: expect.any(Date) }])
    expect(await db.$count(posts)).toBe(0)
  })

  it('can be undone while its names are free', async () => {
    await retire()
    await enterServer(db, { entry: web(3, { aliases: ['w1'] }), staffId }, now)
    const back = () => bringBackServer(db, { serverId: id, staffId }, now)
    expect(await back()).toMatchObject({ is: 'refused', problems: [{ name: 'w1', by: 'web3.example.net' }] })
    await write([web(3, { aliases: [] })])
    expect(await back()).toMatchObject({ is: 'done' })
    expect(await board()).toEqual({ '': 'web2 web3 web1' })
  })
})

describe('the order of servers', () => {
  beforeEach(() => write([1, 2, 3, 4].map(number => web(number, { group: number < 4 ? 'Wien' : 'Graz' }))))
  const idOf = async (number: number) => (await stored(`web${number}.example.net`)).id

  it('is changed by steps, beside another, and into another group', async () => {
    const place = async (number: number, to: Parameters<typeof placeServer>[1]['to']) =>
      placeServer(db, { serverId: await idOf(number), to, staffId }, now)
    await place(3, 'up')
    expect((await board()).Wien).toBe('web1 web3 web2')
    await place(1, 'up')
    await place(2, 'down')
    expect((await board()).Wien).toBe('web1 web3 web2')
    await place(1, { after: await idOf(2) })
    expect((await board()).Wien).toBe('web3 web2 web1')
    await place(2, { before: await idOf(4) })
    expect(await board()).toEqual({ Wien: 'web3 web1', Graz: 'web2 web4' })
    expect(await place(2, { before: newId() })).toBe('gone')
  })

  it('moves many to the end of a group at once, or none where one is gone', async () => {
    const [graz] = await db.select().from(groups).where(eq(groups.name, 'Graz'))
    const serverIds = await Promise.all([3, 1].map(idOf))
    const move = (ids: string[], groupId = graz?.id ?? null) =>
      moveServers(db, { serverIds: ids, groupId, staffId }, now)
    expect(await move([...serverIds, newId()])).toBe('gone')
    expect(await move(serverIds, newId())).toBe('gone')
    expect(await move(serverIds)).toBe('done')
    expect(await board()).toEqual({ Graz: 'web4 web1 web3', Wien: 'web2' })
  })
})

describe('groups', () => {
  it('are added, named, ordered, and removed while nothing names them', async () => {
    expect(await addGroup(db, { name: 'Wien', staffId }, now)).toBe('done')
    expect(await addGroup(db, { name: 'wien', staffId }, now)).toBe('name-taken')
    await addGroup(db, { name: 'Graz', staffId }, now)
    const idOf = async (name: string) =>
      (await db.select().from(groups).where(eq(groups.name, name)))[0]?.id ?? ''
    const graz = await idOf('Graz')
    await moveGroup(db, { groupId: graz, to: 'up', staffId }, now)
    await write([web(1, { group: 'Wien' }), web(2, { group: 'Graz' })])
    expect(Object.keys(await board())).toEqual(['Graz', 'Wien'])
    const seen = { name: 'Graz', slug: 'graz' }
    const edit = (name: string, slug: string) =>
      editGroup(db, { groupId: graz, name, slug, seen, staffId }, now)
    expect(await edit('Graz 2', 'wien')).toBe('address-taken')
    expect(await edit('Graz 2', 'graz-2')).toBe('done')
    // Two forms of one page: the second has seen the group as it was before.
    expect(await edit('Graz, rack 2', 'graz')).toBe('changed-meanwhile')
    expect(await edit('Graz 2', 'graz-2')).toBe('done')
    expect(refreshed).toEqual(expect.arrayContaining(['/groups/graz', '/groups/graz-2']))
    expect(await removeGroup(db, { groupId: graz, staffId }, now)).toBe('in-use')
    await write([web(2, { group: null })])
    await db.insert(subscribers).values({ id: 'reader', email: 'r@example.com', state: 'confirmed' })
    await db.insert(subscriptions).values({ subscriberId: 'reader', groupId: graz, confirmedAt: now })
    expect(await removeGroup(db, { groupId: graz, staffId }, now)).toBe('in-use')
    await db.delete(subscriptions)
    expect(await removeGroup(db, { groupId: graz, staffId }, now)).toBe('done')
    expect(await moveGroup(db, { groupId: graz, to: 'up', staffId }, now)).toBe('gone')
  })
})

describe('a list at the desk', () => {
  const keep = (content: string) => keepServerList(db, { staffId, content }, now)

  it('says first what it does, and then does just that, once', async () => {
    const listId = await keep('hostname,group\nweb1.example.net,Wien\nweb2.example.net,Wien\n')
    const seen = await reportServerList(db, { listId, isWhole: false }, now)
    if (seen === 'gone') throw new Error('It is gone.')
    expect(seen).toMatchObject({ problemCount: 0, newGroups: ['Wien'] })
    expect(await db.$count(servers)).toBe(0)
    const apply = (seenDigest: string) =>
      applyServerList(db, { listId, isWhole: false, staffId, seenDigest }, now)
    await write([web(1)])
    expect(await apply(seen.digest)).toMatchObject({ is: 'changed-meanwhile' })
    expect(await db.$count(servers)).toBe(1)
    const again = await reportServerList(db, { listId, isWhole: false }, now)
    if (again === 'gone') throw new Error('It is gone.')
    expect(await apply(again.digest)).toMatchObject({ is: 'done' })
    expect(await apply(again.digest)).toBe('gone')
    expect(await board()).toEqual({ Wien: 'web1 web2' })
  })
})
