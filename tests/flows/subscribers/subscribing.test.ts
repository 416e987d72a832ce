import { eq } from 'drizzle-orm'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import ConfirmPage, { generateMetadata as confirmMetadata } from '#app/(site)/confirm/[token]/page.tsx'
import SubscribePage from '#app/(site)/subscribe/page.tsx'
import UnsubscribePage from '#app/(site)/unsubscribe/[token]/page.tsx'
import { POST as postConfirm } from '#app/api/confirm/route.ts'
import { POST as postSubscribe } from '#app/api/subscribe/route.ts'
import { GET as getOneClick, POST as postOneClick } from '#app/api/unsubscribe/[token]/route.ts'
import { POST as postUnsubscribe } from '#app/api/unsubscribe/route.ts'
import { newId } from '#db/id.ts'
import { posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { env } from '#lib/env.ts'
import { askConfirmation } from '#lib/flows/subscribers/ask-confirmation.ts'
import { askToSubscribe } from '#lib/flows/subscribers/ask-to-subscribe.ts'
import { confirmSubscription, readSubscriptionAsk } from '#lib/flows/subscribers/confirm-subscription.ts'
import { loadPreferences } from '#lib/flows/subscribers/load-preferences.ts'
import { unsubscribe } from '#lib/flows/subscribers/unsubscribe.ts'
import { type LinkPurpose, signLink } from '#lib/links.ts'
import { fullPreferences, preferenceKinds } from '#lib/rules/subscribers/notice-preferences.ts'
import type { Target } from '#lib/rules/subscribers/target.ts'
import { later } from '#lib/rules/time/time.ts'
import { expectErrorLine } from '#tests/support/console.ts'
import {
  answerOf,
  formRequest,
  minute,
  pageOf,
  start,
  subscribingFixture,
  tokenIn,
} from './subscribing-fixture.ts'

let fixture: Awaited<ReturnType<typeof subscribingFixture>>
beforeAll(async () => {
  fixture = await subscribingFixture()
})
afterAll(() => fixture.close())

const fra = newId()
const web07 = newId()
const web08 = newId()
const retired = newId()
const email = 'jane@example.net'

beforeEach(async () => {
  await fixture.reset()
  await fixture.db.insert(groups).values({ id: fra, name: 'Frankfurt' })
  await fixture.db.insert(servers).values([
    { id: web07, label: 'web07', hostname: 'web07.example.com', groupId: fra },
    { id: web08, label: 'web08', hostname: 'web08.example.com', groupId: fra },
    { id: retired, label: 'old01', hostname: 'old01.example.com', retiredAt: start },
  ])
})

const all: Target = { is: 'all' }
const server = (id: string): Target => ({ is: 'server', id })
const group = (id: string): Target => ({ is: 'group', id })
const domain: Target = { is: 'domain', domain: 'example.com' }

const ask = (
  targets: Target | Target[],
  now: Date,
  preferences = fullPreferences,
  zone: string | null = null,
) => askToSubscribe({ email, targets: [targets].flat(), preferences, zone }, now)

const subscriber = async () => (await fixture.db.select().from(subscribers))[0]
const watched = async () => {
  const rows = await fixture.db.select().from(subscriptions).orderBy(subscriptions.createdAt)
  return rows.map(row => [row.serverId ?? row.groupId ?? row.domain, row.confirmedAt])
}

/** A link for the subscriber, made now. */
async function linkFor(purpose: LinkPurpose, now = start): Promise<string> {
  const expiresAt = purpose === 'unsubscribe' ? null : later(now, 72 * 3600)
  return signLink(await fixture.secret(), purpose, (await subscriber())?.id ?? '', expiresAt)
}

/** Jane watches web07, confirmed a minute after the start. */
async function janeWatchesWeb07(): Promise<string> {
  await ask(server(web07), start)
  const token = tokenIn((await fixture.mail(start))[0])
  expect(await confirmSubscription(token, null, minute(1))).toBe('confirmed')
  return token
}

describe('asking for notices', () => {
  it('remembers the wish unconfirmed, and mails one question to the address', async () => {
    expect(await ask(server(web07), start)).toBe('asked')
    expect(await subscriber()).toMatchObject({ email, state: 'pending', askedAt: start, confirmedAt: null })
    expect(await watched()).toEqual([[web07, null]])
    const [mail, ...more] = await fixture.mail(start)
    expect(more).toEqual([])
    expect(mail).toMatchObject({ to: email, subject: 'Please confirm: notices about web07' })
    expect(mail?.headers).not.toHaveProperty('List-Unsubscribe')
  })

  it('is one wish and one mail, however often the form is sent at once', async () => {
    await Promise.all([1, 2, 3, 4].map(() => ask(server(web07), start)))
    expect(await fixture.db.$count(subscriptions)).toBe(1)
    expect(await fixture.mail(start)).toHaveLength(1)
  })

  it('asks once in five minutes; the link confirms what was added meanwhile', async () => {
    await ask(server(web07), start)
    await ask(group(fra), minute(4))
    const mails = await fixture.mail(minute(4))
    expect(mails.map(mail => mail.subject)).toEqual(['Please confirm: notices about web07'])
    const link = tokenIn(mails[0])
    expect(await readSubscriptionAsk(link, minute(5))).toMatchObject({
      is: 'confirm',
      waiting: [
        { target: server(web07), label: 'web07' },
        { target: group(fra), label: 'Frankfurt' },
      ],
    })
    await ask(server(web07), minute(5))
    expect((await fixture.mail(minute(5))).map(mail => mail.subject)).toEqual([
      'Please confirm: notices about web07 and Frankfurt',
    ])
  })

  it('asks a confirmed subscriber only for what is new, and leaves what they have', async () => {
    await janeWatchesWeb07()
    await ask(server(web07), minute(2))
    expect(await fixture.mail(minute(2))).toEqual([])
    await ask(server(web08), minute(2))
    expect((await fixture.mail(minute(2)))[0]?.subject).toBe('Please confirm: notices about web08')
    expect((await subscriber())?.state).toBe('confirmed')
    expect(await watched()).toEqual([
      [web07, minute(1)],
      [web08, null],
    ])
  })

  it('takes several targets at once, and asks about all of them in one mail', async () => {
    await ask([server(web07), server(web08), group(fra), domain], start)
    const [mail, ...more] = await fixture.mail(start)
    expect(more).toEqual([])
    expect(mail?.subject).toBe('Please confirm: notices about web07, web08, Frankfurt and 1 more')
    expect(await confirmSubscription(tokenIn(mail), null, minute(1))).toBe('confirmed')
    expect((await watched()).map(([target]) => target)).toEqual(
      expect.arrayContaining([web07, web08, fra, 'example.com']),
    )
  })

  it('carries no domain of a stranger in the mail', async () => {
    await ask([domain, { is: 'domain', domain: 'buy-now.example' }], start)
    const [mail] = await fixture.mail(start)
    expect(mail?.subject).toBe('Please confirm: notices about the server of a domain')
    expect(JSON.stringify(mail)).not.toMatch(/buy-now|example\.com/)
  })

  it('keeps what a confirmed address wants to hear, whatever a stranger asks for', async () => {
    await ask(server(web07), start, { kinds: ['outage'], leastImpact: 'major_outage' })
    expect(await subscriber()).toMatchObject({ kinds: ['outage'], leastImpact: 'major_outage' })
    await confirmSubscription(await linkFor('confirm-subscription'), null, minute(1))
    await ask(server(web08), minute(2), { kinds: ['maintenance'], leastImpact: 'degraded' })
    expect(await subscriber()).toMatchObject({ kinds: ['outage'], leastImpact: 'major_outage' })
    await unsubscribe(await linkFor('unsubscribe'), minute(3))
    await ask(server(web08), minute(4))
    expect(await subscriber()).toMatchObject(fullPreferences)
  })

  it('keeps the zone of a confirmed address, whatever a stranger’s device tells', async () => {
    const askFrom = (zone: string | null, now: Date) => ask(server(web08), now, fullPreferences, zone)
    await ask(server(web07), start, fullPreferences, 'Europe/Berlin')
    expect(await subscriber()).toMatchObject({ zone: 'Europe/Berlin' })
    await askFrom(null, minute(1))
    expect(await subscriber()).toMatchObject({ zone: 'Europe/Berlin' })
    await confirmSubscription(await linkFor('confirm-subscription'), 'Asia/Kolkata', minute(2))
    expect(await subscriber()).toMatchObject({ zone: 'Asia/Kolkata' })
    await ask(domain, minute(3), fullPreferences, 'Pacific/Chatham')
    expect(await subscriber()).toMatchObject({ zone: 'Asia/Kolkata' })
    await confirmSubscription(await linkFor('confirm-subscription'), null, minute(4))
    expect(await subscriber()).toMatchObject({ zone: 'Asia/Kolkata' })
  })

  const domains = (from: number, count = 250): Target[] =>
    Array.from({ length: count }, (_, i) => ({ is: 'domain', domain: `d${from + i}.example` }))

  it('fills up nobody’s list', async () => {
    for (const from of [0, 250, 500]) expect(await ask(domains(from), start)).toBe('asked')
    expect(await fixture.db.$count(subscriptions)).toBe(500)
  })

  it('comes through though strangers asked for very much before', async () => {
    for (const from of [0, 250]) await ask(domains(from), start)
    await fixture.mail(start)
    await ask(server(web07), minute(60))
    const [mail] = await fixture.mail(minute(60))
    expect(await confirmSubscription(tokenIn(mail), null, minute(61))).toBe('confirmed')
    expect(await watched()).toContainEqual([web07, minute(61)])
    expect(await fixture.db.$count(subscriptions)).toBe(500)
  })

  it('for very much can be repeated, for a mail that was lost', async () => {
    for (const at of [start, minute(60)]) {
      await ask(domains(0, 300), at)
      expect(await fixture.mail(at)).toHaveLength(1)
    }
  })

  it('leaves a suppressed address in peace', async () => {
    await fixture.db.insert(subscribers).values({ email, state: 'suppressed' })
    expect(await ask(all, start)).toBe('asked')
    expect(await fixture.mail(start)).toEqual([])
    expect(await fixture.db.$count(subscriptions)).toBe(0)
  })

  it.each([
    ['unknown', server(newId())],
    ['retired', server(retired)],
    ['an unknown group', group(newId())],
    ['an unknown post', { is: 'post', id: newId() } as const],
    ['one of several', [server(web07), server(retired)]],
  ])('stores nothing for a server that is not there: %s', async (_, targets) => {
    expect(await ask(targets, start)).toBe('no-target')
    expect(await fixture.db.$count(subscribers)).toBe(0)
  })
})

describe('the mail that asks', () => {
  it('is the same mail when the job is run again, later', async () => {
    await ask(server(web07), start)
    const [job] = await fixture.takeJobs()
    if (!job) throw new Error('no job')
    const attempts: unknown[] = []
    const lost = async (mail: unknown) => {
      attempts.push(mail)
      return { is: 'retry' as const, reason: 'no answer', retryAfterSeconds: null }
    }
    await expect(askConfirmation(fixture.db, job, minute(0), lost)).rejects.toThrow('tried again later')
    await ask(server(web08), minute(1))
    await expect(askConfirmation(fixture.db, job, minute(9), lost)).rejects.toThrow('tried again later')
    expect(attempts[1]).toEqual(attempts[0])
  })

  it.each([
    [
      'confirmed meanwhile',
      async () => confirmSubscription(await linkFor('confirm-subscription'), null, minute(1)),
    ],
    ['unsubscribed meanwhile', async () => unsubscribe(await linkFor('unsubscribe'), minute(1))],
    ['suppressed meanwhile', () => fixture.db.update(subscribers).set({ state: 'suppressed' })],
    ['deleted meanwhile', () => fixture.db.delete(subscribers)],
  ])('is not sent when there is nothing to ask: %s', async (_, change) => {
    await ask(server(web07), start)
    await change()
    expect(await fixture.mail(minute(2))).toEqual([])
  })

  it('is not sent when its link would not work any more', async () => {
    await ask(server(web07), start)
    expect(await fixture.mail(minute(72 * 60))).toEqual([])
  })

  it('a refusal is said, and is final', async () => {
    expectErrorLine(/asks to confirm, was refused: no such mailbox/)
    await ask(server(web07), start)
    const [job] = await fixture.takeJobs()
    const refuse = async () => ({ is: 'refused' as const, reason: 'no such mailbox.', isGone: true })
    if (job) expect(await askConfirmation(fixture.db, job, start, refuse)).toMatchObject({ is: 'refused' })
  })
})

describe('confirming', () => {
  it('confirms the address and what was asked for, however often', async () => {
    await ask(server(web07), start)
    const token = tokenIn((await fixture.mail(start))[0])
    const results = await Promise.all([1, 2].map(() => confirmSubscription(token, null, minute(1))))
    expect([...results, await confirmSubscription(token, null, minute(9))]).toEqual(
      Array(3).fill('confirmed'),
    )
    expect(await subscriber()).toMatchObject({ state: 'confirmed', confirmedAt: minute(1) })
    expect(await watched()).toEqual([[web07, minute(1)]])
  })

  it('works for 72 hours', async () => {
    await ask(server(web07), start)
    const token = tokenIn((await fixture.mail(start))[0])
    expect(await readSubscriptionAsk(token, minute(72 * 60 + 1))).toEqual({ is: 'expired' })
    expect(await confirmSubscription(token, null, minute(72 * 60 + 1))).toBe('expired')
    expect((await subscriber())?.state).toBe('pending')
  })

  it('leaves out what somebody asked for long ago, and nobody confirmed', async () => {
    await ask(all, start)
    const late = minute(80 * 60)
    await ask(server(web07), late)
    await fixture.takeJobs()
    expect(await confirmSubscription(await linkFor('confirm-subscription', late), null, late)).toBe(
      'confirmed',
    )
    expect(await watched()).toEqual([
      [null, null],
      [web07, late],
    ])
  })

  it('takes what was asked for long ago, and again while a question is open', async () => {
    await ask(all, start)
    const late = minute(80 * 60)
    await ask(server(web07), late)
    await ask(all, later(late, 60))
    const link = await linkFor('confirm-subscription', late)
    expect(await readSubscriptionAsk(link, later(late, 61))).toMatchObject({
      is: 'confirm',
      waiting: [{ target: all, label: null }],
    })
    await confirmSubscription(link, null, later(late, 61))
    expect((await watched()).map(([target]) => target)).toEqual([web07, null])
  })

  it('asks anew for what was asked for long ago', async () => {
    await ask(all, start)
    await ask(all, minute(80 * 60))
    const mails = await fixture.mail(minute(80 * 60))
    expect(mails.at(-1)?.subject).toBe('Please confirm: notices about all servers')
  })

  it('needs a new question after unsubscribing', async () => {
    const token = await janeWatchesWeb07()
    await unsubscribe(await linkFor('unsubscribe'), minute(2))
    expect(await readSubscriptionAsk(token, minute(3))).toEqual({ is: 'nothing' })
    expect(await confirmSubscription(token, null, minute(3))).toBe('nothing')
    expect((await subscriber())?.state).toBe('unsubscribed')
    await ask(server(web08), minute(4))
    const fresh = tokenIn((await fixture.mail(minute(4)))[0])
    expect(await confirmSubscription(fresh, null, minute(5))).toBe('confirmed')
    expect(await watched()).toEqual([[web08, minute(5)]])
  })

  it('confirms nothing for a suppressed address, or one that is gone', async () => {
    await ask(server(web07), start)
    const token = await linkFor('confirm-subscription')
    await fixture.db.update(subscribers).set({ state: 'suppressed' })
    expect(await confirmSubscription(token, null, minute(1))).toBe('nothing')
    await fixture.db.delete(subscribers)
    expect(await confirmSubscription(token, null, minute(1))).toBe('nothing')
  })
})

describe('unsubscribing', () => {
  it('ends everything at once, however often', async () => {
    await janeWatchesWeb07()
    await ask(all, minute(2))
    const token = await linkFor('unsubscribe')
    expect(await unsubscribe(token, minute(3))).toBe('done')
    expect(await unsubscribe(token, minute(9))).toBe('done')
    expect(await subscriber()).toMatchObject({ state: 'unsubscribed', unsubscribedAt: minute(3) })
    expect(await watched()).toEqual([])
    expect(await fixture.mail(minute(9))).toEqual([])
  })

  it('works for ever, also for an address that is gone', async () => {
    await janeWatchesWeb07()
    const token = await linkFor('unsubscribe')
    await fixture.db.delete(subscribers)
    expect(await unsubscribe(token, minute(60 * 24 * 3650))).toBe('done')
  })

  it('keeps a suppressed address suppressed', async () => {
    await janeWatchesWeb07()
    await fixture.db.update(subscribers).set({ state: 'suppressed' })
    await unsubscribe(await linkFor('unsubscribe'), minute(2))
    expect((await subscriber())?.state).toBe('suppressed')
    expect(await watched()).toEqual([])
  })
})

describe('a link for one purpose', () => {
  it.each<LinkPurpose>(['unsubscribe', 'preferences', 'confirm-comment', 'set-up'])(
    'confirms nothing: %s',
    async purpose => {
      await ask(server(web07), start)
      const before = await fixture.everything()
      expect(await confirmSubscription(await linkFor(purpose), null, start)).toBe('invalid')
      expect(await fixture.everything()).toBe(before)
    },
  )

  it.each<LinkPurpose>(['confirm-subscription', 'preferences', 'confirm-comment', 'set-up'])(
    'ends nothing: %s',
    async purpose => {
      await janeWatchesWeb07()
      const before = await fixture.everything()
      expect(await unsubscribe(await linkFor(purpose), start)).toBe('unknown')
      expect(await fixture.everything()).toBe(before)
    },
  )
})

describe('the form', () => {
  it('is answered the same whatever is known of the address', async () => {
    await fixture.db.insert(subscribers).values([
      { id: 'confirmed', email: 'confirmed@example.net', state: 'confirmed' },
      { email: 'unsubscribed@example.net', state: 'unsubscribed' },
      { email: 'suppressed@example.net', state: 'suppressed' },
    ])
    await fixture.db.insert(subscriptions).values({ subscriberId: 'confirmed', confirmedAt: start })
    const names = ['unknown', 'unknown', 'confirmed', 'unsubscribed', 'suppressed']
    const answers: string[] = []
    for (const name of names) {
      const fields = { email: `${name}@example.net`, target: 'all', website: '' }
      const response = await postSubscribe(formRequest('/api/subscribe', fields))
      answers.push(JSON.stringify([response.status, [...response.headers], await response.text()]))
    }
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('"location","/subscribe/sent"')
    const mailed = (await fixture.mail(new Date())).map(mail => mail.to)
    expect(mailed).toEqual(['unknown@example.net', 'unsubscribed@example.net'])
  })

  it.each([
    ['a wrong address', { email: 'jane', target: `server:${web07}` }, `?server=${web07}&problem=email`],
    ['a wrong domain', { email, domain: 'what?', target: '' }, '?problem=domain'],
    ['no kind', { email, domain: 'example.com', kind: '' }, '?domain=example.com&problem=kind'],
    ['a wrong address, a group', { email: '', target: `group:${fra}` }, `?group=${fra}&problem=email`],
    ['no choice', { email, target: '' }, '?problem=target'],
    ['a server that is not there', { email, target: `server:${retired}` }, '?problem=target'],
  ])('comes back with what can be kept: %s', async (_, fields, query) => {
    const response = await postSubscribe(formRequest('/api/subscribe', fields))
    expect(answerOf(response)).toEqual([303, `/subscribe${query}`])
    expect(await fixture.db.$count(subscribers)).toBe(0)
  })

  it('of a robot is answered the same, and stored nowhere', async () => {
    const fields = { email, target: 'all', website: 'https://spam.example' }
    const response = await postSubscribe(formRequest('/api/subscribe', fields))
    expect(answerOf(response)).toEqual([303, '/subscribe/sent'])
    expect(await fixture.db.$count(subscribers)).toBe(0)
  })

  it.each([
    [{ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ 'content-type': 'text/plain' }, 415],
  ])('of another site is refused: %j', async (headers, status) => {
    const response = await postSubscribe(formRequest('/api/subscribe', { email, target: 'all' }, headers))
    expect(response.status).toBe(status)
    expect(await response.text()).toMatch(/^[A-Z].*\.\n$/)
    expect(await fixture.db.$count(subscribers)).toBe(0)
  })

  it('that is too long is refused', async () => {
    const fields = { email, target: 'all', more: 'x'.repeat(70_000) }
    expect((await postSubscribe(formRequest('/api/subscribe', fields))).status).toBe(413)
  })

  it('from one address comes through only so often', async () => {
    const from = { 'x-forwarded-for': '192.0.2.1' }
    const send = (name: number) =>
      postSubscribe(formRequest('/api/subscribe', { email: `${name}@example.net`, target: 'all' }, from))
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => send(i)))
    expect(
      answers
        .map(answer => answer.headers.get('location'))
        .sort()
        .slice(9),
    ).toEqual(['/subscribe/sent', '/subscribe?problem=often', '/subscribe?problem=often'])
    expect(await fixture.db.$count(subscribers)).toBe(10)
  })
})

