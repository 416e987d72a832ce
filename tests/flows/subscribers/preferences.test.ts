import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import ForgetPage from '#app/(site)/preferences/[token]/forget/page.tsx'
import PreferencesPage from '#app/(site)/preferences/[token]/page.tsx'
import { POST as postForget } from '#app/api/preferences/forget/route.ts'
import { POST as postLink } from '#app/api/preferences/link/route.ts'
import { POST as postPreferences } from '#app/api/preferences/route.ts'
import { newId } from '#db/id.ts'
import { comments } from '#db/schema/comment.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { destinations, subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { askPreferencesLink } from '#lib/flows/subscribers/ask-preferences-link.ts'
import { loadPreferences } from '#lib/flows/subscribers/load-preferences.ts'
import { type LinkPurpose, signLink } from '#lib/links.ts'
import { preferenceKinds } from '#lib/rules/subscribers/notice-preferences.ts'
import { later } from '#lib/rules/time/time.ts'
import { answerNames } from '#tests/support/answer-names.ts'
import {
  answerOf,
  formRequest,
  minute,
  pageOf,
  start,
  subscribingFixture,
  tokenIn,
} from './subscribing-fixture.ts'

answerNames({ a: { 'example.net': ['203.0.113.7'] } })

let fixture: Awaited<ReturnType<typeof subscribingFixture>>
beforeAll(async () => {
  fixture = await subscribingFixture()
})
afterAll(() => fixture.close())

const [fra, web07, web08, jane, joe] = Array.from({ length: 5 }, newId) as [
  string,
  string,
  string,
  string,
  string,
]

beforeEach(async () => {
  await fixture.reset()
  await fixture.db.insert(groups).values({ id: fra, name: 'Frankfurt' })
  await fixture.db.insert(servers).values([
    { id: web07, label: 'web07', hostname: 'web07.example.com', groupId: fra, ips: ['203.0.113.7'] },
    { id: web08, label: 'web08', hostname: 'web08.example.com', groupId: fra },
  ])
  await fixture.db.insert(subscribers).values([
    { id: jane, email: 'jane@example.net', state: 'confirmed', confirmedAt: start },
    { id: joe, email: 'joe@example.net', state: 'confirmed', confirmedAt: start },
  ])
  const mine = { confirmedAt: start }
  await fixture.db.insert(subscriptions).values([
    { subscriberId: jane, serverId: web07, ...mine },
    { subscriberId: jane, domain: 'example.com', ...mine },
    { subscriberId: jane, groupId: fra },
    { subscriberId: joe, serverId: web07, ...mine },
  ])
})

async function tokenFor(
  id = jane,
  purpose: LinkPurpose = 'preferences',
  expiresAt = later(new Date(), 3600),
) {
  return signLink(await fixture.secret(), purpose, id, expiresAt)
}

const kinds: [string, string][] = ['outage', 'slowdown', 'advisory', 'maintenance', 'all-clear'].map(kind => [
  'kind',
  kind,
])
const had: [string, string][] = [
  ['had', `server:${web07}`],
  ['had', 'domain:example.com'],
]

const save = (token: string, fields: [string, string][], headers = {}) =>
  postPreferences(formRequest('/api/preferences', [['token', token], ['kind', ''], ...fields], headers))

const watchedBy = async (id: string) => {
  const rows = await fixture.db.select().from(subscriptions).where(eq(subscriptions.subscriberId, id))
  return rows
    .filter(row => row.confirmedAt)
    .map(row => row.serverId ?? row.groupId ?? row.domain ?? 'all')
    .sort()
}

