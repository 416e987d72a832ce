import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { readSuppressed } from '#db/reads/sending/desk-mail.ts'
import {
  countSubscribers,
  readSubscriberList,
  type SubscriberFilter,
} from '#db/reads/subscribers/desk-subscribers.ts'
import { readConsents } from '#db/reads/subscribers/subscriber-page.ts'
import { readSubscriber, readWatched } from '#db/reads/subscribers/subscribing.ts'
import { groups, servers } from '#db/schema/server.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { subscriberFiles, subscribers } from '#db/schema/subscriber.ts'
import { addSubscribers } from '#lib/flows/subscribers/add-subscribers.ts'
import { askToSubscribe } from '#lib/flows/subscribers/ask-to-subscribe.ts'
import { confirmSubscription } from '#lib/flows/subscribers/confirm-subscription.ts'
import { editSubscriber, type SubscriberEdit } from '#lib/flows/subscribers/edit-subscriber.ts'
import { endNoticesTo } from '#lib/flows/subscribers/end-notices.ts'
import { exportSubscribers } from '#lib/flows/subscribers/export-subscribers.ts'
import {
  importSubscribers,
  keepSubscribers,
  reportSubscribers,
} from '#lib/flows/subscribers/import-subscribers.ts'
import { purgeUnconfirmed } from '#lib/flows/subscribers/purge-unconfirmed.ts'
import { sendInvitations, stopInvitations } from '#lib/flows/subscribers/send-invitations.ts'
import { suppressAddress } from '#lib/flows/subscribers/suppress-address.ts'
import { unsubscribe } from '#lib/flows/subscribers/unsubscribe.ts'
import { signLink } from '#lib/links.ts'
import type { GivenConsent } from '#lib/rules/subscribers/given.ts'
import { fullPreferences } from '#lib/rules/subscribers/notice-preferences.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { minute, start, subscribingFixture, tokenIn } from './subscribing-fixture.ts'

let fixture: Awaited<ReturnType<typeof subscribingFixture>>
beforeAll(async () => {
  fixture = await subscribingFixture()
}, 60_000)
afterAll(() => fixture.close())

const [web07, web08, rack, dana] = [newId(), newId(), newId(), newId()]
const confirmed: GivenConsent = { is: 'confirmed', origin: 'Order form, May 2024' }
const invited: GivenConsent = { is: 'invited' }

beforeEach(async () => {
  await fixture.reset()
  await emptyTables(fixture.db, 'people')
  await fixture.db
    .insert(staff)
    .values({ role: 'owner', id: dana, name: 'Dana', email: 'dana@example-host.net' })
  await fixture.db.insert(groups).values({ id: rack, name: 'Rack 1' })
  await fixture.db.insert(servers).values([
    { id: web07, label: 'web07', hostname: 'web07.example.net', groupId: rack },
    { id: web08, label: 'web08', hostname: 'web08.example.net' },
  ])
})

const add = async (email: string, watch: string[], consent: GivenConsent | null, now = start) => {
  const items = [{ at: 1, line: { email, watch, proof: null } }]
  const addition = { items, isAllByDefault: false, consent, staffId: dana }
  const report = await addSubscribers(fixture.db, addition, now)
  if (report === 'gone') throw new Error('Nothing was claimed.')
  return report
}

const rowOf = async (email: string) =>
  (await fixture.db.select().from(subscribers).where(eq(subscribers.email, email)))[0]

async function watchedBy(email: string): Promise<unknown[]> {
  const row = await rowOf(email)
  return row ? (await readWatched(fixture.db, row.id)).map(each => each.target) : []
}

const lines = async () =>
  (await fixture.db.select().from(audit).orderBy(asc(audit.sequence))).map(line => line.action)

/** As if the owner had confirmed by the mailed link. */
async function confirmedByMail(email: string, id = web07): Promise<string> {
  const targets = [{ is: 'server', id } as const]
  await askToSubscribe({ email, targets, preferences: fullPreferences, zone: null }, start, fixture.db)
  const [mail] = await fixture.mail(start)
  await confirmSubscription(tokenIn(mail), null, start, fixture.db)
  return (await rowOf(email))?.id ?? ''
}

