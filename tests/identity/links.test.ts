import { createHash, createHmac } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readSecret } from '#db/reads/settings/settings.ts'
import { sessions, staff, verifications } from '#db/schema/staff.ts'
import { removeStaffMember } from '#lib/flows/staff/remove-staff-member.ts'
import { setUpDesk } from '#lib/flows/staff/set-up-desk.ts'
import { askedLink, checkSetUpLink, deskLink, firstRunLink } from '#lib/identity/links.ts'
import { enterDesk, leaveDesk, openDesk, type SessionCookie } from '#lib/identity/session.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testSite } from '#tests/support/site.ts'

const { db, close } = await testSite()
afterAll(() => close())
const now = new Date()
const dana = { name: 'Dana', email: 'dana@example.net' }

beforeEach(async () => {
  await db.delete(verifications)
  await emptyTables(db, 'people', 'audit')
})

const enter = (token: string) => enterDesk(token, new Headers(), db)
const staffOf = async (headers: Headers) => (await openDesk(headers, db))?.staffMember ?? null
const tokenOf = (link: string | null) => link?.split('/').at(-1) ?? ''

function headersWith(cookies: readonly SessionCookie[] | null): Headers {
  return new Headers({
    cookie: (cookies ?? []).map(c => `${c.name}=${encodeURIComponent(c.value)}`).join('; '),
  })
}

/** A person and the headers of a browser that is signed in as them. */
async function someone(name: string, email: string) {
  const [row] = await db.insert(staff).values({ role: 'owner', name, email, emailVerified: true }).returning()
  if (!row) throw new Error('nobody was inserted')
  const cookies = await enter(tokenOf(await deskLink(db, email)))
  return { id: row.id, headers: headersWith(cookies) }
}

describe('the first run', () => {
  it('signs the first person in with the set-up link, and makes the link worthless', async () => {
    const token = tokenOf(await firstRunLink(db, now))
    const result = await setUpDesk({ token, ...dana }, now, db)
    if ('problem' in result) throw new Error(result.problem)
    const cookies = await enter(result.signInToken)
    expect(await staffOf(headersWith(cookies))).toMatchObject(dana)

    const again = await setUpDesk({ token, name: 'Eve', email: 'eve@example.net' }, now, db)
    expect(again).toEqual({ problem: 'done' })
    expect(await firstRunLink(db, now)).toBeNull()
    expect(await db.$count(staff)).toBe(1)
  })

  it('makes one person when several use the link at the same moment', async () => {
    const token = tokenOf(await firstRunLink(db, now))
    const tries = Array.from({ length: 8 }, (_, i) =>
      setUpDesk({ token, name: `Person ${i}`, email: `p${i}@example.net` }, now, db),
    )
    const results = await Promise.all(tries)
    expect(results.filter(result => 'signInToken' in result)).toHaveLength(1)
    expect(await db.$count(staff)).toBe(1)
  })

  it('refuses a link that we did not sign, and one older than 7 days', async () => {
    const token = tokenOf(await firstRunLink(db, new Date(now.getTime() - 7 * 86_400_000 - 1000)))
    expect(await checkSetUpLink(token, now, db)).toBe('expired')
    expect(await checkSetUpLink('desk.zzzzzz.forged', now, db)).toBe('invalid')
    expect(await setUpDesk({ token, ...dana }, now, db)).toEqual({ problem: 'expired' })
    expect(await db.$count(staff)).toBe(0)
  })
})