describe('asking for the link', () => {
  it('mails it to who gets notices, once an hour; it opens for a day', async () => {
    await askPreferencesLink('jane@example.net', start)
    await askPreferencesLink('jane@example.net', minute(59))
    const [mail, ...more] = await fixture.mailLinks(minute(59))
    expect(more).toEqual([])
    expect(mail).toMatchObject({ to: 'jane@example.net', subject: 'Change what you get' })
    const token = tokenIn(mail)
    expect(await loadPreferences(token, minute(24 * 60))).toMatchObject({
      is: 'open',
      subscriber: { id: jane },
    })
    expect(await loadPreferences(token, minute(24 * 60 + 1))).toEqual({ is: 'expired' })
    await askPreferencesLink('jane@example.net', minute(60))
    expect(await fixture.mailLinks(minute(60))).toHaveLength(1)
  })

  it('is answered the same, and mailed nowhere else, whatever is known of the address', async () => {
    await fixture.db.insert(subscribers).values([
      { email: 'pending@example.net', state: 'pending' },
      { email: 'unsubscribed@example.net', state: 'unsubscribed' },
      { email: 'suppressed@example.net', state: 'suppressed' },
    ])
    const answers: string[] = []
    for (const name of ['unknown', 'pending', 'unsubscribed', 'suppressed', 'jane', 'jane']) {
      const response = await postLink(formRequest('/api/preferences/link', { email: `${name}@example.net` }))
      answers.push(JSON.stringify([response.status, [...response.headers], await response.text()]))
    }
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('"location","/preferences/sent"')
    expect((await fixture.mailLinks(new Date())).map(mail => mail.to)).toEqual(['jane@example.net'])
    expect(await fixture.db.$count(subscribers)).toBe(5)
  })

  it('comes through only so often from one address', async () => {
    const from = { 'x-forwarded-for': '192.0.2.9' }
    const send = () => postLink(formRequest('/api/preferences/link', { email: 'a@example.net' }, from))
    const answers = await Promise.all(Array.from({ length: 6 }, send))
    // They come at once, so it may be any of them.
    const refused = answers.filter(answer => answer.headers.get('location') === '/preferences?problem=often')
    const sent = answers.filter(answer => answer.headers.get('location') === '/preferences/sent')
    expect([sent.length, refused.length]).toEqual([5, 1])
  })

  it('is not mailed when it is no use any more', async () => {
    await askPreferencesLink('jane@example.net', start)
    await fixture.db.update(subscribers).set({ state: 'unsubscribed' })
    expect(await fixture.mailLinks(start)).toEqual([])
  })

  it('says what is wrong with an address, and gives robots nothing', async () => {
    const post = (fields: Record<string, string>) => postLink(formRequest('/api/preferences/link', fields))
    expect(answerOf(await post({ email: 'jane' }))).toEqual([303, '/preferences?problem=email'])
    expect(answerOf(await post({ email: 'jane@example.net', website: 'x' }))).toEqual([
      303,
      '/preferences/sent',
    ])
    expect(await fixture.mailLinks(new Date())).toEqual([])
  })
})

describe('the page behind the link', () => {
  it('shows what is confirmed, where the domain is, and the warning; it changes nothing', async () => {
    const token = await tokenFor()
    const before = await fixture.everything()
    const html = await pageOf(PreferencesPage, token)
    expect(await fixture.everything()).toBe(before)
    expect(html).toContain('>web07<')
    expect(html).toContain('The server of example.com')
    expect(html).toContain('on none of our servers as far as we see')
    expect(html).toContain('Your own mail is on web07.')
    expect(html).toContain('j…@example.net')
    expect(html).not.toContain('jane@')
    expect(html.match(/name="had"/g)).toHaveLength(2)
  })

  it('shows in which zone the reader is told times', async () => {
    expect(await pageOf(PreferencesPage, await tokenFor())).toContain(
      '<option value="" selected="">this device, or else the site: UTC</option>',
    )
    await fixture.db.update(subscribers).set({ zone: 'Asia/Kolkata' }).where(eq(subscribers.id, jane))
    expect(await pageOf(PreferencesPage, await tokenFor())).toContain(
      '<option value="Asia/Kolkata" selected="">Kolkata</option>',
    )
  })

  it.each<LinkPurpose>(['confirm-subscription', 'unsubscribe', 'confirm-comment', 'set-up'])(
    'does not open with a link for another purpose: %s',
    async purpose => {
      const token = await tokenFor(jane, purpose)
      expect(await loadPreferences(token, new Date())).toEqual({ is: 'invalid' })
      expect(answerOf(await save(token, [...had, ...kinds]))).toEqual([303, '/preferences/expired'])
      expect(answerOf(await postForget(formRequest('/x', { token })))).toEqual([303, '/preferences/expired'])
      expect(await watchedBy(jane)).toHaveLength(2)
    },
  )

  it('does not open with a link that was guessed, cut or turned to somebody else', async () => {
    const token = await tokenFor()
    const [, expiry, mac] = token.split('.')
    for (const wrong of [
      `${joe}.${expiry}.${mac}`,
      `${jane}.zzzzzzz.${mac}`,
      `${jane}.${expiry}`,
      `${token}x`,
      jane,
      '',
    ])
      expect(await loadPreferences(wrong, new Date())).toEqual({ is: 'invalid' })
  })

  it.each([
    ['unsubscribed', 'nothing'],
    ['pending', 'nothing'],
    ['suppressed', 'suppressed'],
  ] as const)('of an address that is %s has nothing to change', async (state, is) => {
    await fixture.db.update(subscribers).set({ state })
    expect(await loadPreferences(await tokenFor(), new Date())).toEqual({ is })
    await save(await tokenFor(), [...kinds, ['target', 'all']])
    expect(await watchedBy(jane)).toHaveLength(2)
  })
})

