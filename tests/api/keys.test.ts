import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readApiTokens } from '#db/reads/settings/api-tokens.ts'
import { readDeskSource } from '#db/reads/sources/desk-sources.ts'
import { reminderMessages, reminders } from '#db/schema/reminder.ts'
import { sources } from '#db/schema/source.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { hashToken } from '#lib/alerts/request/token.ts'
import { exampleIds } from '#lib/api/contract/examples.ts'
import { olderOperations, operations } from '#lib/api/operations.ts'
import { env } from '#lib/env.ts'
import { beginReminder } from '#lib/flows/reminders/begin-reminder.ts'
import { remindStaff } from '#lib/flows/reminders/remind-staff.ts'
import { answerLeaked } from '#lib/flows/settings/answer-leaked.ts'
import { limitKey } from '#lib/flows/settings/limit-key.ts'
import { makeApiToken, revokeApiToken } from '#lib/flows/settings/make-api-token.ts'
import { endOldSecret, renewKey } from '#lib/flows/settings/renew-key.ts'
import { findByTokens } from '#lib/flows/sources/authenticate-source.ts'
import { rotateSource } from '#lib/flows/sources/rotate-source.ts'
import { removeStaffMember } from '#lib/flows/staff/remove-staff-member.ts'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import { apiScopes } from '#lib/rules/settings/api-scope.ts'
import { later } from '#lib/rules/time/time.ts'
import { sharedOnce } from '#lib/shared.ts'
import { loggedLines } from '#tests/support/console.ts'
import { made } from '#tests/support/made.ts'
import { type Site, testSite } from '#tests/support/site.ts'
import { callApi, exampleWorld, now } from './api-world.ts'

let site: Site
let token: string
let keyId: string

beforeAll(async () => {
  site = await testSite()
}, 60_000)
afterAll(() => site.close())
beforeEach(async () => {
  await exampleWorld(site.db)
  token = await make('Ansible', {})
  keyId = (await only()).id
})

const year = later(now, 365 * 86_400)

async function make(name: string, more: { perMinute?: number; networks?: string[] }): Promise<string> {
  const wanted = { name, scopes: ['servers:read'] as const, expiresAt: year, staffId: 'dana', ...more }
  return made(await makeApiToken(site.db, wanted, now)).token
}

async function only() {
  const [key] = await readApiTokens(site.db)
  if (!key) throw new Error('There is no key.')
  return key
}

const ask = (key: string, at: Date = now, from = '203.0.113.9') =>
  callApi(site.db, { path: '/statuses', key, headers: { 'x-forwarded-for': from } }, at)

/** Only the words of the security log. */
const security = () =>
  loggedLines().flatMap(line => {
    const { security: event, requestId: _, ...rest } = JSON.parse(line)
    return event ? [{ event, why: rest.why, limit: rest.limit }] : []
  })

const spend = async (times: number, key: string, at: Date) => {
  const answers = await Promise.all(Array.from({ length: times }, () => ask(key, at)))
  return answers.map(({ status }) => status).sort()
}

describe('the limit of a key', () => {
  it('is said with each answer, and counts all requests together', async () => {
    const tight = await make('Tight', { perMinute: 5 })
    const first = await ask(tight)
    expect(first.status).toBe(200)
    expect(first.headers.get('ratelimit-policy')).toBe('"key";q=5;w=60')
    expect(first.headers.get('ratelimit')).toBe('"key";r=4;t=12')
    expect(await spend(7, tight, now)).toEqual([200, 200, 200, 200, 429, 429, 429])
    const refused = await ask(tight)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '12'])
    expect(refused.body.detail).toContain('5 requests in a minute')
    expect((await ask(tight, later(now, 12))).status).toBe(200)
    expect((await ask(tight, later(now, 13))).status).toBe(429)
    expect((await ask(token, later(now, 13))).status).toBe(200)
    expect(security()).toContainEqual({ event: 'rate-limited', limit: 'requests-of-a-key' })
  })

  it('counts from the next request on when it is changed', async () => {
    const tight = await make('Tight', { perMinute: 1 })
    expect(await spend(2, tight, now)).toEqual([200, 429])
    const { id } = (await readApiTokens(site.db)).find(({ name }) => name === 'Tight') ?? { id: '' }
    const limits = { keyId: id, perMinute: 3, networks: [], staffId: 'dana' }
    expect(await limitKey(site.db, limits, now)).toBe('done')
    expect(await spend(4, tight, now)).toEqual([200, 200, 200, 429])
  })
})

describe('a key for some networks', () => {
  it('opens nothing from elsewhere, and says so', async () => {
    const tied = await make('Tied', { networks: ['203.0.113.0/24', '2001:db8::/32'] })
    expect((await ask(tied)).status).toBe(200)
    expect((await ask(tied, now, '::ffff:203.0.113.7')).status).toBe(200)
    for (const from of ['198.51.100.1', '2001:db9::1', 'nonsense']) {
      const { status, body } = await ask(tied, now, from)
      expect([from, status]).toEqual([from, 403])
      expect(body.detail).toContain('from some addresses alone')
    }
    expect(security()).toContainEqual({ event: 'key-refused', why: 'other-network' })
    expect(loggedLines().join('')).not.toContain('198.51.100.1"')
  })
})

