import { describe, expect, it } from 'vitest'
import {
  CompanyClaims,
  claimedAddress,
  claimedRole,
  isIssuer,
  isStrongLogin,
  readRoleMap,
} from '#lib/rules/staff/company.ts'
import { deviceOf } from '#lib/rules/staff/device.ts'
import { readPasskeyAnswer } from '#lib/rules/staff/passkey-answer.ts'
import { missingProof, proofs } from '#lib/rules/staff/proof.ts'
import { roles } from '#lib/rules/staff/role.ts'
import { isFresh, isSessionOver, isToNote } from '#lib/rules/staff/session-life.ts'
import { SignInRules } from '#lib/rules/staff/sign-in-rules.ts'

describe('what a session still has to show', () => {
  const asked = (role: (typeof roles)[number], hasPasskey: boolean) =>
    proofs.map(proof => missingProof({ proof, role, hasPasskey, isPasskeyRequired: true }))

  it.each(['owner', 'editor'] as const)('is a passkey of an %s who has come by mail or a password', role => {
    const [link, passkey, code, server, company, strong] = asked(role, true)
    expect({ link, company }).toEqual({ link: 'use-passkey', company: 'use-passkey' })
    expect([passkey, code, server, strong]).toEqual([null, null, null, null])
    expect(asked(role, false).filter(missing => missing !== null)).toEqual(['make-passkey', 'make-passkey'])
  })

  it.each(['responder', 'reader'] as const)('is nothing of a %s', role => {
    expect(new Set([...asked(role, true), ...asked(role, false)])).toEqual(new Set([null]))
  })

  it('is nothing of anybody where the site asks for none', () => {
    const all = roles.flatMap(role =>
      proofs.map(proof => missingProof({ proof, role, hasPasskey: true, isPasskeyRequired: false })),
    )
    expect(new Set(all)).toEqual(new Set([null]))
  })
})

describe('a session', () => {
  const rules = SignInRules.parse({})
  const begun = new Date('2026-11-01T08:00:00Z')
  const hoursOn = (hours: number) => new Date(begun.getTime() + hours * 3_600_000)

  it('lives for 12 hours without use and for 14 days, where the site says nothing', () => {
    expect(rules).toEqual({ isPasskeyRequired: false, idleHours: 12, sessionDays: 14 })
  })

  it.each([
    ['in use', 0, 11.99, false],
    ['not used for 12 hours', 0, 12, true],
    ['in use on its 14th day', 335, 335.9, false],
    ['14 days old, and in use', 335.99, 336, true],
  ])('%s', (_case, used, now, isOver) => {
    expect(isSessionOver({ createdAt: begun, usedAt: hoursOn(used) }, rules, hoursOn(now))).toBe(isOver)
  })

  it('is noted as used at most each 5 minutes, and fresh for an hour', () => {
    expect([isToNote(begun, hoursOn(0.08)), isToNote(begun, hoursOn(0.09))]).toEqual([false, true])
    expect([isFresh(begun, hoursOn(0.99)), isFresh(begun, hoursOn(1))]).toEqual([true, false])
  })

  it.each([
    { idleHours: 0 },
    { idleHours: 169 },
    { sessionDays: 31 },
    { sessionDays: 1.5 },
    { idleHours: '12' },
  ])('has no rule such as %o', wrong => expect(SignInRules.safeParse(wrong).success).toBe(false))
})

describe('a device', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'firefox', 'linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'edge',
      'windows',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile/15E148 Safari/604.1', 'safari', 'iphone'],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      'chrome',
      'android',
    ],
    ['<script>alert(1)</script>', null, null],
    [null, null, null],
  ])('is what it says: %s', (said, browser, system) => {
    expect(deviceOf(said)).toEqual({ browser, system })
  })
})

describe('what a company says', () => {
  const claims = (more: object) =>
    CompanyClaims.parse({ iss: 'https://login.example.com', sub: 'x', ...more })

  it('is an address where it is proven', () => {
    const read = (more: object) => claimedAddress(claims(more))
    expect(read({ email: 'Dana@Example.net', email_verified: true })).toEqual({ email: 'dana@example.net' })
    expect(read({ email: 'dana@example.net', email_verified: 'true' })).toEqual({ email: 'dana@example.net' })
    expect(read({ email: 'dana@example.net' })).toEqual({ problem: 'unverified' })
    expect(read({ email: 'dana@example.net', email_verified: 1 })).toEqual({ problem: 'unverified' })
    expect(read({ email: ['dana@example.net'], email_verified: true })).toEqual({ problem: 'no-email' })
    expect(read({ email_verified: true })).toEqual({ problem: 'no-email' })
  })

  it('gives the highest of its roles, by a mapping or by their names, at any depth', () => {
    const map = readRoleMap('night=responder, admins=owner')
    expect(claimedRole({ groups: ['night', 'admins', 'x'] }, 'groups', map)).toBe('owner')
    expect(claimedRole({ groups: 'night' }, 'groups', map)).toBe('responder')
    expect(claimedRole({ groups: ['owner'] }, 'groups', map)).toBeNull()
    expect(claimedRole({ realm_access: { roles: ['editor'] } }, 'realm_access.roles', null)).toBe('editor')
    expect(claimedRole({ 'https://x.example/roles': ['reader'] }, 'https://x.example/roles', null)).toBe(
      'reader',
    )
  })

  it.each([null, 7, {}, [[]], [{ owner: true }], '__proto__', 'constructor'])(
    'gives no role by the junk %o',
    groups => expect(claimedRole({ groups }, 'groups', null)).toBeNull(),
  )

  it('gives no role by what every object has', () => {
    expect(claimedRole({}, '__proto__.constructor.name', null)).toBeNull()
  })

  it.each(['', 'night', 'night=king', '=owner', 'a=owner=b', 'a=owner,,'])('has no mapping %o', text =>
    expect(readRoleMap(text)).toBeNull(),
  )

  it('says that more than a password was asked for, or else it was not', () => {
    expect(isStrongLogin(claims({ amr: ['pwd', 'mfa'] }))).toBe(true)
    expect([{}, { amr: ['pwd'] }, { amr: 'mfa' }].map(more => isStrongLogin(claims(more)))).toEqual([
      false,
      false,
      false,
    ])
  })

  it('comes by https, or from this machine', () => {
    const safe = ['https://login.example.com/realms/x', 'http://localhost:8080', 'http://127.0.0.1:1/x']
    const unsafe = [
      'http://login.example.com',
      'http://localhost.example.com',
      'http://127.0.0.1.example.com/',
    ]
    expect([...safe, ...unsafe].map(isIssuer)).toEqual([true, true, true, false, false, false])
  })
})

describe('a browser’s answer', () => {
  const response = { clientDataJSON: 'eyJ9', authenticatorData: 'AA', signature: 'AA', userHandle: null }
  const whole = { id: 'abc', rawId: 'abc', type: 'public-key', clientExtensionResults: { x: 1 }, response }

  it('is read, but for extensions', () => {
    expect(readPasskeyAnswer(JSON.stringify(whole))).toMatchObject({ id: 'abc', clientExtensionResults: {} })
  })

  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['no answer', JSON.stringify({ ...whole, response: null })],
    ['other signs', JSON.stringify({ ...whole, id: 'a b' })],
    ['too long', JSON.stringify({ ...whole, rawId: 'a'.repeat(50_000) })],
    ['deep', `${'['.repeat(30_000)}${']'.repeat(9000)}`],
  ])('that is %s is none', (_case, text) => expect(readPasskeyAnswer(text)).toBeNull())
})