const subscribePage = async (query: object) =>
  renderToStaticMarkup(await SubscribePage({ searchParams: Promise.resolve(query) }))

/** The values of the boxes that are ticked. */
const tickedIn = (html: string) =>
  [...html.matchAll(/<input type="checkbox"[^>]*>/g)]
    .filter(([tag]) => tag.includes('checked=""'))
    .map(([tag]) => tag.match(/value="([^"]*)"/)?.[1])

describe('the page with the form', () => {
  it('has all servers in use and their groups to choose from, and chooses what its address names', async () => {
    const html = await subscribePage({ server: web08 })
    expect(tickedIn(html)).toEqual([`server:${web08}`, ...preferenceKinds])
    expect(html).toContain(`value="group:${fra}"`)
    expect(html).not.toContain('old01')
    expect(tickedIn(await subscribePage({ group: fra }))).toEqual([`group:${fra}`, ...preferenceKinds])
    expect(tickedIn(await subscribePage({ server: retired }))).toEqual([...preferenceKinds])
    expect(await subscribePage({ domain: 'example.com' })).toMatch(
      /<input id="domain"[^>]*value="example.com"/,
    )
  })

  it('asks for the end of an open incident, and of no other post', async () => {
    const post = { id: newId(), title: 'web07 is down', startedAt: start, publishedAt: start }
    await fixture.db.insert(posts).values({ ...post, slug: 'p', kind: 'incident', visibility: 'published' })
    expect(await subscribePage({ post: post.id })).toContain(`name="target" value="post:${post.id}"`)
    await fixture.db.update(posts).set({ visibility: 'held' })
    expect(await subscribePage({ post: post.id })).not.toContain(post.title)
    await fixture.db.update(posts).set({ visibility: 'published', resolvedAt: start })
    expect(await subscribePage({ post: post.id })).not.toContain(post.title)
  })

  it('leads from a problem to its field, and ties the field to it', async () => {
    const html = await subscribePage({ problem: 'email' })
    expect(html).toContain('href="#email"')
    expect(html).toMatch(
      /<input id="email"[^>]*aria-describedby="email-hint email-problem"[^>]*aria-invalid="true"/,
    )
    expect(html).toMatch(/<p id="email-problem"/)
  })

  it.each([{}, { problem: 'constructor' }, { problem: ['email', 'target'] }])(
    'shows no problem where there is none: %j',
    async query => {
      const html = await subscribePage(query)
      expect(html).not.toContain('role="alert"')
      expect(html).not.toContain('aria-invalid')
    },
  )
})