describe('saving', () => {
  it('ends what was unticked, adds what was ticked without a question, and keeps the rest', async () => {
    const response = await save(await tokenFor(), [
      ...had,
      ['target', `server:${web07}`],
      ['target', `server:${web08}`],
      ['domain', 'www.example.org'],
      ['kind', 'outage'],
      ['least', 'partial_outage'],
    ])
    expect(response.headers.get('location')).toMatch(/^\/preferences\/.*\?saved=yes$/)
    expect(await watchedBy(jane)).toEqual([web07, web08, 'example.org'].sort())
    const [row] = await fixture.db.select().from(subscribers).where(eq(subscribers.id, jane))
    expect(row).toMatchObject({ kinds: ['outage'], leastImpact: 'partial_outage' })
    expect(await fixture.mail(new Date())).toEqual([])
  })

  it.each([
    ['what was chosen, whatever the device tells', ['Europe/Berlin', 'Asia/Kolkata'], 'Asia/Kolkata'],
    ['what the device tells, where nothing was chosen', ['Europe/Berlin', ''], 'Europe/Berlin'],
    ['nothing, where neither tells', ['', ''], null],
    ['nothing, where it is no zone', ['Mars', 'Europe/Atlantis'], null],
  ])('takes as the zone %s', async (_, told, zone) => {
    await fixture.db.update(subscribers).set({ zone: 'Pacific/Chatham' })
    const response = await save(await tokenFor(), [
      ...kinds,
      ...told.map((name): [string, string] => ['zone', name]),
    ])
    expect(response.headers.get('location')).toMatch(/\?saved=yes$/)
    const [row] = await fixture.db.select().from(subscribers).where(eq(subscribers.id, jane))
    expect(row?.zone).toBe(zone)
  })

  it('touches nobody else, and nothing that the page did not show', async () => {
    await fixture.db.insert(subscriptions).values({ subscriberId: jane, confirmedAt: start })
    await save(await tokenFor(), [...had, ...kinds])
    expect(await watchedBy(jane)).toEqual(['all'])
    expect(await watchedBy(joe)).toEqual([web07])
  })

  it('is not hindered by what strangers ask for', async () => {
    const rows = Array.from({ length: 500 }, (_, i) => ({ subscriberId: jane, domain: `d${i}.example` }))
    await fixture.db.insert(subscriptions).values(rows)
    const saved = await save(await tokenFor(), [...kinds, ['target', `server:${web08}`]])
    expect(saved.headers.get('location')).toMatch(/saved=yes$/)
    expect(await watchedBy(jane)).toContain(web08)
    expect(await fixture.db.$count(subscriptions, eq(subscriptions.subscriberId, jane))).toBe(500)
  })

  it('adds no more than one address may watch, whatever the form claims to remove', async () => {
    const many = (from: number, name: string): [string, string][] =>
      Array.from({ length: 250 }, (_, i) => [name, `domain:d${from + i}.example`])
    const answers: (string | null)[] = []
    for (const from of [0, 250]) {
      const form = [...kinds, ...many(from, 'target'), ...many(5000, 'had')]
      answers.push((await save(await tokenFor(), form)).headers.get('location'))
    }
    expect(answers).toEqual([expect.stringMatching(/saved=yes$/), expect.stringMatching(/problem=many$/)])
  })

  it('confirms what waits, when its owner ticks it', async () => {
    await save(await tokenFor(), [
      ...had,
      ...had.map(([, v]): [string, string] => ['target', v]),
      ['target', `group:${fra}`],
      ...kinds,
    ])
    expect(await watchedBy(jane)).toEqual([web07, fra, 'example.com'].sort())
  })

  it.each([
    [[['target', `server:${newId()}`], ...kinds], 'target'],
    [[['target', 'rack:x'], ...kinds], 'target'],
    [[['domain', 'what?'], ...kinds], 'domain'],
    [[], 'kind'],
  ] as [[string, string][], string][])(
    'says what is wrong, and changes nothing: %j',
    async (fields, problem) => {
      const before = await fixture.everything()
      const response = await save(await tokenFor(), fields)
      expect(response.headers.get('location')).toMatch(new RegExp(`\\?problem=${problem}$`))
      expect(await fixture.everything()).toBe(before)
    },
  )

  it('is refused from another site, and with an old link', async () => {
    const before = await fixture.everything()
    expect((await save(await tokenFor(), kinds, { origin: 'https://evil.example' })).status).toBe(403)
    const old = await tokenFor(jane, 'preferences', start)
    expect(answerOf(await save(old, kinds))).toEqual([303, '/preferences/expired'])
    expect(await fixture.everything()).toBe(before)
  })

  it('twice is as good as once', async () => {
    const fields: [string, string][] = [...had, ['target', 'all'], ...kinds]
    await Promise.all([1, 2, 3].map(async () => save(await tokenFor(), fields)))
    expect(await watchedBy(jane)).toEqual(['all'])
  })
})

