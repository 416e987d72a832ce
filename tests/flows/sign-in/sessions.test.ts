import { and, eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Jobs } from '#db/jobs.ts'
import { readPasskeys, readSessions } from '#db/reads/sign-in/own-account.ts'
import { audit, devices, passkeys, recoveryCodes, sessions, staff } from '#db/schema/staff.ts'
import { writeSignInRules } from '#db/writes/settings/sign-in.ts'
import { nameOwnPasskey, removeOwnPasskey, startNewPasskey } from '#lib/flows/sign-in/change-passkeys.ts'
import { changeSignInRules } from '#lib/flows/sign-in/change-sign-in-rules.ts'
import { endOtherSessions, endSession, signOut } from '#lib/flows/sign-in/end-sessions.ts'
import { enterByCode } from '#lib/flows/sign-in/enter-by-code.ts'
import { enterByLink } from '#lib/flows/sign-in/enter-by-link.ts'
import { enterByPasskey, startPasskey } from '#lib/flows/sign-in/enter-by-passkey.ts'
import { makeRecoveryCodes } from '#lib/flows/sign-in/make-recovery-codes.ts'
import { tellSignIn } from '#lib/flows/sign-in/tell-sign-in.ts'
import { removeStaffMember } from '#lib/flows/staff/remove-staff-member.ts'
import { deskLink } from '#lib/identity/links.ts'
import { findSeat, openDesk, type Seat, type SessionCookie } from '#lib/identity/session.ts'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import type { Mail } from '#lib/mail/mail.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'
import { SignInRules } from '#lib/rules/staff/sign-in-rules.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testSite } from '#tests/support/site.ts'

const { db, boss, close } = await testSite()
afterAll(() => close())

const now = new Date()
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
const many = { burst: 1e6, perMinute: 1e6 }
const limit = createRateLimit({ address: many, network: many })
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

beforeEach(async () => {
  await emptyTables(db, 'people', 'verifications', 'audit', 'settings')
  await boss.deleteAllJobs('tell-sign-in')
})

async function person(name: string, role: DeskRole = 'owner'): Promise<{ id: string; email: string }> {
  const email = `${name.toLowerCase()}@example.net`
  const [row] = await db.insert(staff).values({ role, name, email, emailVerified: true }).returning()
  return { id: row?.id ?? '', email }
}