describe('the pages behind links', () => {
  it('change nothing when they are opened', async () => {
    await janeWatchesWeb07()
    await ask(all, new Date())
    const confirmToken = await linkFor('confirm-subscription', new Date())
    const unsubscribeToken = await linkFor('unsubscribe')
    const before = await fixture.everything()
    const confirm = await pageOf(ConfirmPage, confirmToken)
    const leave = await pageOf(UnsubscribePage, unsubscribeToken)
    const context = { params: Promise.resolve({ token: unsubscribeToken }) }
    const oneClick = await getOneClick(new Request(`${env.SITE_URL}/api/unsubscribe/x`), context)
    expect(await fixture.everything()).toBe(before)
    expect(confirm).toContain('all servers')
    expect(confirm).toContain(`<form action="/api/confirm" method="post">`)
    expect(confirm).toContain(`value="${confirmToken}"`)
    expect(confirm.match(/<button/g)).toHaveLength(1)
    expect(leave).toContain(`<form action="/api/unsubscribe" method="post">`)
    expect(leave.match(/<button/g)).toHaveLength(1)
    expect(answerOf(oneClick)).toEqual([303, `/unsubscribe/${unsubscribeToken}`])
  })

  it('say what to do when the link does not work', async () => {
    expect(await pageOf(ConfirmPage, 'x.y.z')).toContain('href="/subscribe"')
    expect(await pageOf(UnsubscribePage, 'x.y.z')).toContain('not complete')
  })

  it('show nobody’s address', async () => {
    await janeWatchesWeb07()
    const pages = [
      await pageOf(ConfirmPage, await linkFor('confirm-subscription', new Date())),
      await pageOf(UnsubscribePage, await linkFor('unsubscribe')),
    ]
    expect(pages.join()).not.toContain('jane')
  })

  it('are kept from search engines and other sites', () => {
    expect(confirmMetadata()).toMatchObject({ robots: { index: false }, referrer: 'same-origin' })
  })
})