describe('deleting an address', () => {
  const forget = async () => postForget(formRequest('/api/preferences/forget', { token: await tokenFor() }))

  /** Returns the id of the post that she was told of. */
  async function tellJane(): Promise<string> {
    const post = { id: newId(), slug: 'p', title: 't', startedAt: start, publishedAt: start }
    await fixture.db.insert(posts).values({ ...post, kind: 'incident', visibility: 'published' })
    const facts = { servers: [], endedBefore: [], stillAffected: [] }
    await fixture.db.insert(notices).values({ id: 'n1', postId: post.id, kind: 'began', facts })
    await fixture.db
      .insert(deliveries)
      .values({ noticeId: 'n1', subscriberId: jane, channel: 'mail', address: 'jane@example.net' })
    return post.id
  }

  it('is asked first, and leaves nothing of it', async () => {
    expect(await pageOf(ForgetPage, await tokenFor())).toContain('action="/api/preferences/forget"')
    const comment = {
      postId: await tellJane(),
      authorName: 'Jane',
      email: 'jane@example.net',
      body: 'Thanks',
    }
    await fixture.db.insert(comments).values([
      { ...comment, state: 'published' },
      { ...comment, state: 'held' },
    ])
    expect(answerOf(await forget())).toEqual([303, '/preferences/forgotten'])
    expect(await fixture.everything()).not.toContain('jane@')
    expect(await fixture.db.$count(deliveries)).toBe(0)
    expect(await fixture.db.select().from(comments)).toMatchObject([{ authorName: 'Jane', email: null }])
    expect(await watchedBy(joe)).toEqual([web07])
    expect(answerOf(await forget())).toEqual([303, '/preferences/forgotten'])
  })

  it('keeps the note not to write to an address whose mail came back, and nothing else', async () => {
    await tellJane()
    await fixture.db
      .insert(destinations)
      .values({ subscriberId: jane, channel: 'sms', address: '+491701234567', config: {}, label: 'Mine' })
    const note = { suppressedAt: start, suppressedFor: 'mail came back: 550 5.1.1' }
    await fixture.db
      .update(subscribers)
      .set({ state: 'suppressed', ...note, linkAskedAt: start, kinds: ['outage'], zone: 'Asia/Kolkata' })
      .where(eq(subscribers.id, jane))
    await forget()
    expect(await watchedBy(jane)).toEqual([])
    expect(await fixture.db.$count(destinations)).toBe(0)
    expect(await fixture.db.$count(deliveries)).toBe(0)
    const [row] = await fixture.db.select().from(subscribers).where(eq(subscribers.id, jane))
    expect(row).toMatchObject({ email: 'jane@example.net', state: 'suppressed', ...note })
    expect(row).toMatchObject({ confirmedAt: null, linkAskedAt: null, kinds: preferenceKinds, zone: null })
  })
})
