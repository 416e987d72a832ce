import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { customers, people, posts, subscribers, subscriptions } from '#db/schema.ts'
import { env } from '#lib/env.ts'
import { deliver } from '#lib/flows/deliver.ts'
import { planNotice } from '#lib/flows/plan-notice.ts'
import { verifyLink } from '#lib/links.ts'
import { byResend } from '#lib/mail/resend.ts'
import { type MailProvider, startMailProvider } from '#tests/support/mail-provider.ts'
import { minute, noticeWorld, start, told } from './notice-world.ts'

let world: Awaited<ReturnType<typeof noticeWorld>>
let provider: MailProvider
beforeAll(async () => {
  world = await noticeWorld()
}, 60_000)
afterAll(() => world.stop())
beforeEach(async () => {
  await world.reset()
  provider = await startMailProvider()
})
afterEach(() => provider.close())

async function send(now = minute(1)) {
  const row = (await world.deliveries()).find(({ address }) => address !== 'before')
  const byProvider = byResend({
    apiKey: 're_test',
    baseUrl: provider.url,
    from: 'Status <status@example.com>',
  })
  return deliver(world.db, row?.id ?? '', byProvider, now)
}

async function plannedFor(watching: string[], facts = { servers: [told('web07'), told('db01')] }) {
  await world.subscriber('jane', watching)
  await world.notice('n1', 'began', start, facts)
  await planNotice(world.db, 'n1', start)
}

const onlyRow = async () => (await world.deliveries())[0]

describe('a delivery', () => {
  it('is mailed once, and says so', async () => {
    await plannedFor(['web07'])
    expect(await send()).toEqual({ is: 'sent', providerId: 'mail-1' })
    expect(await onlyRow()).toMatchObject({
      state: 'sent',
      attempts: 1,
      sentAt: minute(1),
      providerId: 'mail-1',
      error: null,
    })
    expect(await send()).toEqual({ is: 'settled' })
    expect(provider.requests).toHaveLength(1)
  })

  it('names the reader’s servers and no other', async () => {
    await plannedFor(['web07'])
    await send()
    const [mail] = provider.mails
    expect(mail).toMatchObject({ to: 'jane@example.net', subject: 'web07 is down' })
    const { key: _, id: __, ...all } = mail ?? { key: '', id: '' }
    expect(JSON.stringify(all)).not.toMatch(/db01|web08|Title of staff/)
    expect(mail?.text).toContain(`${env.SITE_URL}/servers/web07.example.com`)
    expect(mail?.text).toContain(`${env.SITE_URL}/posts/p1-slug`)
  })

  it('names no server whose news he does not want', async () => {
    await plannedFor(['all'], { servers: [told('web07'), told('db01', { impact: 'degraded' })] })
    await world.db.update(subscribers).set({ kinds: ['outage'] })
    await send()
    expect(provider.mails[0]?.subject).toBe('web07 is down')
    expect(provider.mails[0]?.text).not.toContain('db01')
  })

  it('names the server that his domain is on', async () => {
    await world.db.insert(customers).values({ domain: 'example.net', serverId: 'web07' })
    await world.subscriber('jane', [])
    await world.db
      .insert(subscriptions)
      .values({ subscriberId: 'jane', domain: 'example.net', confirmedAt: start })
    await world.notice('n1', 'began', start, { servers: [told('web07'), told('db01')] })
    await planNotice(world.db, 'n1', start)
    await send()
    expect(provider.mails[0]?.subject).toBe('web07 is down')
  })

  it('carries a link to what its reader gets, for 30 days', async () => {
    await plannedFor(['web07'])
    await send()
    const token = provider.mails[0]?.text.match(/\/preferences\/(\S+)/)?.[1] ?? ''
    const verify = (minutes: number) => verifyLink('s'.repeat(40), 'preferences', token, minute(minutes))
    expect(verify(30 * 24 * 60)).toEqual({ subject: 'jane' })
    expect(verify(30 * 24 * 60 + 1)).toEqual({ problem: 'expired' })
  })

  it('names the servers of his group', async () => {
    await plannedFor(['fra'], { servers: [told('web07'), told('web08'), told('db01')] })
    await send()
    expect(provider.mails[0]?.subject).toBe('web07 and web08 are down')
  })

  it('carries links that unsubscribe this subscriber, for people and for mailboxes', async () => {
    await plannedFor(['web07'])
    await send()
    const [mail] = provider.mails
    const [row] = await world.deliveries()
    const token = mail?.headers['List-Unsubscribe']?.match(/\/api\/unsubscribe\/([^>]+)>$/)?.[1] ?? ''
    expect(verifyLink('s'.repeat(40), 'unsubscribe', token, minute(1e6))).toEqual({ subject: 'jane' })
    expect(mail?.text).toContain(`${env.SITE_URL}/unsubscribe/${token}`)
    expect(mail?.headers).toMatchObject({
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Message-ID': `<${row?.id}@localhost>`,
      References: '<incident-p1@localhost>',
    })
    expect(mail?.key).toBe(row?.id)
  })

  it('says when the next update is due, unless that was past already', async () => {
    await plannedFor(['web07'])
    await world.db.update(posts).set({ nextUpdateAt: minute(30) })
    await send()
    expect(provider.mails[0]?.text).toContain('due by 03:30 UTC, 19 February 2013')
    await world.reset()
    await plannedFor(['web07'])
    await world.db.update(posts).set({ nextUpdateAt: minute(-30) })
    await send()
    expect(provider.mails[1]?.text).not.toContain('due by')
  })

  it('of what got worse says what was told before', async () => {
    await world.subscriber('jane', ['web07'])
    const slow = told('web07', { impact: 'degraded', cause: 'slowdown' })
    await world.notice('n0', 'began', minute(-10), { servers: [slow] })
    await world.notice('n1', 'worsened', start, { servers: [told('web07')] })
    await world.db.execute(sql`update notices set planned_at = now() where id = 'n0'`)
    await planNotice(world.db, 'n1', start)
    await send()
    expect(provider.mails[0]?.subject).toBe('web07 is down now (was slow)')
  })

  it('of an end names what ended before, where he watches it', async () => {
    await world.subscriber('jane', ['fra'])
    await world.notice('n0', 'began', minute(-60), { servers: [told('web07'), told('web08')] })
    await planNotice(world.db, 'n0', minute(-60))
    await world.db.execute(sql`update deliveries set state = 'sent', address = 'before'`)
    await world.notice('n1', 'ended', start, {
      servers: [told('web07')],
      endedBefore: [told('web08'), told('db01')],
    })
    await planNotice(world.db, 'n1', start)
    await send()
    expect(provider.mails[0]?.subject).toBe('All clear: web07 and web08')
  })

  it('of what is held goes to staff, though the post is hidden', async () => {
    await world.staff('dennis')
    await world.db.update(posts).set({ visibility: 'held' })
    await world.notice('n1', 'held', start, { servers: [told('web07', { cause: 'suspicious-file' })] })
    await planNotice(world.db, 'n1', start)
    await send()
    expect(provider.mails[0]).toMatchObject({
      to: 'dennis@example.com',
      subject: 'Held for you: suspicious file on web07',
    })
    expect(provider.mails[0]?.headers).not.toHaveProperty('List-Unsubscribe')
  })
})

