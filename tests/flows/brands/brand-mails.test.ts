import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { brandGroups, brandServers, brands } from '#db/schema/brand.ts'
import { posts } from '#db/schema/post.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { updates } from '#db/schema/update.ts'
import { env } from '#lib/env.ts'
import { loadBrandPreferences } from '#lib/flows/brands/brand-preferences.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { askConfirmation } from '#lib/flows/subscribers/ask-confirmation.ts'
import { askPreferencesLink } from '#lib/flows/subscribers/ask-preferences-link.ts'
import { askToSubscribe } from '#lib/flows/subscribers/ask-to-subscribe.ts'
import { confirmSubscription } from '#lib/flows/subscribers/confirm-subscription.ts'
import { liftSuppression } from '#lib/flows/subscribers/lift-suppression.ts'
import { loadPreferences } from '#lib/flows/subscribers/load-preferences.ts'
import { mailPreferencesLink } from '#lib/flows/subscribers/mail-preferences-link.ts'
import { suppressAddress } from '#lib/flows/subscribers/suppress-address.ts'
import { unsubscribe } from '#lib/flows/subscribers/unsubscribe.ts'
import type { Mail } from '#lib/mail/mail.ts'
import { type NoticeBody, type NoticeFacts, type NoticeKind, noticeKinds } from '#lib/rules/notices/notice.ts'
import { fullPreferences } from '#lib/rules/subscribers/notice-preferences.ts'
import { later } from '#lib/rules/time/time.ts'
import { minute, noticeFixture, resendMailer, start, told } from '#tests/flows/notices/notice-fixture.ts'
import { useMailProvider } from '#tests/support/use-mail-provider.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
const provider = useMailProvider()
beforeAll(async () => {
  fixture = await noticeFixture()
}, 60_000)
afterAll(() => fixture.stop())

const reader = 'reader@example.net'
/** alpha has web07 by a name of its own, beta all of the group fra. */
beforeEach(async () => {
  await fixture.reset()
  const { db } = fixture
  await db.execute('truncate brands cascade')
  await db.insert(brands).values(
    ['alpha', 'beta'].map(id => ({
      id,
      host: `status.${id}.test`,
      site: { name: `${id} webspace`, mailFrom: `${id} <status@${id}.test>`, footer: `${id} ltd` },
    })),
  )
  await db.insert(brandServers).values({ brandId: 'alpha', serverId: 'web07', name: 'server1.alpha.test' })
  await db.insert(brandGroups).values({ brandId: 'beta', groupId: 'fra' })
})

async function subscribe(brandId: string | null, serverId: string | null = null) {
  const id = `${brandId ?? 'own'}-reader`
  await fixture.db.insert(subscribers).values({ id, brandId, email: reader, state: 'confirmed' })
  await fixture.db.insert(subscriptions).values({ subscriberId: id, serverId, confirmedAt: start })
}

async function tell(kind: NoticeKind, facts: Partial<NoticeFacts>, id = `n-${kind}`, at = start) {
  await fixture.notice(id, kind, at, facts)
  await planNotice(fixture.db, id, at)
  await fixture.send(resendMailer(provider), later(at, 60))
}

const whole = (mail: object | undefined) => JSON.stringify({ ...mail, id: '', key: '' })
/** Whatever tells a reader of alpha who is behind it, or who else is. */
const others = /example\.com|localhost|Allclear(?! )|beta|web0|db01|Title of staff|p1-slug|words of staff/

