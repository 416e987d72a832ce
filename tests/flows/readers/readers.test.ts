import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GET, POST } from '#app/api/enter/route.ts'
import type { Database } from '#db/client.ts'
import { unsealHandOver } from '#db/keys/hand-over.ts'
import { heldKey, readKey } from '#db/keys/key.ts'
import { readOwnBoard } from '#db/reads/readers/own-board.ts'
import { readHandOverSecrets, readReadership } from '#db/reads/readers/readership.ts'
import { customers } from '#db/schema/customer.ts'
import { handOvers } from '#db/schema/reader.ts'
import { servers } from '#db/schema/server.ts'
import { settings } from '#db/schema/setting.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { resealAll } from '#db/writes/settings/sealed.ts'
import { env } from '#lib/env.ts'
import { chooseReadership } from '#lib/flows/readers/choose-readership.ts'
import { endHandOverSecret, makeHandOverSecret } from '#lib/flows/readers/hand-over-secrets.ts'
import { openGrant, readerTokenIn } from '#lib/identity/readers.ts'
import { NotAllowed } from '#lib/rules/staff/not-allowed.ts'
import { later } from '#lib/rules/time/time.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { made } from '#tests/support/made.ts'
import { testSite } from '#tests/support/site.ts'

let site: Awaited<ReturnType<typeof testSite>>
let db: Database
const now = new Date()
const dana = { staffId: 'dana' }

beforeAll(async () => {
  site = await testSite()
  db = site.db
}, 60_000)
afterAll(() => site.close())

beforeEach(async () => {
  await emptyTables(db, 'customers', 'servers', 'people', 'audit', 'settings', 'hand_overs')
  await db.insert(staff).values([
    { role: 'owner', id: 'dana', name: 'Dana', email: 'dana@example-host.net' },
    { role: 'editor', id: 'eva', name: 'Eva', email: 'eva@example-host.net' },
  ])
  await db
    .insert(servers)
    .values(['web07', 'web08', 'web09'].map(id => ({ id, label: id, hostname: `${id}.example-host.net` })))
  await db.insert(customers).values([
    { domain: 'example.com', account: 'jane', serverId: 'web07' },
    { domain: 'example.org', account: 'jane', serverId: 'web08' },
    { domain: 'other.example', account: 'joe', serverId: 'web09' },
  ])
})

async function secretOf(): Promise<string> {
  return made(await makeHandOverSecret(db, dana, now)).secret
}

function handOver(secret: string, claims: Record<string, unknown> = {}): Promise<string> {
  const usual = {
    account: 'jane',
    jti: randomUUID(),
    aud: env.SITE_URL,
    exp: Math.floor(Date.now() / 1000) + 60,
  }
  return new SignJWT({ ...usual, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret))
}

const byLink = (token: string) =>
  GET(new Request(`${env.SITE_URL}/api/enter?${new URLSearchParams({ token })}`))
const byForm = (body: string, type = 'application/x-www-form-urlencoded') =>
  POST(
    new Request(`${env.SITE_URL}/api/enter`, {
      method: 'POST',
      headers: { 'content-type': type, origin: 'https://panel.example' },
      body,
    }),
  )
const wentTo = (response: Response) => response.headers.get('location')