describe('a subscriber for whom staff vouch', () => {
  it('gets notices without a mail, and the proof says who noted it, from where and when', async () => {
    expect(await add('jane@example.com', ['web07', 'Rack 1', 'example.org'], confirmed)).toMatchObject({
      fresh: 1,
      problemCount: 0,
    })
    const row = await rowOf('jane@example.com')
    expect(row).toMatchObject({ state: 'confirmed', confirmedAt: start })
    expect(await watchedBy('jane@example.com')).toEqual(
      expect.arrayContaining([
        { is: 'server', id: web07 },
        { is: 'group', id: rack },
        { is: 'domain', domain: 'example.org' },
      ]),
    )
    expect(await readConsents(fixture.db, row?.id ?? '')).toMatchObject([
      { staffName: 'Dana', origin: 'Order form, May 2024', createdAt: start },
    ])
    expect(await fixture.mail(minute(1))).toEqual([])
    expect(await lines()).toEqual(['add-subscribers'])
  })

  it('keeps what strangers asked for in the name of an address unconfirmed', async () => {
    const targets = [{ is: 'server', id: web08 } as const]
    const ask = { email: 'jane@example.com', targets, preferences: fullPreferences, zone: null }
    await askToSubscribe(ask, start, fixture.db)
    await add('jane@example.com', ['web07'], confirmed, minute(1))
    expect(await watchedBy('jane@example.com')).toEqual([{ is: 'server', id: web07 }])
  })

  it('entered twice is one', async () => {
    await Promise.all([1, 2].map(() => add('jane@example.com', ['web07'], confirmed)))
    expect(await watchedBy('jane@example.com')).toHaveLength(1)
    expect(await countSubscribers(fixture.db)).toMatchObject({ confirmed: 1 })
  })

  it.each(['confirmed', 'invited'] as const)('who has left, or gets no mail, stays so: %s', async is => {
    const left = await confirmedByMail('left@example.com')
    await unsubscribe(signLink(await fixture.secret(), 'unsubscribe', left, null), minute(1), fixture.db)
    await confirmedByMail('dead@example.com')
    await suppressAddress(fixture.db, { address: 'dead@example.com', reason: 'no such mailbox' }, minute(1))
    const consent = is === 'confirmed' ? confirmed : invited
    expect(await add('left@example.com', ['web07'], consent)).toMatchObject({ unsubscribed: 1, fresh: 0 })
    expect(await add('dead@example.com', ['web07'], consent)).toMatchObject({ suppressed: 1, fresh: 0 })
    expect((await rowOf('left@example.com'))?.state).toBe('unsubscribed')
    expect((await rowOf('dead@example.com'))?.state).toBe('suppressed')
    await sendInvitations(fixture.db, minute(2))
    expect(await fixture.mail(minute(2))).toEqual([])
  })

  it.each([
    [['web99'], { field: 'watch', is: 'unknown', name: 'web99' }],
    [[], { field: 'watch', is: 'nothing' }],
  ])('that watches %j is not entered', async (watch, problem) => {
    expect((await add('jane@example.com', watch, confirmed)).problems).toEqual([{ at: 1, ...problem }])
    expect(await rowOf('jane@example.com')).toBeUndefined()
    expect(await lines()).toEqual([])
  })
})

describe('who is invited', () => {
  it('is asked by mail in turn, and gets nothing before they agree', async () => {
    for (const name of ['a', 'b', 'c']) await add(`${name}@example.com`, ['web07'], invited)
    expect(await countSubscribers(fixture.db)).toMatchObject({ pending: 3, invited: 3 })
    expect(await sendInvitations(fixture.db, minute(1), 2)).toBe(2)
    const mails = await fixture.mail(minute(1))
    expect(mails.map(mail => mail.to).sort()).toHaveLength(2)
    expect(mails[0]?.subject).toBe('Please confirm: notices about web07')
    expect(await sendInvitations(fixture.db, minute(2), 2)).toBe(1)
    expect(await sendInvitations(fixture.db, minute(3), 2)).toBe(0)
    expect(await confirmSubscription(tokenIn(mails[0]), null, minute(4), fixture.db)).toBe('confirmed')
    expect(await watchedBy(String(mails[0]?.to))).toEqual([{ is: 'server', id: web07 }])
  })

  it('waits for days without being forgotten, and the link still works', async () => {
    await add('a@example.com', ['web07'], invited)
    const later = minute(60 * 24 * 40)
    await purgeUnconfirmed(fixture.db, later)
    expect(await sendInvitations(fixture.db, later)).toBe(1)
    const [mail] = await fixture.mail(later)
    expect(await confirmSubscription(tokenIn(mail), null, later, fixture.db)).toBe('confirmed')
  })

  it('who was asked meanwhile gets no second mail', async () => {
    await add('a@example.com', ['web07'], invited)
    const targets = [{ is: 'server', id: web08 } as const]
    const ask = { email: 'a@example.com', targets, preferences: fullPreferences, zone: null }
    await askToSubscribe(ask, minute(1), fixture.db)
    expect(await fixture.mail(minute(1))).toHaveLength(1)
    expect(await sendInvitations(fixture.db, minute(2))).toBe(0)
    expect(await fixture.mail(minute(2))).toEqual([])
  })

  it('is not asked any more once staff stop it', async () => {
    await add('a@example.com', ['web07'], invited)
    await add('b@example.com', ['web07'], invited)
    expect(await stopInvitations(fixture.db, dana, minute(1))).toBe(2)
    expect(await stopInvitations(fixture.db, dana, minute(1))).toBe(0)
    expect(await sendInvitations(fixture.db, minute(2))).toBe(0)
    expect(await countSubscribers(fixture.db)).toMatchObject({ pending: 0, invited: 0 })
    expect(await lines()).toEqual(['invite-subscribers', 'invite-subscribers', 'stop-invitations'])
  })
})