describe('a key that is used', () => {
  it('says when and from where', async () => {
    await ask(token, later(now, 60), '198.51.100.4')
    expect(await only()).toMatchObject({
      lastSeenAt: later(now, 60),
      lastSeenFrom: '198.51.100.4',
      tokenStart: token.slice(0, 12),
      ownerName: 'Dana',
      previousTokenUntil: null,
    })
    const shown = JSON.stringify([await only(), await readDeskSource(site.db, exampleIds.source, now)])
    expect(shown).not.toMatch(/[0-9a-f]{64}|tokenHash/i)
  })

  it('opens nothing from the moment on at which it is revoked', async () => {
    expect((await ask(token)).status).toBe(200)
    await revokeApiToken(site.db, { tokenId: keyId, staffId: 'dana' }, now)
    expect((await ask(token)).status).toBe(401)
  })
})

describe('a key that is renewed', () => {
  const renew = async (overlapHours: number, at = now) =>
    renewKey(
      site.db,
      {
        keyId,
        seenStart: (await only()).tokenStart,
        overlapHours,
        expiresAt: later(at, 86_400 * 90),
        staffId: 'dana',
      },
      at,
    )

  it('opens the same with both secrets for as long as was said, each told by its first signs', async () => {
    const fresh = made(await renew(24)).token
    expect((await ask(fresh)).status).toBe(200)
    expect((await ask(token, later(now, 86_399))).status).toBe(200)
    expect(await only()).toMatchObject({
      id: keyId,
      tokenStart: fresh.slice(0, 12),
      previousTokenStart: token.slice(0, 12),
      previousSeenAt: later(now, 86_399),
      expiresAt: later(now, 86_400 * 90),
    })
    expect((await ask(token, later(now, 86_400))).status).toBe(401)
    expect((await ask(fresh, later(now, 86_400))).status).toBe(200)
  })

  it('opens nothing with the one before where no overlap is wanted, or when that is ended', async () => {
    const second = made(await renew(0)).token
    expect((await ask(token)).status).toBe(401)
    const third = made(await renew(168, later(now, 1))).token
    expect((await ask(second, later(now, 2))).status).toBe(200)
    expect(await endOldSecret(site.db, { keyId, staffId: 'dana' }, later(now, 3))).toBe('done')
    expect(await endOldSecret(site.db, { keyId, staffId: 'dana' }, later(now, 3))).toBe('gone')
    expect((await ask(second, later(now, 4))).status).toBe(401)
    expect((await ask(third, later(now, 4))).status).toBe(200)
  })

  it('is renewed once by a form that is sent twice', async () => {
    const seenStart = token.slice(0, 12)
    const renewal = { keyId, seenStart, overlapHours: 24, expiresAt: null, staffId: 'dana' }
    const both = await Promise.all([renewKey(site.db, renewal, now), renewKey(site.db, renewal, now)])
    expect(both.filter(each => each === 'changed-meanwhile')).toHaveLength(1)
    expect((await ask(token)).status).toBe(200)
  })
})