describe('a customer whom the panel hands over', () => {
  it.each(['link', 'form'])('is let in by a %s, for their servers', async way => {
    const token = await handOver(await secretOf())
    const answer = way === 'link' ? await byLink(token) : await byForm(`token=${token}`)
    expect([answer.status, wentTo(answer)]).toEqual([303, '/mine'])
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax/)
    const value = readerTokenIn(new Headers({ cookie: cookie.split(';')[0] ?? '' })) ?? ''
    expect(await openGrant(value, now, db)).toEqual({ account: 'jane' })
    expect(await openGrant(value, later(now, 12 * 3600 + 60), db)).toBeNull()
  })

  it('is let in once by one hand-over, and what is past is forgotten', async () => {
    const token = await handOver(await secretOf())
    await db.insert(handOvers).values({ idHash: 'old', forgetAt: later(now, -60) })
    const both = await Promise.all([byLink(token), byLink(token)])
    expect(both.map(wentTo).sort()).toEqual(['/enter?problem=used', '/mine'])
    expect(await db.$count(handOvers)).toBe(1)
  })

  it('is told why not, and gets no cookie', async () => {
    const secret = await secretOf()
    const wrong = [
      await handOver('x'.repeat(43)),
      await handOver(secret, { aud: 'https://a.example' }),
      'junk',
      '',
    ]
    for (const token of wrong) {
      const answer = await byLink(token)
      expect(wentTo(answer)).toMatch(/^\/enter\?problem=(unsigned|elsewhere|unreadable)$/)
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
    for (const body of ['', 'a=b', '%ff%', 'token='.repeat(1000)])
      expect([303, 400, 413]).toContain((await byForm(body)).status)
  })

  it('is not let into a board for staff', async () => {
    const token = await handOver(await secretOf())
    await chooseReadership(db, { readership: 'staff', ...dana }, now)
    expect(wentTo(await byLink(token))).toBe('/enter?problem=staff')
  })
})

it.each([
  [{ account: 'jane' }, ['web07', 'web08']],
  [{ domain: 'WWW.Example.com' }, ['web07']],
  [{ servers: ['WEB08', 'web09.example-host.net', 'nobody'] }, ['web08', 'web09']],
  [{ account: 'nobody' }, []],
  [{ domain: '%' }, []],
])('the servers of %j are %j', async (grant, labels) => {
  const { servers: shown } = await readOwnBoard(grant, now, db)
  expect(shown.map(({ label }) => label)).toEqual(labels)
})

describe('a secret of the panel', () => {
  it('is kept sealed, two at once, and ends', async () => {
    const first = await secretOf()
    const second = await secretOf()
    expect(await makeHandOverSecret(db, dana, now)).toBe('too-many')
    const rows = JSON.stringify(await db.select().from(settings))
    for (const secret of [first, second]) expect(rows).not.toContain(secret)
    expect(wentTo(await byLink(await handOver(first)))).toBe('/mine')
    const old = (await readHandOverSecrets(db)).find(({ value }) => value === first)
    const ended = { secretId: old?.id ?? '', ...dana }
    expect(await endHandOverSecret(db, ended, now)).toBe('done')
    expect(await endHandOverSecret(db, ended, now)).toBe('gone')
    expect(wentTo(await byLink(await handOver(first)))).toBe('/enter?problem=unsigned')
    expect(wentTo(await byLink(await handOver(second)))).toBe('/mine')
  })
})

it('secrets of the panel are sealed anew with a new key', async () => {
  const secret = await secretOf()
  const key = made(readKey('n'.repeat(43)) ?? 'no key')
  expect(await db.transaction(tx => resealAll(tx, heldKey(), key, now))).toBe(1)
  const [row] = await db.select().from(settings).where(eq(settings.key, 'hand-over'))
  expect(unsealHandOver(row?.value, key).map(({ value }) => value)).toEqual([secret])
  expect(() => unsealHandOver(row?.value)).toThrow('was sealed with the key')
})

it('who may read is chosen by an owner, and written down', async () => {
  expect(await readReadership(db)).toBe('public')
  await chooseReadership(db, { readership: 'customers', ...dana }, now)
  expect(await readReadership(db)).toBe('customers')
  const [line] = await db.select().from(audit)
  expect(line).toMatchObject({ action: 'choose-readership', facts: { before: 'public', after: 'customers' } })
  const byEditor = chooseReadership(db, { readership: 'public', staffId: 'eva' }, now)
  await expect(byEditor).rejects.toThrow(NotAllowed)
  expect(await readReadership(db)).toBe('customers')
})