describe('a file', () => {
  const content =
    'email,watch,consent\na@example.com,web07,form 1\nb@example.com,,\nx,web07,\na@example.com,all,\n'
  const keep = () => keepSubscribers(fixture.db, { staffId: dana, content }, start)

  it('is reported before it changes anything, is applied once, and keeps each proof', async () => {
    const fileId = await keep()
    const how = { fileId, staffId: dana, isAllByDefault: false }
    expect(await reportSubscribers(fixture.db, how, start)).toMatchObject({ fresh: 1, problemCount: 3 })
    expect(await reportSubscribers(fixture.db, { ...how, isAllByDefault: true }, start)).toMatchObject({
      fresh: 2,
      problemCount: 2,
    })
    expect(await countSubscribers(fixture.db)).toMatchObject({ confirmed: 0, pending: 0 })
    const both = await Promise.all(
      [1, 2].map(() => importSubscribers(fixture.db, { ...how, consent: confirmed }, minute(1))),
    )
    expect(both.filter(report => report === 'gone')).toHaveLength(1)
    const row = await rowOf('a@example.com')
    expect(await readConsents(fixture.db, row?.id ?? '')).toMatchObject([{ proof: 'form 1' }])
    expect(await fixture.db.$count(subscriberFiles)).toBe(0)
  })

  it('that nobody applies is forgotten after a day', async () => {
    await keep()
    await purgeUnconfirmed(fixture.db, minute(60 * 25))
    expect(await fixture.db.$count(subscriberFiles)).toBe(0)
  })

  it('of thousands is entered in one go', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => `c${i}@example.com,"web07; d${i}.example.org"`)
    const big = `email,watch\n${rows.join('\n')}\n`
    const fileId = await keepSubscribers(fixture.db, { staffId: dana, content: big }, start)
    const how = { fileId, staffId: dana, isAllByDefault: false, consent: confirmed }
    expect(await importSubscribers(fixture.db, how, start)).toMatchObject({ fresh: 5_000, problemCount: 0 })
    expect(await countSubscribers(fixture.db)).toMatchObject({ confirmed: 5_000 })
    const list = await readSubscriberList(fixture.db, { text: null, serverId: web07, state: null }, 100)
    expect(list).toMatchObject({ total: 5_000, pages: 100 })
  })
})

describe('the list', () => {
  const list = async (filter: Partial<SubscriberFilter>, page = 1) => {
    const found = await readSubscriberList(
      fixture.db,
      { text: null, serverId: null, state: null, ...filter },
      page,
    )
    return found?.rows.map(row => row.email)
  }

  it('finds by address, by domain, by state, and by who hears of a server', async () => {
    await add('own@example.com', ['web07'], confirmed)
    await add('rack@example.com', ['Rack 1'], confirmed)
    await add('all@example.com', ['all'], confirmed)
    await add('shop@example.com', ['shop.example.org'], confirmed)
    await add('asked@example.com', ['web08'], invited)
    expect(await list({ text: 'own@' })).toEqual(['own@example.com'])
    expect(await list({ text: 'shop.example' })).toEqual(['shop@example.com'])
    expect(await list({ text: '%' })).toEqual([])
    expect(await list({ state: 'pending' })).toEqual(['asked@example.com'])
    expect(await list({ serverId: web07 })).toEqual([
      'all@example.com',
      'own@example.com',
      'rack@example.com',
    ])
    expect(await list({ serverId: web08 })).toEqual(['all@example.com'])
    expect(await list({}, 2)).toBeUndefined()
  })

  it('is exported with what each watches, no formula, and can be read again', async () => {
    await add('jane@example.com', ['web07', 'example.org'], { is: 'confirmed', origin: '=1+1' })
    await add('asked@example.com', ['web08'], invited)
    const filter = { text: null, serverId: null, state: null }
    let text = ''
    for await (const piece of await exportSubscribers(fixture.db, { filter, staffId: dana }, start))
      text += piece
    const rows = text.split('\r\n')
    expect(rows).toHaveLength(4)
    expect(text).toContain("'=1+1")
    expect(text).toMatch(
      /jane@example\.com,confirmed,"(web07\.example\.net; example\.org|example\.org; web07\.example\.net)"/,
    )
    await emptyTables(fixture.db, 'subscribers')
    const fileId = await keepSubscribers(fixture.db, { staffId: dana, content: text }, start)
    const how = { fileId, staffId: dana, isAllByDefault: false }
    // Who was only asked gets no notices where it comes from, so it gets none here.
    expect(await reportSubscribers(fixture.db, how, start)).toMatchObject({ fresh: 1, problemCount: 1 })
    expect(await lines()).toContain('export-subscribers')
  })
})