describe('a sign-in link', () => {
  it('works once, also when it is used twice at the same moment', async () => {
    await db.insert(staff).values({ role: 'owner', ...dana })
    const token = tokenOf(await deskLink(db, 'Dana@Example.net'))
    const entered = await Promise.all([1, 2, 3, 4].map(() => enter(token)))
    expect(entered.filter(cookies => cookies !== null)).toHaveLength(1)
    expect(await enter(token)).toBeNull()
  })

  it('does not work after 15 minutes', async () => {
    await db.insert(staff).values({ role: 'owner', ...dana })
    const token = tokenOf(await deskLink(db, dana.email))
    await db.update(verifications).set({ expiresAt: new Date(Date.now() - 1000) })
    expect(await enter(token)).toBeNull()
  })

  it('lives for 15 minutes and is kept as a hash only', async () => {
    await db.insert(staff).values({ role: 'owner', ...dana })
    const before = Date.now()
    const token = tokenOf(await deskLink(db, dana.email))
    const [row] = await db.select().from(verifications)
    const seconds = ((row?.expiresAt.getTime() ?? 0) - before) / 1000
    expect(seconds).toBeGreaterThan(15 * 60 - 5)
    expect(seconds).toBeLessThan(15 * 60 + 30)
    expect(JSON.stringify(row)).not.toContain(token)
  })

  it('is not made for an address that nobody of the staff has', async () => {
    await db.insert(staff).values({ role: 'owner', ...dana })
    expect(await askedLink(db, 'stranger@example.net', now)).toBeNull()
    expect(await db.$count(verifications)).toBe(0)
    await expect(deskLink(db, 'stranger@example.net')).rejects.toThrow('stranger@example.net')
  })

  it('is mailed at most five times while the earlier ones live', async () => {
    await db.insert(staff).values({ role: 'owner', ...dana })
    const links = []
    for (let i = 0; i < 6; i++) links.push(await askedLink(db, dana.email, new Date()))
    expect(links.map(link => link !== null)).toEqual([true, true, true, true, true, false])
    expect(await enter(tokenOf(links[0] ?? null))).not.toBeNull()
    expect(await askedLink(db, dana.email, new Date())).not.toBeNull()
  })
})

describe('a session', () => {
  it('is an httpOnly cookie that other sites cannot send along with a form', async () => {
    await db.insert(staff).values({ role: 'owner', ...dana })
    const cookies = await enter(tokenOf(await deskLink(db, dana.email)))
    const session = cookies?.find(cookie => cookie.name === 'allclear.session_token')
    expect(session?.options).toMatchObject({
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      maxAge: 14 * 86_400,
    })
  })

  it('is kept as a hash only, which signs nobody in, not even with a right signature', async () => {
    const { headers } = await someone(dana.name, dana.email)
    const [row] = await db.select().from(sessions)
    const [name = '', value = ''] = headers.get('cookie')?.split('=') ?? []
    const [token = ''] = decodeURIComponent(value).split('.')
    const { present } = await readSecret(db)
    const signed = (text: string) => {
      const mac = createHmac('sha256', present).update(text).digest('base64')
      return new Headers({ cookie: `${name}=${encodeURIComponent(`${text}.${mac}`)}` })
    }
    expect(await staffOf(signed(token))).toMatchObject(dana)
    expect(row?.token).toBe(createHash('sha256').update(token).digest('hex'))
    expect(await staffOf(signed(row?.token ?? ''))).toBeNull()
  })

  it('ends when its person signs out', async () => {
    const { headers } = await someone(dana.name, dana.email)
    expect(await staffOf(headers)).toMatchObject(dana)
    await leaveDesk(db, headers)
    expect(await staffOf(headers)).toBeNull()
  })

  it('is nobody without a cookie, or with one that we did not sign', async () => {
    await someone(dana.name, dana.email)
    expect(await staffOf(new Headers())).toBeNull()
    expect(await staffOf(new Headers({ cookie: 'allclear.session_token=abc.def' }))).toBeNull()
  })
})

describe('colleagues', () => {
  it('lose their sessions and their links when they are removed', async () => {
    const me = await someone(dana.name, dana.email)
    const eve = await someone('Eve', 'eve@example.net')
    const link = await deskLink(db, 'eve@example.net')
    expect(await removeStaffMember(db, eve.id, me.id, now)).toBe('done')
    expect(await removeStaffMember(db, eve.id, me.id, now)).toBe('gone')
    expect(await staffOf(eve.headers)).toBeNull()
    expect(await enter(tokenOf(link))).toBeNull()
    expect(await askedLink(db, 'eve@example.net', now)).toBeNull()
  })

  it('can never all be removed, not even by each other at the same moment', async () => {
    const [a, b] = [await someone('A', 'a@example.net'), await someone('B', 'b@example.net')]
    expect(await removeStaffMember(db, a.id, a.id, now)).toBe('yourself')
    const results = await Promise.all([
      removeStaffMember(db, a.id, b.id, now),
      removeStaffMember(db, b.id, a.id, now),
    ])
    expect(results.sort()).toEqual(['done', 'not-allowed'])
  })
})