describe('a delivery that nobody wants any more', () => {
  it.each([
    ['unsubscribed', () => world.db.update(subscribers).set({ state: 'unsubscribed' })],
    ['suppressed', () => world.db.update(subscribers).set({ state: 'suppressed' })],
    ['watching nothing', () => world.db.delete(subscriptions)],
    ['of a post taken back', () => world.db.update(posts).set({ visibility: 'held' })],
  ])('is skipped: %s', async (_, change) => {
    await plannedFor(['web07'])
    await change()
    expect(await send()).toMatchObject({ is: 'skipped' })
    expect(await onlyRow()).toMatchObject({ state: 'skipped', attempts: 0, error: expect.any(String) })
    expect(provider.requests).toHaveLength(0)
    expect(await send()).toEqual({ is: 'settled' })
  })

  it('is skipped for who is no longer staff', async () => {
    await world.staff('dennis')
    await world.notice('n1', 'held', start, { servers: [told('web07')] })
    await planNotice(world.db, 'n1', start)
    await world.db.delete(people)
    expect(await send()).toEqual({ is: 'skipped', reason: 'no longer staff' })
  })

  it('does nothing when it was deleted', async () => {
    expect(await send()).toEqual({ is: 'settled' })
  })
})

describe('when the provider fails', () => {
  it('the job fails, so that it is run again, and one mail arrives', async () => {
    await plannedFor(['web07'])
    provider.fail({ drop: 'after' })
    await expect(send()).rejects.toThrow('is tried again later')
    expect(await onlyRow()).toMatchObject({
      state: 'retry',
      attempts: 1,
      error: expect.stringContaining('no answer'),
    })
    expect(await send()).toEqual({ is: 'sent', providerId: 'mail-1' })
    expect(await onlyRow()).toMatchObject({ state: 'sent', attempts: 2, error: null })
    expect(provider.mails).toHaveLength(1)
  })

  it('the next attempt waits as long as the provider asks', async () => {
    await plannedFor(['web07'])
    await world.boss.deleteAllJobs('deliver')
    provider.fail({ answer: 429, retryAfter: 600 })
    expect(await send()).toMatchObject({ is: 'retry', retryAfterSeconds: 600 })
    const [job] = await world.boss.findJobs('deliver')
    expect(job?.data).toEqual({ deliveryId: (await onlyRow())?.id })
    const pause = ((job?.startAfter.getTime() ?? 0) - (job?.createdOn.getTime() ?? 0)) / 1000
    expect(pause).toBeCloseTo(600, 0)
    expect(await onlyRow()).toMatchObject({ state: 'retry', attempts: 1 })
  })

  it('a refusal is final', async () => {
    await plannedFor(['web07'])
    await world.db.execute(sql`update deliveries set address = 'nobody'`)
    expect(await send()).toMatchObject({ is: 'refused' })
    expect(await onlyRow()).toMatchObject({ state: 'refused', error: expect.stringContaining('422') })
    expect(await send()).toEqual({ is: 'settled' })
    expect(provider.requests).toHaveLength(1)
  })

  it('it is given up before the provider forgets the key', async () => {
    await plannedFor(['web07'])
    provider.fail({ drop: 'after' })
    await expect(send()).rejects.toThrow()
    expect(await send(minute(23 * 60))).toMatchObject({
      is: 'refused',
      reason: expect.stringContaining('given up'),
    })
    expect(provider.mails).toHaveLength(1)
  })

  it('a first attempt is made however late it is', async () => {
    await plannedFor(['web07'])
    expect(await send(minute(48 * 60))).toMatchObject({ is: 'sent' })
  })

  it('what another process has settled meanwhile stays as it is', async () => {
    await plannedFor(['web07'])
    const [row] = await world.deliveries()
    await deliver(
      world.db,
      row?.id ?? '',
      async () => {
        await world.db.execute(sql`update deliveries set state = 'sent', provider_id = 'first'`)
        return { is: 'refused', reason: 'too late' }
      },
      minute(1),
    )
    expect(await onlyRow()).toMatchObject({ state: 'sent', providerId: 'first' })
  })
})