/** A browser: what it sends, and what it keeps. */
function browser(address = '192.0.2.1') {
  const jar = new Map<string, string>()
  return {
    headers: () =>
      new Headers({
        cookie: [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; '),
        'user-agent': firefox,
        'x-forwarded-for': address,
      }),
    keep(cookies: readonly SessionCookie[]) {
      for (const { name, value } of cookies) jar.set(name, value)
    },
    jar,
  }
}

type TestBrowser = ReturnType<typeof browser>

async function enter(at: TestBrowser, email: string, kind: 'mail' | 'server' = 'mail'): Promise<void> {
  const token = (await deskLink(db, email, kind)).split('/').at(-1) ?? ''
  const cookies = await enterByLink(token, at.headers(), now, db, limit)
  if (typeof cookies === 'string') throw new Error(cookies)
  at.keep(cookies)
}

const seatOf = (at: TestBrowser, when = now) => findSeat(at.headers(), when, { db })

async function seated(at: TestBrowser): Promise<Seat> {
  const seat = await seatOf(at)
  if (!seat) throw new Error('Nobody is signed in.')
  return seat
}

const jobs = async () => (await boss.findJobs<Jobs['tell-sign-in']>('tell-sign-in')).map(job => job.data)
const lines = async () =>
  (await db.select().from(audit)).map(({ action, staffId, facts }) => ({ action, staffId, facts }))

const requirePasskeys = () =>
  db.transaction(tx => writeSignInRules(tx, SignInRules.parse({ isPasskeyRequired: true }), now))

const addKey = (staffId: string, credentialId = 'AAAA') =>
  db
    .insert(passkeys)
    .values({ staffId, name: 'Key', credentialId, publicKey: 'AAAA', counter: 0, isShared: false })

describe('a session', () => {
  it('is known by how and from where it began, and that is on record', async () => {
    const { id, email } = await person('Dana')
    await enter(browser('203.0.113.9'), email)
    const since = { used: later(-1), begun: later(-1) }
    expect(await readSessions(db, id, since)).toMatchObject([
      { proof: 'link', ipAddress: '203.0.113.9', userAgent: firefox },
    ])
    expect(await lines()).toEqual([
      { action: 'sign-in', staffId: id, facts: { by: 'link', from: '203.0.113.9' } },
    ])
  })

  it('ends after 12 hours without use, for good', async () => {
    const { email } = await person('Dana')
    const at = browser()
    await enter(at, email)
    expect(await seatOf(at, later(11.9))).not.toBeNull()
    expect(await seatOf(at, later(23.8))).not.toBeNull()
    expect(await seatOf(at, later(35.9))).toBeNull()
    expect(await seatOf(at)).toBeNull()
    expect(await db.$count(sessions)).toBe(0)
  })

  it('ends after 14 days of use, or as soon as the site says', async () => {
    const { email } = await person('Dana')
    const [at, other] = [browser(), browser()]
    await enter(at, email)
    await enter(other, email)
    await db.update(sessions).set({ createdAt: later(-14 * 24 + 0.1) })
    expect(await seatOf(at, now)).not.toBeNull()
    expect(await seatOf(at, later(0.2))).toBeNull()
    await db.transaction(tx => writeSignInRules(tx, SignInRules.parse({ sessionDays: 1 }), now))
    expect(await seatOf(other, now)).toBeNull()
  })

  it('is written to at most once in five minutes, however often it is used', async () => {
    const { email } = await person('Dana')
    const at = browser()
    await enter(at, email)
    const used = async () => (await db.select().from(sessions))[0]?.updatedAt.getTime()
    const before = await used()
    await seatOf(at, later(0.08))
    expect(await used()).toBe(before)
    await seatOf(at, later(0.09))
    expect(await used()).toBe(later(0.09).getTime())
  })

  it('is not used by a page that follows changes by itself', async () => {
    const { email } = await person('Dana')
    const at = browser()
    await enter(at, email)
    expect(await findSeat(at.headers(), later(11), { db, isUsed: false })).not.toBeNull()
    expect(await seatOf(at, later(12.1))).toBeNull()
  })

  it('is dead once its person signs out, in the hands of who copied it too', async () => {
    const { id, email } = await person('Dana')
    const at = browser()
    await enter(at, email)
    const thief = browser()
    thief.jar.set('allclear.session_token', at.jar.get('allclear.session_token') ?? '')
    expect(await seatOf(thief)).not.toBeNull()
    await signOut(at.headers(), now, db)
    expect(await seatOf(thief)).toBeNull()
    expect((await lines()).at(-1)).toMatchObject({ action: 'sign-out', staffId: id })
  })

  it('gives way to the next one of the same browser', async () => {
    const { email } = await person('Dana')
    const at = browser()
    await enter(at, email)
    const before = at.headers()
    await enter(at, email)
    expect(await findSeat(before, now, { db })).toBeNull()
    expect(await db.$count(sessions)).toBe(1)
  })

  it('is ended by its person, one or all others', async () => {
    const { id, email } = await person('Dana')
    const [here, there, third] = [browser(), browser(), browser()]
    for (const each of [here, there, third]) await enter(each, email)
    const stranger = await person('Eve')
    await enter(browser(), stranger.email)
    const desk = await seated(here)
    const { session } = await seated(there)
    expect(await endSession(desk, session.id, now)).toBe('done')
    expect(await endSession(desk, session.id, now)).toBe('gone')
    expect(await seatOf(there)).toBeNull()
    expect(await endOtherSessions(desk, now)).toBe(1)
    expect(await seatOf(third)).toBeNull()
    expect(await db.$count(sessions, eq(sessions.userId, stranger.id))).toBe(1)
    expect(await db.$count(audit, and(eq(audit.action, 'end-sessions'), eq(audit.staffId, id)))).toBe(2)
  })

  it('of who is removed opens nothing any more, nor do their keys, codes and devices', async () => {
    const [{ id: byId }, eve] = [await person('Dana'), await person('Eve')]
    const at = browser()
    await enter(at, eve.email)
    await addKey(eve.id)
    await makeRecoveryCodes(await seated(at), now)
    expect(await removeStaffMember(db, eve.id, byId, now)).toBe('done')
    expect(await seatOf(at)).toBeNull()
    const counts = [passkeys, recoveryCodes, devices, sessions].map(table => db.$count(table))
    expect(await Promise.all(counts)).toEqual([0, 0, 0, 0])
  })
})

describe('who signs in on a new device', () => {
  it('is mailed where it happened, but not the first time, nor on a device that is known', async () => {
    const { id, email } = await person('Dana')
    const at = browser()
    await enter(at, email)
    await enter(at, email)
    expect(await jobs()).toEqual([])
    await enter(browser('198.51.100.7'), email)
    const [job, ...more] = await jobs()
    expect(more).toEqual([])
    expect(job).toMatchObject({ what: 'new-device', toId: id, personId: id, from: '198.51.100.7' })
    const mails: Mail[] = []
    const send = async (mail: Mail) => {
      mails.push(mail)
      return { is: 'sent' as const, providerId: null }
    }
    if (job) await tellSignIn(db, job, send)
    expect(mails).toMatchObject([{ to: email, subject: 'You have signed in to Allclear on a new device' }])
    expect(mails[0]?.text).toMatch(/Firefox on Linux, from the address 198\.51\.100\.7, at .*UTC/)
    expect(mails[0]?.text).toContain('/desk/account')
  })

  it('is mailed at most five times a day, whatever keeps no cookies', async () => {
    const { email } = await person('Dana')
    for (let i = 0; i < 9; i++) await enter(browser(), email)
    expect((await jobs()).length).toBeLessThanOrEqual(5)
  })
})

describe('where a passkey is required', () => {
  it.each(['owner', 'editor'] as const)('a mailed link alone opens nothing to an %s', async role => {
    await requirePasskeys()
    const { id, email } = await person('Dana', role)
    const at = browser()
    await enter(at, email)
    expect((await seated(at)).missing).toBe('make-passkey')
    expect(await openDesk(at.headers(), db)).toBeNull()
    await addKey(id)
    const seat = await seated(at)
    expect(seat.missing).toBe('use-passkey')
    expect(await openDesk(at.headers(), db)).toBeNull()
    // Nor may they make another one in its place.
    expect(await startNewPasskey(seat, now)).toBe('use-passkey')
  })

  it('others come in as before, and so does who runs the server', async () => {
    await requirePasskeys()
    const [night, owner] = [await person('Night', 'responder'), await person('Dana')]
    const [one, two] = [browser(), browser()]
    await enter(one, night.email)
    await enter(two, owner.email, 'server')
    expect([(await seated(one)).missing, (await seated(two)).missing]).toEqual([null, null])
    expect((await seated(two)).session.proof).toBe('server')
  })

  it('no token that was mailed becomes one of the server', async () => {
    await requirePasskeys()
    const { email } = await person('Dana')
    const token = (await deskLink(db, email)).split('/').at(-1) ?? ''
    expect(await enterByLink(`server-${token}`, new Headers(), now, db, limit)).toBe('unknown')
  })

  it('nobody requires it who has not shown one, and nobody removes the last', async () => {
    const { id, email } = await person('Dana')
    const at = browser()
    await enter(at, email)
    const rules = SignInRules.parse({ isPasskeyRequired: true })
    expect(await changeSignInRules(await seated(at), rules, now)).toBe('use-passkey')
    await enter(at, email, 'server')
    expect(await changeSignInRules(await seated(at), rules, now)).toBe('done')
    await addKey(id)
    const [key] = await readPasskeys(db, id)
    const remove = async (when: Date) => removeOwnPasskey(await seated(at), key?.id ?? '', at.headers(), when)
    expect(await remove(now)).toBe('last')
    await addKey(id, 'BBBB')
    expect(await remove(later(1.1))).toBe('sign-in-again')
    expect(await remove(now)).toBe('done')
    expect(await remove(now)).toBe('gone')
    expect((await jobs()).map(job => job.what)).toEqual(['passkey-removed'])
  })

  it('changes of the rules are an owner’s', async () => {
    const { email } = await person('Eddy', 'editor')
    const at = browser()
    await enter(at, email)
    await expect(changeSignInRules(await seated(at), SignInRules.parse({}), now)).rejects.toThrow('owner')
  })
})

describe('a recovery code', () => {
  async function made() {
    const dana = await person('Dana')
    const other = await person('Omar')
    await person('Eve', 'editor')
    const first = browser()
    await enter(first, dana.email)
    const result = await makeRecoveryCodes(await seated(first), now)
    if (typeof result === 'string') throw new Error(result)
    await addKey(dana.id)
    await requirePasskeys()
    return { dana, other, codes: result.codes }
  }

  it('is one of ten, kept as a hash, made by who signed in lately', async () => {
    const { dana, codes } = await made()
    expect(new Set(codes).size).toBe(10)
    expect(codes[0]).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){6}$/)
    const kept = JSON.stringify(await db.select().from(recoveryCodes))
    expect(codes.some(code => kept.includes(code) || kept.includes(code.replaceAll('-', '')))).toBe(false)
    const at = browser()
    await enter(at, dana.email, 'server')
    expect(await makeRecoveryCodes(await seated(at), later(1.1))).toBe('sign-in-again')
  })

  it('opens the desk once to who came by mail, of which the owners hear', async () => {
    const { dana, other, codes } = await made()
    const at = browser()
    await enter(at, dana.email)
    await boss.deleteAllJobs('tell-sign-in')
    const before = at.headers()
    const use = async (code: string) => enterByCode(code, await seated(at), at.headers(), now, limit)
    expect(await use('wrong')).toBe('unknown')
    const entered = await use(` ${codes[3]?.toUpperCase().replaceAll('-', ' ')} `)
    if (typeof entered === 'string') throw new Error(entered)
    at.keep(entered)
    expect(await seated(at)).toMatchObject({ missing: null, session: { proof: 'code' } })
    expect(await findSeat(before, now, { db })).toBeNull()
    const told = (await jobs()).filter(job => job.what === 'code-used').map(job => job.toId)
    expect(told.toSorted()).toEqual([dana.id, other.id].toSorted())
    expect(await use(codes[3] ?? '')).toBe('unknown')
    const refusals = (await lines()).filter(line => line.action === 'sign-in-refused')
    expect(refusals.map(line => line.facts)).toMatchObject([{ why: 'code-wrong' }, { why: 'code-wrong' }])
  })

  it('is of use to its own person alone, and is tried so often from one place', async () => {
    const { other, codes } = await made()
    const at = browser()
    await enter(at, other.email)
    const few = createRateLimit({ address: { burst: 2, perMinute: 1 }, network: { burst: 9, perMinute: 1 } })
    const use = async () => enterByCode(codes[0] ?? '', await seated(at), at.headers(), now, few)
    expect([await use(), await use(), await use()]).toEqual(['unknown', 'unknown', 'often'])
  })
})