describe('the buttons behind links', () => {
  it('confirm, and lead to what is next', async () => {
    await ask(server(web07), new Date())
    const token = tokenIn((await fixture.mail(new Date()))[0])
    const press = (value: string) => postConfirm(formRequest('/api/confirm', { token: value }))
    for (const _ of ['once', 'twice']) {
      const [status, path] = answerOf(await press(token))
      expect(status).toBe(303)
      const preferences = String(path).match(/^\/preferences\/([^?]+)\?confirmed=1$/)?.[1] ?? ''
      const opened = await loadPreferences(preferences, new Date())
      expect(opened).toMatchObject({ is: 'open', watched: [{ target: server(web07) }] })
    }
    expect(answerOf(await press(`${token}x`))).toEqual([303, '/confirm/expired'])
    expect((await subscriber())?.state).toBe('confirmed')
  })

  it('unsubscribe, and lead to what is next', async () => {
    await janeWatchesWeb07()
    const token = await linkFor('unsubscribe')
    const press = (value: string) => postUnsubscribe(formRequest('/api/unsubscribe', { token: value }))
    expect(answerOf(await press('x.0.y'))).toEqual([303, '/unsubscribe/invalid'])
    expect(answerOf(await press(token))).toEqual([303, '/unsubscribe/done'])
    expect((await subscriber())?.state).toBe('unsubscribed')
  })

  it('are not to be pressed from another site', async () => {
    await janeWatchesWeb07()
    const token = await linkFor('unsubscribe')
    const headers = { origin: 'https://evil.example' }
    const response = await postUnsubscribe(formRequest('/api/unsubscribe', { token }, headers))
    expect(response.status).toBe(403)
    expect((await subscriber())?.state).toBe('confirmed')
  })
})

describe('one click in a mail program', () => {
  const click = (token: string) => {
    const request = new Request(`${env.SITE_URL}/api/unsubscribe/${token}`, {
      method: 'POST',
      headers: { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    })
    return postOneClick(request, { params: Promise.resolve({ token }) })
  }

  it('unsubscribes from wherever it comes, and says so in plain words', async () => {
    await janeWatchesWeb07()
    const token = await linkFor('unsubscribe')
    for (const response of [await click(token), await click(token)]) {
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toContain('text/plain')
      expect(await response.text()).toContain('You are unsubscribed.')
    }
    const rows = await fixture.db.select().from(subscribers).where(eq(subscribers.state, 'unsubscribed'))
    expect(rows).toHaveLength(1)
  })

  it('does nothing with a link of another purpose', async () => {
    const token = await janeWatchesWeb07()
    expect((await click(token)).status).toBe(404)
    expect((await subscriber())?.state).toBe('confirmed')
  })
})