it('the addresses that get no mail are found by address and by why, 50 on a page', async () => {
  const rows = Array.from({ length: 51 }, (_, i) => ({
    email: `gone${i}@example.com`,
    state: 'suppressed' as const,
    suppressedAt: minute(i),
    suppressedFor: i === 7 ? 'called it spam' : 'the mailbox is gone',
  }))
  await fixture.db.insert(subscribers).values(rows)
  const first = await readSuppressed(fixture.db, null, 1)
  expect(first).toMatchObject({ all: 51, page: 1, pages: 2 })
  expect(first?.rows.map(row => row.email).slice(0, 2)).toEqual(['gone50@example.com', 'gone49@example.com'])
  expect((await readSuppressed(fixture.db, null, 2))?.rows).toHaveLength(1)
  expect(await readSuppressed(fixture.db, null, 3)).toBeNull()
  expect((await readSuppressed(fixture.db, 'SPAM', 1))?.rows).toMatchObject([{ email: 'gone7@example.com' }])
  expect(await readSuppressed(fixture.db, 'gone1%', 1)).toMatchObject({ all: 51, rows: [], pages: 1 })
})

it('staff end the notices of somebody once', async () => {
  const id = await confirmedByMail('jane@example.com')
  const end = () => endNoticesTo(fixture.db, { subscriberId: id, staffId: dana }, minute(1))
  expect([await end(), await end()]).toEqual(['done', 'changed-meanwhile'])
  expect((await readSubscriber(fixture.db, id))?.state).toBe('unsubscribed')
  expect(await lines()).toEqual(['end-notices'])
})

describe('what a subscriber hears of, changed by staff at the word of its owner', () => {
  const seen = fullPreferences
  const edit = async (facts: Partial<SubscriberEdit> = {}) =>
    editSubscriber(
      fixture.db,
      {
        subscriberId: (await rowOf('jane@example.com'))?.id ?? '',
        staffId: dana,
        seen,
        add: [{ is: 'server', id: web08 }],
        remove: [{ is: 'server', id: web07 }],
        preferences: { kinds: ['outage'], leastImpact: 'major_outage' },
        zone: 'Asia/Tokyo',
        origin: 'By telephone, ticket 4711',
        ...facts,
      },
      minute(5),
    )

  it('is in force at once, with the proof and a line of the audit, and mails nobody', async () => {
    const id = await confirmedByMail('jane@example.com')
    expect(await edit()).toBe('done')
    expect(await watchedBy('jane@example.com')).toEqual([{ is: 'server', id: web08 }])
    expect(await rowOf('jane@example.com')).toMatchObject({
      kinds: ['outage'],
      leastImpact: 'major_outage',
      zone: 'Asia/Tokyo',
    })
    expect(await readConsents(fixture.db, id)).toMatchObject([
      { staffName: 'Dana', origin: 'By telephone, ticket 4711', createdAt: minute(5) },
    ])
    expect(await lines()).toEqual(['edit-subscriber'])
    expect(await fixture.mail(minute(6))).toEqual([])
  })

  it('overwrites nothing that the owner chose since the page was opened', async () => {
    await confirmedByMail('jane@example.com')
    await fixture.db.update(subscribers).set({ kinds: ['advisory'] })
    expect(await edit()).toBe('changed-meanwhile')
    expect(await watchedBy('jane@example.com')).toEqual([{ is: 'server', id: web07 }])
    expect(await lines()).toEqual([])
  })

  it('brings back nobody who has left, or gets no mail, or never confirmed', async () => {
    await confirmedByMail('jane@example.com')
    for (const state of ['unsubscribed', 'suppressed', 'pending'] as const) {
      await fixture.db.update(subscribers).set({ state })
      expect(await edit()).toBe('changed-meanwhile')
    }
    expect(await edit({ subscriberId: newId() })).toBe('changed-meanwhile')
    expect(await lines()).toEqual([])
  })

  it('names only what there is, and no more than one address may have', async () => {
    await confirmedByMail('jane@example.com')
    expect(await edit({ add: [{ is: 'server', id: newId() }] })).toBe('no-target')
    const add = Array.from({ length: 501 }, (_, i) => ({ is: 'domain' as const, domain: `d${i}.example` }))
    expect(await edit({ add })).toBe('many')
    expect(await watchedBy('jane@example.com')).toEqual([{ is: 'server', id: web07 }])
  })
})