const report = (body: unknown, limit = createRateLimit({ address: many, network: many })) =>
  answerLeaked(
    new Request(`${env.SITE_URL}/api/v1/keys/leaked`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
    now,
    site.db,
    limit,
  )
const many = { burst: 100, perMinute: 1 }

const told = async () => {
  const messages = await site.db.select().from(reminderMessages)
  return Promise.all(
    messages.map(async ({ id, staffId }) => {
      const begun = await site.db.transaction(tx => beginReminder(tx, id, now))
      return [staffId, begun?.text.headline, begun?.text.path]
    }),
  )
}

describe('a key that was found where it should not be', () => {
  it('opens nothing from then on, is on record, and owners are told', async () => {
    await site.db.insert(staff).values({ id: 'ed', name: 'Ed', email: 'ed@example-host.net', role: 'editor' })
    expect((await report({ key: token })).status).toBe(202)
    expect((await ask(token)).status).toBe(401)
    const rows = await site.db.select().from(audit).where(eq(audit.action, 'end-leaked-key'))
    expect(rows).toMatchObject([{ staffId: null, facts: { name: 'Ansible', isPrevious: false } }])
    expect(await told()).toEqual([
      ['dana', 'The key Ansible was found where it should not be.', '/desk/keys'],
    ])
    expect(security()).toContainEqual({ event: 'secret-leaked' })
    expect(loggedLines().join('')).not.toContain(token.slice(8, 20))
  })

  it('is ended alone where it is the secret before', async () => {
    const renewal = {
      keyId,
      seenStart: token.slice(0, 12),
      overlapHours: 24,
      expiresAt: null,
      staffId: 'dana',
    }
    const fresh = made(await renewKey(site.db, renewal, now)).token
    await report({ key: token })
    expect([(await ask(token)).status, (await ask(fresh)).status]).toEqual([401, 200])
  })

  it('is answered the same whatever was sent, so that nobody learns which secrets there are', async () => {
    const answers = [await report({ key: token }), await report({ key: token }), await report({ key: 'x' })]
    const texts = await Promise.all(answers.map(async each => `${each.status} ${await each.text()}`))
    expect(new Set(texts).size).toBe(1)
  })

  it('may be a token of a source, whose source then needs a new one', async () => {
    const source = await readDeskSource(site.db, exampleIds.source, now)
    const rotation = { sourceId: exampleIds.source, version: source?.version ?? '', graceHours: 0 }
    const given = made(await rotateSource(site.db, { ...rotation, staffId: 'dana' }, now)).token
    const bearer = [{ method: 'bearer' as const, token: given }]
    expect(await findByTokens(site.db, bearer, now)).toHaveProperty('source')
    await report({ key: given })
    expect(await findByTokens(site.db, bearer, now)).toHaveProperty('refused')
    expect(await told()).toEqual([
      ['dana', 'The token of Scanner was found where it should not be.', '/desk/sources'],
    ])
    const [row] = await site.db.select().from(sources)
    expect(row?.tokenHash).not.toBe(hashToken(given))
  })

  it.each([
    ['no JSON', 'token=x'],
    ['no key', {}],
    ['a list', [{ key: 'x' }]],
    ['another field', { key: 'x', more: 1 }],
    ['a key that is a number', { key: 1 }],
    ['a key without end', { key: 'x'.repeat(513) }],
    ['depth', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ])('is refused with 400 for %s', async (_, body) => {
    expect((await report(body)).status).toBe(400)
  })

  it('is not asked for by GET', async () => {
    const answer = await answerLeaked(new Request(`${env.SITE_URL}/api/v1/keys/leaked`), now, site.db)
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  })

  it('is refused with 413 where it is too large, and with 429 where it comes too often', async () => {
    expect((await report({ key: 'x'.repeat(70_000) })).status).toBe(413)
    const once = createRateLimit({ address: { burst: 1, perMinute: 1 }, network: many })
    expect((await report({ key: 'x' }, once)).status).toBe(202)
    const often = await report({ key: token }, once)
    expect([often.status, often.headers.get('retry-after')]).toEqual([429, '60'])
    expect((await ask(token)).status).toBe(200)
  })
})

describe('the end of a key', () => {
  it('is said to owners 14 days before, once', async () => {
    const saidAt = async (days: number) => {
      await remindStaff(site.db, () => later(year, -days * 86_400))
      const rows = await site.db.select().from(reminders).where(eq(reminders.subjectId, keyId))
      return rows.map(({ kind, staffId }) => [kind, staffId])
    }
    expect(await saidAt(15)).toEqual([])
    expect(await saidAt(14)).toEqual([['key-ends', 'dana']])
    expect(await saidAt(13)).toEqual([['key-ends', 'dana']])
  })
})

describe('the keys of somebody who is removed', () => {
  beforeEach(async () => {
    await site.db
      .insert(staff)
      .values({ id: 'otto', name: 'Otto', email: 'otto@example-host.net', role: 'owner' })
  })

  it('open nothing any more', async () => {
    expect(await removeStaffMember(site.db, 'dana', 'otto', now)).toBe('done')
    expect((await ask(token)).status).toBe(401)
  })

  it('go on where who removes them takes them over', async () => {
    expect(await removeStaffMember(site.db, 'dana', 'otto', now, 'take')).toBe('done')
    expect((await ask(token)).status).toBe(200)
    expect((await only()).ownerName).toBe('Otto')
  })
})

/** Each is asked from another address, so that none is refused for the ones before. */
const everyOperation = [...operations, ...olderOperations].map(({ contract }, i) => {
  const path = contract.path.replace(/\{\w+\}/g, 'xxxxxxxxxxxx')
  const call = { method: contract.method.toUpperCase(), path, headers: { 'x-forwarded-for': `10.${i}.0.1` } }
  return { name: `${call.method} ${contract.path}`, call, scope: contract.scope }
})

describe('each operation', () => {
  it('is refused to who has no key', async () => {
    for (const { name, call } of everyOperation)
      expect([name, (await callApi(site.db, call)).status]).toEqual([name, 401])
  })

  it('is refused to a key with all scopes but its own', async () => {
    // Lines of one event are counted a minute, and other tests of this process may have had theirs.
    sharedOnce('security-log', () => new Map()).clear()
    for (const scope of apiScopes) {
      const others = apiScopes.filter(each => each !== scope)
      const wanted = { name: scope, scopes: others, expiresAt: null, staffId: 'dana' }
      const key = made(await makeApiToken(site.db, wanted, now)).token
      for (const { name, call } of everyOperation.filter(each => each.scope === scope)) {
        const { status, body, headers } = await callApi(site.db, { ...call, key })
        expect([name, status, body.scope]).toEqual([name, 403, scope])
        expect([name, headers.has('ratelimit')]).toEqual([name, true])
      }
    }
    expect(security().filter(({ event }) => event === 'not-allowed').length).toBeGreaterThan(60)
  })
})