describe('a notice to readers of several sites at one address', () => {
  it('is a mail of each, and each names its own servers, host and sender alone', async () => {
    for (const brandId of [null, 'alpha', 'beta']) await subscribe(brandId)
    await fixture.db.insert(updates).values({ postId: 'p1', phase: 'investigating', body: 'words of staff' })
    await tell('began', { servers: [told('web07'), told('web08'), told('db01')] })
    const mails = provider.mails
    expect(mails.map(mail => mail.subject).sort()).toEqual(
      ['server1.alpha.test is down', 'web07 and web08 are down', 'db01, web07 and web08 are down'].sort(),
    )
    const alpha = mails.find(mail => mail.subject.startsWith('server1'))
    expect(alpha?.from).toBe('alpha <status@alpha.test>')
    expect(alpha?.text).toContain('http://status.alpha.test:3000/servers/server1.alpha.test')
    expect(alpha?.text).toContain('alpha ltd')
    expect(alpha?.headers['List-Unsubscribe']).toContain('http://status.alpha.test')
    expect(whole(alpha)).not.toMatch(others)
    const own = mails.find(mail => mail.from.includes('example.com'))
    expect(whole(own)).not.toMatch(/alpha|beta/)
  })

  it('goes to nobody whose brand has none of its servers', async () => {
    await subscribe('alpha')
    await tell('began', { servers: [told('web08')] })
    expect(await fixture.audience('n-began')).toEqual([])
  })

  it('tells the end as soon as the brand’s own server is well', async () => {
    await subscribe('alpha')
    await tell('began', { servers: [told('web07'), told('web08')] })
    const ended = told('web07', { endedAt: minute(5).toISOString() })
    await tell('ended', { servers: [ended], stillAffected: ['web08'] }, 'n-ended', minute(120))
    expect(provider.mails.at(-1)?.subject).toBe('All clear: server1.alpha.test')
    expect(provider.mails).toHaveLength(2)
  })

  it('of work says its times, and nothing that staff wrote', async () => {
    await subscribe('alpha')
    const slot = { impact: 'maintenance', cause: 'maintenance', dueAt: minute(90).toISOString() } as const
    const saying = {
      is: 'work',
      work: 'maintenance',
      what: 'words of staff',
      startsAt: start.toISOString(),
      endsAt: minute(600).toISOString(),
      isCancelled: false,
    } as const
    await tell('planned', { servers: [told('web07', slot), told('web08', slot)], saying })
    const [mail] = provider.mails
    expect(mail?.subject).toContain('server1.alpha.test')
    expect(whole(mail)).not.toMatch(others)
    const attached = JSON.stringify(mail).match(/"content":"([^"]+)"/)?.[1] ?? ''
    expect(
      Buffer.from(attached, 'base64')
        .toString()
        .replace(/PRODID.*/, ''),
    ).not.toMatch(others)
  })

  it.each(noticeKinds.filter(kind => kind !== 'held'))('of the kind %s names nobody else', async kind => {
    await subscribe('alpha')
    const isWork = ['planned', 'moved', 'reminder', 'starting', 'done'].includes(kind)
    const saying: NoticeBody = {
      is: 'work',
      work: kind === 'starting' ? 'countermeasure' : 'maintenance',
      what: 'words of staff for web08',
      reason: 'words of staff',
      startsAt: start.toISOString(),
      endsAt: minute(600).toISOString(),
      isCancelled: kind === 'done',
    }
    const was = { since: minute(-60).toISOString(), dueAt: minute(30).toISOString() }
    const more = { dueAt: minute(90).toISOString(), ...(kind === 'moved' ? { was } : {}) }
    await fixture.db.insert(updates).values({ postId: 'p1', phase: 'monitoring', body: 'words of staff' })
    await tell('began', { servers: [told('web07'), told('web08')] }, 'n-first', minute(-600))
    const servers = ['web07', 'web08'].map(id => told(id, isWork ? more : {}))
    await tell(kind, { servers, ...(isWork ? { saying } : {}) })
    expect(provider.mails.length).toBeGreaterThan(0)
    for (const mail of provider.mails) {
      expect(mail.to).toBe(reader)
      expect(JSON.stringify({ ...mail, key: '', id: '', attachments: [] })).not.toMatch(others)
    }
  })

  it.each(['advisory', 'review', 'update'] as const)('of the kind %s is none, being words', async kind => {
    await subscribe('alpha')
    const saying = {
      is: 'words',
      about: 'incident',
      title: 'Title of staff',
      text: 'words of staff',
    } as const
    await tell(kind, { servers: [told('web07')], saying })
    await tell(kind, { servers: [], saying }, 'to-all')
    expect([await fixture.audience(`n-${kind}`), await fixture.audience('to-all')]).toEqual([[], []])
  })
})

