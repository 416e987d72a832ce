import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GET } from '#app/api/oidc/callback/route.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { env } from '#lib/env.ts'
import type { CompanyRoles } from '#lib/flows/sign-in/admit-company-member.ts'
import { enterByCompany } from '#lib/flows/sign-in/enter-by-company.ts'
import { startCompany } from '#lib/flows/sign-in/start-company.ts'
import { removeStaffMember } from '#lib/flows/staff/remove-staff-member.ts'
import { companyReturn } from '#lib/identity/company.ts'
import { findSeatOf } from '#lib/identity/session.ts'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import { readRoleMap } from '#lib/rules/staff/company.ts'
import { expectErrorLine } from '#tests/support/console.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { startOidcProvider } from '#tests/support/oidc-provider.ts'
import { testSite } from '#tests/support/site.ts'

const [{ db, close }, provider] = await Promise.all([testSite(), startOidcProvider()])
afterAll(async () => {
  await provider.stop()
  await close()
})

const { company } = provider
const many = { burst: 1e6, perMinute: 1e6 }
const limit = createRateLimit({ address: many, network: many })
const groups: CompanyRoles = { claim: 'groups', map: readRoleMap('night=responder, admins=owner') }
const dana = { email: 'dana@example.net', email_verified: true, name: 'Dana' }

let danaId = ''

beforeEach(async () => {
  await emptyTables(db, 'people', 'verifications', 'audit')
  const owner = { role: 'owner' as const, name: 'Dana', email: dana.email, emailVerified: true }
  const [row] = await db.insert(staff).values(owner).returning()
  danaId = row?.id ?? ''
})
afterEach(() => provider.setSkew(0))

/** Begins to sign in. Returns where, and the headers of the browser that does. */
async function start(path: string | null = null) {
  const started = await startCompany({ headers: new Headers(), path }, new Date(), { db, company, limit })
  if (typeof started === 'string') throw new Error(started)
  const { name, value } = started.cookie
  return { address: started.address, headers: new Headers({ cookie: `${name}=${value}` }) }
}

type Came = { query: URLSearchParams; headers: Headers }

const comeBack = (came: Came, roles: CompanyRoles = null, now = new Date()) =>
  enterByCompany(came, now, { db, company, roles, limit })

/** Signs in as somebody. Returns who sits at the desk, or why nobody does. */
async function signIn(sub: string, claims: Record<string, unknown>, roles: CompanyRoles = null) {
  await provider.be(sub, claims)
  const { address, headers } = await start()
  const entry = await comeBack({ query: await provider.visit(address), headers }, roles)
  if ('refused' in entry) return entry
  const seat = await findSeatOf(entry.cookies, db, new Date())
  return { name: seat?.staffMember.name, role: seat?.staffMember.role, proof: seat?.session.proof }
}

describe('a sign-in at the company', () => {
  it('lets in whose address is known and proven, and leads on to the page that was asked for', async () => {
    await provider.be('d1', dana)
    const { address, headers } = await start('/desk/posts/x')
    const asked = new URL(address).searchParams
    expect([asked.get('code_challenge_method'), asked.get('response_type')]).toEqual(['S256', 'code'])
    const entry = await comeBack({ query: await provider.visit(address), headers })
    expect(entry).toMatchObject({ path: '/desk/posts/x' })
    expect(await db.select().from(audit)).toMatchObject([{ action: 'sign-in', facts: { by: 'company' } }])
  })

  it('knows them by the company’s own name once they came, whatever their address is then', async () => {
    await signIn('d1', dana)
    expect(await signIn('d1', { email: 'new@example.net' })).toMatchObject({ name: 'Dana' })
    expect(await signIn('d2', { email: 'new@example.net', email_verified: true })).toEqual({
      refused: 'company-unknown',
    })
  })

  it.each([
    ['no address', {}, 'company-no-email'],
    ['an address that is not proven', { email: dana.email, email_verified: false }, 'company-unverified'],
    ['an address of which it is not said', { email: dana.email }, 'company-unverified'],
    ['an address that nobody has', { email: 'eve@example.net', email_verified: true }, 'company-unknown'],
  ])('refuses who has %s, which is on record', async (_case, claims, refused) => {
    expect(await signIn('x', claims)).toEqual({ refused })
    expect(await db.select().from(audit)).toMatchObject([
      { action: 'sign-in-refused', staffId: null, facts: { why: refused } },
    ])
  })

  it('counts for more where the company says that it asked for more than a password', async () => {
    expect(await signIn('d1', { ...dana, amr: ['pwd', 'mfa'] })).toMatchObject({ proof: 'company-strong' })
    expect(await signIn('d1', { ...dana, amr: ['pwd'] })).toMatchObject({ proof: 'company' })
  })
})

