import { SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { env } from '#lib/env.ts'
import { readHandOver } from '#lib/identity/hand-over.ts'
import { grantOf, readerCheck } from '#lib/identity/readers.ts'
import { signLink } from '#lib/links.ts'
import { later } from '#lib/rules/time/time.ts'

const now = new Date('2026-11-30T12:00:00Z')
const seconds = Math.floor(now.getTime() / 1000)
const [present, before, foreign] = ['present', 'before', 'foreign'].map(name =>
  `handover_${name}`.padEnd(52, 'x'),
)
const usual = { account: 'jane', jti: 'a-random-id', aud: env.SITE_URL, exp: seconds + 120 }

function sign(claims: Record<string, unknown>, { secret = present, alg = 'HS256' } = {}): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret))
}
const read = (token: string) => readHandOver(token, [present ?? '', before ?? ''], now)

describe('a hand-over', () => {
  it.each([{ account: 'jane' }, { domain: 'example.com' }, { servers: ['web07', 'web08'] }])(
    'lets in for %j by either of two secrets',
    async grant => {
      const { account: _, ...rest } = usual
      for (const secret of [present, before])
        expect(await read(await sign({ ...rest, ...grant }, secret ? { secret } : {}))).toEqual({
          grant,
          id: 'a-random-id',
          until: later(now, 180),
        })
    },
  )

  it.each<[string, Record<string, unknown>, string]>([
    ['that has ended', { exp: seconds - 61 }, 'late'],
    ['that ends too far away', { exp: seconds + 361 }, 'long'],
    ['that never ends', { exp: undefined }, 'unclear'],
    ['for another site', { aud: 'https://other.example' }, 'elsewhere'],
    ['for no site', { aud: undefined }, 'elsewhere'],
    ['without an id', { jti: undefined }, 'unclear'],
    ['with a short id', { jti: '1' }, 'unclear'],
    ['not valid yet', { nbf: seconds + 90 }, 'unclear'],
    ['for nobody', { account: undefined }, 'unclear'],
    ['for an account that is none', { account: '' }, 'unclear'],
    ['for too many servers', { account: undefined, servers: Array(51).fill('a') }, 'unclear'],
    ['for a list', { account: ['jane'] }, 'unclear'],
  ])('%s lets nobody in', async (_, claims, problem) => {
    expect(await read(await sign({ ...usual, ...claims }))).toBe(problem)
  })

  it('is taken while clocks differ by less than a minute', async () => {
    expect(await read(await sign({ ...usual, exp: seconds - 59 }))).toMatchObject({
      grant: { account: 'jane' },
    })
    expect(await read(await sign({ ...usual, exp: seconds + 359 }))).toMatchObject({
      grant: { account: 'jane' },
    })
  })

  it('by another secret, another algorithm or none lets nobody in', async () => {
    expect(await read(await sign(usual, { secret: foreign ?? '' }))).toBe('unsigned')
    expect(await read(await sign(usual, { alg: 'HS512' }))).toBe('unsigned')
    const unsigned = new UnsecuredJWT(usual).encode()
    expect(typeof (await read(unsigned))).toBe('string')
    expect(await readHandOver(await sign(usual), [], now)).toBe('unsigned')
  })

  it.each(['', '.', '..', 'a.b.c', 'x'.repeat(100_000), '\u0000', 'e30.e30.e30'])(
    'of junk lets nobody in',
    async junk => expect(['unreadable', 'unsigned']).toContain(await read(junk)),
  )
})

describe('the cookie of a customer', () => {
  const secrets = { present: 's'.repeat(43), previous: [] }
  const subject = (text: string) => Buffer.from(text).toString('base64url')
  const token = (text: string, until = later(now, 60)) => signLink(secrets, 'read', subject(text), until)

  it('says for what they were let in, until its end', () => {
    const good = token('{"account":"jane"}')
    expect(grantOf(secrets, good, now)).toEqual({ account: 'jane' })
    expect(grantOf(secrets, good, later(now, 61))).toBeNull()
    expect(grantOf({ ...secrets, present: 't'.repeat(43) }, good, now)).toBeNull()
  })

  it.each(['', 'null', '{"account":1}', '[', '{"account":"jane"'])('of junk says nothing: %s', text => {
    expect(grantOf(secrets, token(text), now)).toBeNull()
  })

  it('of another purpose says nothing', () => {
    const other = signLink(secrets, 'preferences', subject('{"account":"jane"}'), later(now, 60))
    expect(grantOf(secrets, other, now)).toBeNull()
  })

  it('is not looked for in the database where there is none', async () => {
    const check = readerCheck(() => {
      throw new Error('It was asked.')
    })
    expect(await check(new Headers({ cookie: 'a=b; allclear-readers=1' }), now)).toBeNull()
    expect(await check(new Headers(), now)).toBeNull()
  })
})