describe('a reader of a brand', () => {
  const asked = { email: reader, preferences: fullPreferences, zone: null }
  const ask = (brandId: string | null, id = 'web07') =>
    askToSubscribe({ ...asked, targets: [{ is: 'server', id }] }, start, fixture.db, brandId)
  const rows = () => fixture.db.select().from(subscribers)

  it('is asked and answered in the brand’s name, and reads links at its host alone', async () => {
    expect(await ask('alpha', 'web08')).toBe('no-target')
    expect(await ask('alpha')).toBe('asked')
    expect(await ask(null)).toBe('asked')
    const [own, branded] = (await rows()).sort((a, b) => (a.brandId ?? '').localeCompare(b.brandId ?? ''))
    expect([own?.brandId, branded?.brandId]).toEqual([null, 'alpha'])
    const sent: Mail[] = []
    const keep = async (mail: Mail) => {
      sent.push(mail)
      return { is: 'sent' as const, providerId: null }
    }
    await askConfirmation(fixture.db, { subscriberId: branded?.id ?? '' }, minute(1), keep)
    const [question] = sent
    expect(question?.as).toEqual({ from: 'alpha <status@alpha.test>', url: 'http://status.alpha.test:3000' })
    expect(question?.text).toContain('http://status.alpha.test:3000/confirm/')
    expect(whole(question)).not.toMatch(others)
    const token = /\/confirm\/(\S+)/.exec(question?.text ?? '')?.[1] ?? ''
    expect(await confirmSubscription(token, null, minute(2), fixture.db)).toBe('invalid')
    expect(await confirmSubscription(token, null, minute(2), fixture.db, 'beta')).toBe('invalid')
    expect(await confirmSubscription(token, null, minute(2), fixture.db, 'alpha')).toBe('confirmed')
    await askPreferencesLink(reader, minute(3), fixture.db, 'alpha')
    await mailPreferencesLink(fixture.db, branded?.id ?? '', minute(3), keep)
    expect(whole(sent[1])).not.toMatch(others)
    const link = /\/preferences\/(\S+)/.exec(sent[1]?.text ?? '')?.[1] ?? ''
    expect((await loadPreferences(link, minute(4), fixture.db)).is).toBe('invalid')
    expect((await loadBrandPreferences('beta', link, minute(4), fixture.db)).is).toBe('invalid')
    const page = await loadBrandPreferences('alpha', link, minute(4), fixture.db)
    expect(page).toMatchObject({ is: 'open', watched: [{ label: 'server1.alpha.test' }] })
    const end = 'unsubscribeToken' in page ? page.unsubscribeToken : ''
    expect(await unsubscribe(end, minute(5), fixture.db)).toBe('unknown')
    expect(await unsubscribe(end, minute(5), fixture.db, 'alpha')).toBe('done')
  })

  it('whose address is dead is written to by nobody any more', async () => {
    await ask('alpha')
    await suppressAddress(fixture.db, { address: reader, reason: 'gone' }, minute(1))
    expect((await rows()).map(({ brandId, state }) => [brandId, state])).toContainEqual([
      'alpha',
      'suppressed',
    ])
    await ask('beta')
    await ask(null)
    const states = (await rows()).map(({ brandId, state }) => `${brandId} ${state}`).sort()
    expect(states).toEqual(['alpha suppressed', 'null suppressed'])
    const [first] = await rows()
    await liftSuppression(fixture.db, { subscriberId: first?.id ?? '', staffId: null }, minute(2))
    expect((await rows()).map(({ state }) => state)).toEqual(['unsubscribed', 'unsubscribed'])
    expect(await fixture.db.$count(subscriptions)).toBe(0)
  })
})

it('the hoster’s own mails stay what they were', async () => {
  await subscribe(null, 'web07')
  await fixture.db.update(posts).set({ nextUpdateAt: minute(30) })
  await tell('began', { servers: [told('web07')] })
  expect(provider.mails[0]?.text).toContain(`${env.SITE_URL}/posts/p1-slug`)
  expect(provider.mails[0]?.from).toBe('Status <status@example.com>')
})
