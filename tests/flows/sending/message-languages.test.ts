import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { posts } from '#db/schema/post.ts'
import { staff } from '#db/schema/staff.ts'
import { destinations, subscribers } from '#db/schema/subscriber.ts'
import type { Channels } from '#lib/channels/channel.ts'
import { channelsFrom } from '#lib/channels/channels.ts'
import { env } from '#lib/env.ts'
import { tellOwner } from '#lib/flows/destinations/tell-owner.ts'
import { tryDestination } from '#lib/flows/destinations/try-destination.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { attemptMessage } from '#lib/flows/sending/attempt-message.ts'
import { claimMessages } from '#lib/flows/sending/claim-messages.ts'
import type { Mail, Mailer } from '#lib/mail/mail.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { holdSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'
import { pushKeys } from '#tests/channels/push-browser.ts'
import { minute, noticeFixture, start, told } from '#tests/flows/notices/notice-fixture.ts'
import { type ChannelProvider, startChannelProvider } from '#tests/support/channel-provider.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
let provider: ChannelProvider
let channels: Channels
beforeAll(async () => {
  fixture = await noticeFixture()
  holdSite(KeptSite.parse({ otherLanguages: ['de'] }))
}, 60_000)
afterAll(async () => {
  holdSite(KeptSite.parse({}))
  await fixture.stop()
})
beforeEach(async () => {
  await fixture.reset()
  provider = await startChannelProvider()
  channels = channelsFrom({ ...env, WEBHOOK_ALLOW_PRIVATE: true }, pushKeys)
  await fixture.subscriber('jane', ['web07'])
  await fixture.db.update(subscribers).set({ language: 'de', mailOffAt: start })
  await fixture.db
    .update(posts)
    .set({ title: 'Disk broken', translations: { de: { title: 'Platte defekt' } } })
})
afterEach(() => provider.close())

const german = wordsIn('de')

async function destination(channel: 'slack' | 'webhook'): Promise<string> {
  const row: typeof destinations.$inferInsert = {
    id: channel,
    subscriberId: 'jane',
    channel,
    address: `${provider.url}/${channel}`,
    label: '',
    config: channel === 'webhook' ? { secret: `whsec_${'a'.repeat(32)}` } : {},
    state: 'active',
    createdAt: start,
  }
  await fixture.db.insert(destinations).values(row)
  return channel
}

async function tell(): Promise<string> {
  await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
  await planNotice(fixture.db, 'n1', start)
  const { claimed } = await claimMessages(fixture.db, 50, () => minute(1))
  for (const one of claimed) await attemptMessage(fixture.db, one, channels, () => minute(1))
  return provider.posts.at(-1)?.body.toString() ?? ''
}

it('tells a channel in the language of its owner, with links to pages in that language', async () => {
  await destination('slack')
  const body = await tell()
  const subject = german('notices.began.subject', { names: 'web07', count: 1, condition: 'down' })
  expect(body).toContain(subject)
  expect(body).toContain(german('channels.stop'))
  expect(body).toContain(`${env.SITE_URL}/de/posts/p1-slug`)
  expect(body).toContain(`${env.SITE_URL}/de/preferences/stop/`)
})

it('tells programs in English, with plain addresses', async () => {
  await destination('webhook')
  const body = await tell()
  expect(body).toContain('web07 is down')
  expect(body).toContain('Disk broken')
  expect(body).toContain(`${env.SITE_URL}/posts/p1-slug`)
  expect(body).not.toContain('/de/')
})

it('tests a destination in the language of its owner', async () => {
  const id = await destination('slack')
  expect(await tryDestination('jane', id, start, fixture.db, channels)).toBe('active')
  expect(provider.posts.at(-1)?.body.toString()).toContain(german('channels.test.works'))
})

it('tells owners that a destination ended in theirs, and staff in that of the desk', async () => {
  await fixture.staff('dana')
  await fixture.db.update(staff).set({ language: 'fr' }).where(eq(staff.id, 'dana'))
  const mails: Mail[] = []
  const keep = async (mail: Mail) => {
    mails.push(mail)
    return { is: 'sent' as const, providerId: null }
  }
  const end = {
    what: 'quarantined' as const,
    destinationId: 'd1',
    channel: 'slack' as const,
    address: 'https://hooks.slack.example/x',
    label: '',
    at: start.toISOString(),
  }
  await tellOwner(fixture.db, { ...end, subscriberId: 'jane', isStaff: false }, keep)
  await tellOwner(fixture.db, { ...end, subscriberId: 'dana', isStaff: true }, keep)
  expect(mails[0]?.text).toContain(german('mail.destination.open'))
  expect(mails[0]?.text).toContain(`${env.SITE_URL}/de/preferences/`)
  // The desk is not written in French.
  expect(mails[1]?.text).toContain(wordsIn('en')('mail.destination.open'))
  expect(mails[1]?.text).toContain(`${env.SITE_URL}/desk/people/me`)
})

it('mails one of the staff in German what is held for them', async () => {
  await fixture.staff('dana')
  await fixture.db.update(staff).set({ language: 'de' })
  await fixture.db.update(posts).set({ visibility: 'held' })
  const servers = [told('web07', { cause: 'suspicious-file' })]
  await fixture.notice('n1', 'held', start, { servers })
  await planNotice(fixture.db, 'n1', start)
  const mails: Mail[] = []
  const mailer: Mailer = {
    provider: 'test',
    mailsPerBatch: 10,
    batchesAtOnce: 1,
    perSecond: null,
    longestSeconds: 30,
    send: async (_key, given) => {
      mails.push(...given)
      return { is: 'sent', providerIds: given.map(() => null) }
    },
  }
  await fixture.send(mailer, minute(1))
  expect(mails[0]?.subject).toBe(german('notices.held.file.subject', { names: 'web07' }))
  expect(mails[0]?.text).toContain(`${env.SITE_URL}/desk/posts/p1`)
})