describe('the door for passkeys', () => {
  it('asks for one of them by a question that is answered once, and refuses junk', async () => {
    const { id, email } = await person('Dana')
    await addKey(id)
    const at = browser()
    await enter(at, email)
    const asked = await startPasskey(at.headers(), now, db, limit)
    if (asked === 'often') throw new Error(asked)
    expect(asked.options).toMatchObject({ userVerification: 'required', allowCredentials: [{ id: 'AAAA' }] })
    at.keep(asked.cookies)
    const response = { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' }
    const forged = JSON.stringify({ id: 'AAAA', rawId: 'AAAA', type: 'public-key', response })
    for (const text of ['', '{}', forged, forged])
      expect(await enterByPasskey(text, at.headers(), now, db, limit)).toBe('unknown')
    expect((await lines()).filter(line => line.action === 'sign-in-refused')).toHaveLength(4)
  })

  it('counts tries that fail by their sender', async () => {
    const few = createRateLimit({ address: { burst: 1, perMinute: 1 }, network: { burst: 9, perMinute: 1 } })
    const tried = () => enterByPasskey('{}', browser('192.0.2.77').headers(), now, db, few)
    expect([await tried(), await tried()]).toEqual(['unknown', 'often'])
  })

  it('names a passkey of one’s own alone', async () => {
    const [dana, eve] = [await person('Dana'), await person('Eve')]
    await addKey(eve.id)
    const [key] = await readPasskeys(db, eve.id)
    const at = browser()
    await enter(at, dana.email)
    const desk = await seated(at)
    expect(await nameOwnPasskey(desk, { id: key?.id ?? '', name: 'Mine' }, now)).toBe('gone')
    expect(await removeOwnPasskey(desk, key?.id ?? '', at.headers(), now)).toBe('gone')
  })
})
