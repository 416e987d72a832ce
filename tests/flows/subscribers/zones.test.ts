import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mailTexts } from '#db/schema/batch.ts'
import { destinations, subscribers } from '#db/schema/subscriber.ts'
import { channelsFrom } from '#lib/channels/channels.ts'
import { env } from '#lib/env.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { attemptMessage } from '#lib/flows/sending/attempt-message.ts'
import { claimMessages } from '#lib/flows/sending/claim-messages.ts'
import type { Mailer } from '#lib/mail/mail.ts'
import { zonesByRegion } from '#lib/rules/time/zone.ts'
import { pushKeys } from '#tests/channels/push-browser.ts'
import { minute, noticeFixture, resendMailer, start, told } from '#tests/flows/notices/notice-fixture.ts'
import { type ChannelProvider, startChannelProvider } from '#tests/support/channel-provider.ts'
import { useMailProvider } from '#tests/support/use-mail-provider.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
const provider = useMailProvider()
let mailer: Mailer
beforeAll(async () => {
  fixture = await noticeFixture()
}, 60_000)
afterAll(() => fixture.stop())
beforeEach(async () => {
  await fixture.reset()
  mailer = resendMailer(provider)
})

async function reader(id: string, zone: string | null) {
  await fixture.subscriber(id, ['web07'])
  await moveTo(id, zone)
}

async function moveTo(id: string, zone: string | null) {
  await fixture.db.update(subscribers).set({ zone }).where(eq(subscribers.id, id))
}

async function began() {
  await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
  await planNotice(fixture.db, 'n1', start)
}

const mailTo = (id: string) => provider.mails.find(mail => mail.to === `${id}@example.net`)

describe('a mail', () => {
  it('says times in its reader’s zone, in HTML and in text, and in the site’s for who told none', async () => {
    await reader('jane', 'Europe/Berlin')
    await reader('joe', 'Asia/Kolkata')
    await reader('ann', null)
    await began()
    await fixture.send(mailer, minute(1))
    for (const [id, words] of [
      ['jane', 'down since 04:00 CET (03:00 UTC)'],
      ['joe', 'down since 08:30 GMT+5:30 (03:00 UTC)'],
      ['ann', 'down since 03:00 UTC'],
    ] as const) {
      expect(mailTo(id)?.text).toContain(`web07: ${words}\n`)
      expect(mailTo(id)?.html).toContain(`${words}<`)
    }
  })

  it('to staff says them in the site’s', async () => {
    await fixture.staff('dana')
    await fixture.notice('n1', 'held', start, { servers: [told('web07', { cause: 'suspicious-file' })] })
    await planNotice(fixture.db, 'n1', start)
    await fixture.send(mailer, minute(1))
    expect(provider.mails[0]?.text).toContain('web07: file found at 03:00 UTC\n')
  })

  it('is rendered once for readers in all zones, and leaves no mark in any', async () => {
    const zones = zonesByRegion().flatMap(region => region.places.map(place => place.zone))
    await fixture.manySubscribers(zones.length)
    for (const [i, zone] of zones.entries()) await moveTo(`s${i + 1}`, zone)
    await began()
    await fixture.send(mailer, minute(1))
    expect(provider.mails).toHaveLength(zones.length)
    expect(await fixture.db.$count(mailTexts)).toBe(1)
    expect(JSON.stringify(provider.mails)).not.toMatch(/Allclear\w*Mark/)
    expect(new Set(provider.mails.map(mail => /since (.+)/.exec(mail.text)?.[1])).size).toBeGreaterThan(30)
  })

  it('says the time that staff wrote into an update in the reader’s zone', async () => {
    await reader('jane', 'Europe/Berlin')
    const text = 'web07 is started anew at 2013-02-19 03:30 UTC.'
    const body = { is: 'words', about: 'advisory', title: 'Reboots', text } as const
    await fixture.notice('n1', 'advisory', start, { servers: [told('web07')], saying: body })
    await planNotice(fixture.db, 'n1', start)
    await fixture.send(mailer, minute(1))
    expect(mailTo('jane')?.text).toContain('web07 is started anew at 04:30 CET (03:30 UTC).')
  })

  it('that may have been taken goes out again with the same bytes, wherever its reader is by then', async () => {
    await reader('jane', 'Europe/Berlin')
    await began()
    provider.fail({ drop: 'after' })
    await fixture.send(mailer, minute(1))
    await moveTo('jane', 'Asia/Kolkata')
    // The next day, by which the first attempt needed no date.
    await fixture.send(mailer, minute(22 * 60))
    expect(provider.requests).toHaveLength(2)
    expect(new Set(provider.requests.map(request => request.digest)).size).toBe(1)
    expect(mailTo('jane')?.text).toContain('down since 04:00 CET (03:00 UTC)\n')
  })

  it('that surely was not taken is written anew, where its reader is by then', async () => {
    await reader('jane', 'Europe/Berlin')
    await began()
    provider.fail({ answer: 429 })
    await fixture.send(mailer, minute(1))
    await moveTo('jane', 'Asia/Kolkata')
    await fixture.send(mailer, minute(90))
    expect(mailTo('jane')?.text).toContain('down since 08:30 GMT+5:30 (03:00 UTC)\n')
  })
})

describe('a message', () => {
  let other: ChannelProvider
  beforeEach(async () => {
    other = await startChannelProvider()
  })
  afterEach(() => other.close())

  it.each([
    ['slack', {}, '08:30 GMT+5:30'],
    ['discord', {}, '08\\\\:30 GMT+5\\\\:30'],
    ['teams', {}, '08:30 GMT+5:30'],
    ['webhook', { secret: `whsec_${'a'.repeat(32)}` }, '2013-02-19T03:00Z'],
  ] as const)('by %s says a time by the reader’s clock, or to a program', async (channel, config, words) => {
    await reader('joe', 'Asia/Kolkata')
    const values = { channel, config, address: `${other.url}/way`, label: '', state: 'active' as const }
    await fixture.db.insert(destinations).values({ subscriberId: 'joe', ...values })
    await began()
    const clock = () => minute(1)
    const { claimed } = await claimMessages(fixture.db, 5, clock)
    const channels = channelsFrom({ ...env, WEBHOOK_ALLOW_PRIVATE: true }, pushKeys)
    for (const one of claimed) await attemptMessage(fixture.db, one, channels, clock)
    const [post] = other.posts
    expect(post?.body.toString()).toContain(`down since ${words}`)
    expect(post?.body.toString()).not.toMatch(/UTC|Allclear\w*Mark/)
  })
})
