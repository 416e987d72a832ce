import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { POST as postConfirm } from '#app/api/confirm/route.ts'
import { POST as postPreferences } from '#app/api/preferences/route.ts'
import { POST as postSubscribe } from '#app/api/subscribe/route.ts'
import { mailTexts } from '#db/schema/batch.ts'
import { comments } from '#db/schema/comment.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { staff } from '#db/schema/staff.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { updates } from '#db/schema/update.ts'
import { env } from '#lib/env.ts'
import { addComment } from '#lib/flows/comments/add-comment.ts'
import { answerComment } from '#lib/flows/comments/answer-comment.ts'
import { tellAuthor } from '#lib/flows/comments/tell-author.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { attemptBatch } from '#lib/flows/sending/attempt-batch.ts'
import { claimBatches } from '#lib/flows/sending/claim-batches.ts'
import { addSubscribers } from '#lib/flows/subscribers/add-subscribers.ts'
import { askToSubscribe } from '#lib/flows/subscribers/ask-to-subscribe.ts'
import { confirmSubscription } from '#lib/flows/subscribers/confirm-subscription.ts'
import { exportSubscribers } from '#lib/flows/subscribers/export-subscribers.ts'
import { inLanguage } from '#lib/language.ts'
import type { Mail, Mailer } from '#lib/mail/mail.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { NoticeFacts } from '#lib/rules/notices/notice.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { fullPreferences } from '#lib/rules/subscribers/notice-preferences.ts'
import { holdSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'
import { told } from '#tests/flows/notices/notice-fixture.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { answerOf, formRequest, minute, start, subscribingFixture, tokenIn } from './subscribing-fixture.ts'

let fixture: Awaited<ReturnType<typeof subscribingFixture>>
beforeAll(async () => {
  fixture = await subscribingFixture()
})
afterAll(async () => {
  offer()
  await fixture.close()
})

beforeEach(async () => {
  await fixture.reset()
  sent.length = 0
  await emptyTables(fixture.db, 'people', 'batches', 'letter_texts', 'paces')
  offer('de', 'fr', 'ar')
  await fixture.db.insert(servers).values({ id: 'web07', label: 'web07', hostname: 'web07.example.com' })
  await fixture.db.insert(posts).values({
    id: 'p1',
    slug: 'p1-slug',
    kind: 'incident',
    title: 'Title of staff',
    translations: { de: { title: 'Titel des Teams' } },
    visibility: 'published',
    startedAt: start,
    publishedAt: start,
  })
})

/** The languages that the site offers besides English. */
function offer(...otherLanguages: Language[]): void {
  holdSite(KeptSite.parse({ otherLanguages }))
}

const sent: Mail[] = []
const mailer: Mailer = {
  provider: 'test',
  mailsPerBatch: 100,
  batchesAtOnce: 1,
  perSecond: null,
  longestSeconds: 30,
  send: async (_key, mails) => {
    sent.push(...mails)
    return { is: 'sent', providerIds: mails.map(() => null) }
  },
}

let noticeCount = 0

/** Tells that web07 is down, or what is given, and sends it. Returns the last mail. */
async function tell(now: Date, facts: Partial<NoticeFacts> = {}, updateId: string | null = null) {
  noticeCount += 1
  const id = `n${noticeCount}`
  const whole = { servers: [told('web07')], endedBefore: [], stillAffected: [], ...facts }
  const kind = facts.saying ? ('update' as const) : ('began' as const)
  await fixture.db.insert(notices).values({ id, postId: 'p1', kind, facts: whole, createdAt: now, updateId })
  await planNotice(fixture.db, id, now)
  const later = new Date(now.getTime() + 3_600_000)
  for (const one of await claimBatches(fixture.db, mailer, 1, later))
    await attemptBatch(fixture.db, one, mailer, () => later)
  return sent.at(-1)
}

async function subscribed(email: string, language: Language | null): Promise<void> {
  await askToSubscribe(
    { email, targets: [{ is: 'all' }], preferences: fullPreferences, zone: null, language },
    start,
  )
  const [mail] = await fixture.mail(start)
  await confirmSubscription(tokenIn(mail), null, start, fixture.db, null, language)
}

const languageOf = async (email: string) =>
  (await fixture.db.select().from(subscribers).where(eq(subscribers.email, email)))[0]?.language

const german = wordsIn('de')
const french = wordsIn('fr')

describe('a reader of German pages', () => {
  it('is asked, told and led in German, until they choose another language', async () => {
    const form = { email: 'jane@example.net', target: 'all' }
    const answer = await inLanguage('de', () => postSubscribe(formRequest('/api/subscribe', form)))
    expect(answerOf(answer)).toEqual([303, '/de/subscribe/sent'])
    const [question] = await fixture.mail(start)
    expect(question?.html).toContain('<html dir="ltr" lang="de">')
    expect(question?.text).toContain(german('mail.subscription.confirm'))
    expect(question?.text).toContain(`${env.SITE_URL}/de/confirm/`)

    const confirmed = await inLanguage('de', () =>
      postConfirm(formRequest('/api/confirm', { token: tokenIn(question) })),
    )
    expect(confirmed.headers.get('location')).toMatch(/^\/de\/preferences\/.+\?confirmed=1$/)
    const mail = await tell(minute(1))
    expect(mail?.subject).toBe(
      german('notices.began.subject', { names: 'web07', count: 1, condition: 'down' }),
    )
    expect(mail?.text).toContain(`${env.SITE_URL}/de/servers/web07.example.com`)
    expect(mail?.text).toContain(`${env.SITE_URL}/de/posts/p1-slug`)
    expect(mail?.text).toMatch(new RegExp(`${env.SITE_URL}/de/unsubscribe/`))
    expect(mail?.headers['List-Unsubscribe']).toMatch(`<${env.SITE_URL}/api/unsubscribe/`)

    const token = /preferences\/([^?]+)/.exec(confirmed.headers.get('location') ?? '')?.[1] ?? ''
    const own = [
      ['token', token],
      ['had', 'all'],
      ['target', 'all'],
      ['language', 'fr'],
    ] satisfies [string, string][]
    const saved = await inLanguage('de', () => postPreferences(formRequest('/api/preferences', own)))
    expect(answerOf(saved)).toEqual([303, `/fr/preferences/${token}?saved=yes`])
    const next = await tell(minute(200))
    expect(next?.subject).toBe(
      french('notices.began.subject', { names: 'web07', count: 1, condition: 'down' }),
    )
    expect(next?.text).toContain(`${env.SITE_URL}/fr/posts/p1-slug`)
  })

  it('reads what staff had translated, and is told in which language the rest is', async () => {
    await subscribed('jane@example.net', 'de')
    const translations = { de: 'Wir tauschen die **Platte**.' }
    const body = 'We replace the **disk**.'
    await fixture.db.insert(updates).values([
      { id: 'u1', postId: 'p1', body, translations, createdAt: start },
      { id: 'u2', postId: 'p1', body, createdAt: start },
    ])
    const saying = {
      is: 'words' as const,
      about: 'incident' as const,
      title: 'Title of staff',
      text: 'We replace the disk.',
    }
    const mail = await tell(minute(1), { servers: [], saying }, 'u1')
    expect(mail?.subject).toBe(german('notices.update.titled', { title: 'Titel des Teams' }))
    expect(mail?.text).toContain('Wir tauschen die Platte.')
    const other = await tell(minute(300), { servers: [], saying }, 'u2')
    expect(other?.html).toMatch(/<p [^>]*lang="en"[^>]*>We replace the disk\./)
  })

  it('is told in the site’s language once theirs is not offered any more', async () => {
    await subscribed('jane@example.net', 'de')
    offer('fr')
    const mail = await tell(minute(1))
    expect(mail?.subject).toBe('web07 is down')
    expect(mail?.text).toContain(`${env.SITE_URL}/posts/p1-slug`)
    expect(await languageOf('jane@example.net')).toBe('de')
  })
})

describe('the language of an address', () => {
  it('is that of its last question, and of the page where it was confirmed first', async () => {
    const asked = { email: 'joe@example.net', targets: [{ is: 'all' as const }], zone: null }
    await askToSubscribe({ ...asked, preferences: fullPreferences, language: 'fr' }, start)
    await fixture.mail(start)
    await askToSubscribe({ ...asked, preferences: fullPreferences, language: 'ar' }, minute(90))
    expect(await languageOf('joe@example.net')).toBe('ar')
    const [mail] = await fixture.mail(minute(90))
    await confirmSubscription(tokenIn(mail), null, minute(91), fixture.db, null, 'de')
    expect(await languageOf('joe@example.net')).toBe('de')
  })

  it('stays what it is when they ask for more on another page, and is learned where it was not known', async () => {
    await subscribed('jane@example.net', 'de')
    await subscribed('joe@example.net', null)
    for (const email of ['jane@example.net', 'joe@example.net']) {
      const targets = [{ is: 'server' as const, id: 'web07' }]
      await askToSubscribe(
        { email, targets, preferences: fullPreferences, zone: null, language: 'fr' },
        minute(100),
      )
      const [mail] = await fixture.mail(minute(100))
      await confirmSubscription(tokenIn(mail), null, minute(101), fixture.db, null, 'fr')
    }
    expect(await languageOf('jane@example.net')).toBe('de')
    expect(await languageOf('joe@example.net')).toBe('fr')
  })

  it('is nothing where the site has one language alone', async () => {
    offer()
    await postSubscribe(formRequest('/api/subscribe', { email: 'joe@example.net', target: 'all' }))
    expect(await languageOf('joe@example.net')).toBeNull()
  })

  it('comes with a list of subscribers, and goes with it', async () => {
    await fixture.db
      .insert(staff)
      .values({ role: 'owner', id: 'dana', name: 'Dana', email: 'dana@example.com' })
    const line = { email: 'jane@example.net', watch: ['all'], proof: null, language: 'de' as const }
    const addition = { items: [{ at: 1, line }], isAllByDefault: false, staffId: 'dana' }
    await addSubscribers(
      fixture.db,
      { ...addition, consent: { is: 'confirmed', origin: 'Order form' } },
      start,
    )
    expect(await languageOf('jane@example.net')).toBe('de')
    const filter = { text: null, serverId: null, state: null }
    let csv = ''
    for await (const piece of await exportSubscribers(fixture.db, { filter, staffId: 'dana' }, start))
      csv += piece
    const [head = '', row = ''] = csv.split('\r\n')
    expect(row.split(',')[head.split(',').indexOf('language')]).toBe('de')
  })
})

describe('a notice to readers of several languages', () => {
  it('is worded once a language, for however many of them', async () => {
    for (const [place, language] of (['de', 'de', 'fr', 'fr', 'ar', null] as const).entries())
      await subscribed(`s${place}@example.net`, language)
    await tell(minute(1))
    expect(sent).toHaveLength(6)
    const texts = await fixture.db.select({ language: mailTexts.language }).from(mailTexts)
    expect(texts.map(({ language }) => language).sort()).toEqual(['ar', 'de', 'en', 'fr'])
    const subjects = new Map(sent.map(({ to, subject }) => [to.split('@')[0], subject]))
    expect(subjects.get('s0')).toBe(subjects.get('s1'))
    expect(new Set(subjects.values()).size).toBe(4)
  })

  it('is written from right to left where they read so, with names as they are', async () => {
    await subscribed('jane@example.net', 'ar')
    const mail = await tell(minute(1))
    expect(mail?.html).toContain('<html dir="rtl" lang="ar">')
    expect(mail?.html).toContain('<bdi>web07</bdi>')
    expect(mail?.subject).toContain('\u2068web07\u2069')
  })
})

describe('who comments on a German page', () => {
  it('is asked in German, and told in German of an answer', async () => {
    const comment = {
      postId: 'p1',
      parentId: null,
      authorName: 'Jane',
      email: 'jane@example.net',
      body: 'Mine too.',
    }
    expect(await addComment({ ...comment, language: 'de' }, start, fixture.db)).toBe('held')
    const [question] = await fixture.mail(start)
    expect(question?.subject).toBe(german('mail.comment.subject', { post: 'Titel des Teams' }))
    expect(question?.text).toContain(`${env.SITE_URL}/de/comments/confirm/`)
    await fixture.db.update(comments).set({ state: 'published', publishedAt: start })
    const [asked] = await fixture.db.select().from(comments)
    const staffMember = { id: 'dana', name: 'Dana' }
    await fixture.db.insert(staff).values({ ...staffMember, role: 'owner', email: 'dana@example.com' })
    const answer = { id: 'c2', answersId: asked?.id ?? '', staffMember, body: 'No.' }
    expect(await answerComment(fixture.db, answer, minute(1))).toBe('done')
    await tellAuthor(fixture.db, 'c2', async mail => {
      sent.push(mail)
      return { is: 'sent', providerId: null }
    })
    expect(sent.at(-1)?.text).toContain(german('mail.reply.howToAnswer').split(' ').slice(0, 4).join(' '))
    expect(sent.at(-1)?.text).toContain(`${env.SITE_URL}/de/posts/p1-slug#comment-c2`)
  })
})