describe('roles that the company gives', () => {
  const eve = { email: 'eve@example.net', email_verified: true, name: 'Eve' }

  it('bring in who is new, change with the claim, and leave who has none as they were', async () => {
    expect(await signIn('e1', { ...eve, groups: ['night'] }, groups)).toMatchObject({
      name: 'Eve',
      role: 'responder',
    })
    expect(await signIn('e1', { ...eve, groups: ['night', 'admins'] }, groups)).toMatchObject({
      role: 'owner',
    })
    expect(await signIn('e1', { ...eve, groups: ['other'] }, groups)).toMatchObject({ role: 'owner' })
    const actions = (await db.select().from(audit)).map(line => line.action)
    expect(actions.filter(action => action.endsWith('-by-company'))).toEqual([
      'add-by-company',
      'change-role-by-company',
    ])
  })

  it('never take the last owner away', async () => {
    expect(await signIn('d1', { ...dana, groups: ['night'] }, groups)).toMatchObject({ role: 'owner' })
  })

  it('bring back nobody whom an owner has removed', async () => {
    await signIn('e1', { ...eve, groups: ['night'] }, groups)
    const [row] = await db.select().from(staff).where(eq(staff.email, eve.email))
    expect(await removeStaffMember(db, row?.id ?? '', danaId, new Date())).toBe('done')
    expect(await signIn('e1', { ...eve, groups: ['night'] }, groups)).toEqual({ refused: 'company-unknown' })
  })
})

describe('what does not count', () => {
  const failed = { refused: 'company-failed' }

  it('is a way back that was used, or of another browser', async () => {
    await provider.be('d1', dana)
    const one = await start()
    const query = await provider.visit(one.address)
    expect(await comeBack({ query, headers: new Headers() })).toEqual(failed)
    expect(await comeBack({ query, headers: (await start()).headers })).toEqual(failed)
    expect(await comeBack({ query, headers: one.headers })).toMatchObject({ path: null })
    expect(await comeBack({ query, headers: one.headers })).toEqual(failed)
  })

  it('is a code that was used for another sign-in', async () => {
    expectErrorLine(/a sign-in by .* was refused/)
    await provider.be('d1', dana)
    const one = await start()
    const query = await provider.visit(one.address)
    await comeBack({ query, headers: one.headers })
    const two = await start()
    const stolen = new URLSearchParams(query)
    stolen.set('state', new URL(two.address).searchParams.get('state') ?? '')
    expect(await comeBack({ query: stolen, headers: two.headers })).toEqual(failed)
  })

  it('is a way back after ten minutes', async () => {
    const { address, headers } = await start()
    const query = await provider.visit(address)
    expect(await comeBack({ query, headers }, null, new Date(Date.now() + 600_000))).toEqual(failed)
  })

  it('is another issuer, at the way back or from the beginning', async () => {
    expectErrorLine(/a sign-in by .* was refused/)
    expectErrorLine(/nobody can sign in by http:\/\/localhost/)
    await provider.be('d1', dana)
    const { address, headers } = await start()
    const query = await provider.visit(address)
    query.set('iss', 'https://login.example.org')
    expect(await comeBack({ query, headers })).toEqual(failed)
    const alias = { ...company, issuer: company.issuer.replace('127.0.0.1', 'localhost') }
    const asked = { headers: new Headers(), path: null }
    expect(await startCompany(asked, new Date(), { db, company: alias, limit })).toBe('away')
  })

  it('is what was refused there, and junk', async () => {
    expectErrorLine(/a sign-in by .* was refused/)
    const one = await start()
    const state = new URL(one.address).searchParams.get('state') ?? ''
    const query = new URLSearchParams({ error: 'access_denied', state })
    expect(await comeBack({ query, headers: one.headers })).toEqual(failed)
    const junk = new URLSearchParams({ state: '\0', code: 'x'.repeat(5000) })
    expect(await comeBack({ query: junk, headers: one.headers })).toEqual(failed)
    expect(await comeBack({ query: new URLSearchParams(), headers: new Headers() })).toEqual(failed)
  })

  it.each(['', '?state=x&code=y', '?error=%00', `?state=${'x'.repeat(9000)}`, '?state=a&state=b'])(
    'leads from the way back to the door: %s',
    async query => {
      const answer = await GET(new Request(`${companyReturn}${query}`))
      expect([answer.status, answer.headers.get('location')]).toEqual([
        303,
        `${env.SITE_URL}/desk/sign-in?problem=company-failed`,
      ])
      expect(answer.headers.getSetCookie()).toEqual([
        'allclear.company=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
      ])
    },
  )

  it.each([
    ['30 s ahead', 30, true],
    ['30 s behind', -30, true],
    ['two hours behind', -7200, false],
  ])('is a token of a clock that is far from ours: %s', async (_case, skew, isTaken) => {
    if (!isTaken) expectErrorLine(/a sign-in by .* was refused/)
    await provider.setSkew(skew)
    const entered = await signIn('d1', dana)
    expect('refused' in entered).toBe(!isTaken)
  })
})
