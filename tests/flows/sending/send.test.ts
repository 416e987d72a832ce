import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { readSecret } from '#db/reads/settings/settings.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { posts } from '#db/schema/post.ts'
import { staff } from '#db/schema/staff.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { env } from '#lib/env.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { retryDeliveries } from '#lib/flows/sending/retry-deliveries.ts'
import { verifyLink } from '#lib/links.ts'
import { minute, start, told } from '#tests/flows/notices/notice-fixture.ts'
import { unbroken } from '#tests/support/unbroken.ts'
import { useMailing } from './mailing-fixture.ts'

const { fixture, provider, send, planned, plannedFor, onlyRow, subjects } = useMailing()

describe('a delivery', () => {
  it('is mailed once, and says so', async () => {
    await plannedFor(['web07'])
    expect(await send()).toEqual([{ is: 'sent', providerIds: ['mail-1'] }])
    expect(await onlyRow()).toMatchObject({
      state: 'sent',
      attempts: 1,
      triedAt: minute(1),
      sentAt: minute(1),
      providerId: 'mail-1',
      error: null,
      answers: [],
    })
    expect(await send(minute(99))).toEqual([])
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

  it('names the servers of the reader’s group', async () => {
    await plannedFor(['fra'], { servers: [told('web07'), told('web08'), told('db01')] })
    await send()
    expect(provider.mails[0]?.subject).toBe('web07 and web08 are down')
  })

  it('carries links that unsubscribe this subscriber, for people and for mailboxes', async () => {
    await plannedFor(['web07'])
    await send()
    const [mail] = provider.mails
    const [row] = await fixture.deliveries()
    const token = mail?.headers['List-Unsubscribe']?.match(/\/api\/unsubscribe\/([^>]+)>$/)?.[1] ?? ''
    expect(verifyLink(await readSecret(fixture.db), 'unsubscribe', token, minute(1e6))).toEqual({
      subject: 'jane',
    })
    expect(mail?.text).toContain(`${env.SITE_URL}/unsubscribe/${token}`)
    expect(mail?.headers).toMatchObject({
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Message-ID': `<${row?.mailId}@localhost>`,
      References: '<incident-p1@localhost>',
    })
    expect(mail?.key).toBe(row?.batchId)
  })

  it('says when the next update is due, unless that was past already', async () => {
    await plannedFor(['web07'])
    await fixture.db.update(posts).set({ nextUpdateAt: minute(30) })
    await send()
    expect(unbroken(provider.mails[0]?.text ?? '')).toContain('due by 03:30 UTC.')
    await fixture.reset()
    await plannedFor(['web07'])
    await fixture.db.update(posts).set({ nextUpdateAt: minute(-30) })
    await send()
    expect(provider.mails[1]?.text).not.toContain('due by')
  })

  it('of what got worse says what was told before', async () => {
    await fixture.subscriber('jane', ['web07'])
    const slow = told('web07', { impact: 'degraded', cause: 'slowdown' })
    await fixture.notice('n0', 'began', minute(-10), { servers: [slow] })
    await fixture.notice('n1', 'worsened', start, { servers: [told('web07')] })
    await fixture.db.execute(sql`update notices set planned_at = now() where id = 'n0'`)
    await planNotice(fixture.db, 'n1', start)
    await send()
    expect(provider.mails[0]?.subject).toBe('web07 is down now (was slow)')
  })

  it('of an end names what ended before, where the reader watches it', async () => {
    await fixture.subscriber('jane', ['fra'])
    await planned('n0', 'began', minute(-60), { servers: [told('web07'), told('web08')] })
    await send(minute(-60))
    await planned('n1', 'ended', start, {
      servers: [told('web07')],
      endedBefore: [told('web08'), told('db01')],
    })
    await send()
    expect(subjects()).toEqual(['web07 and web08 are down', 'All clear: web07 and web08'])
  })

  it('of what is held goes to staff, though the post is hidden', async () => {
    await fixture.staff('dennis')
    await fixture.db.update(posts).set({ visibility: 'held' })
    await fixture.notice('n1', 'held', start, { servers: [told('web07', { cause: 'suspicious-file' })] })
    await planNotice(fixture.db, 'n1', start)
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
    ['unsubscribed', () => fixture.db.update(subscribers).set({ state: 'unsubscribed' })],
    ['suppressed', () => fixture.db.update(subscribers).set({ state: 'suppressed' })],
    ['watching nothing', () => fixture.db.delete(subscriptions)],
    ['of a post taken back', () => fixture.db.update(posts).set({ visibility: 'held' })],
  ])('is skipped: %s', async (_, change) => {
    await plannedFor(['web07'])
    await change()
    expect(await send()).toEqual([])
    expect(await onlyRow()).toMatchObject({ state: 'skipped', attempts: 0, error: expect.any(String) })
    expect(provider.requests).toHaveLength(0)
  })

  it('is skipped for who is no longer staff', async () => {
    await fixture.staff('dennis')
    await fixture.notice('n1', 'held', start, { servers: [told('web07')] })
    await planNotice(fixture.db, 'n1', start)
    await fixture.db.delete(staff)
    expect(await send()).toEqual([])
    expect(await onlyRow()).toMatchObject({ state: 'skipped', error: 'no longer staff' })
  })
})

describe('what was refused', () => {
  it('is tried anew when staff ask for it', async () => {
    await plannedFor(['web07'])
    await fixture.staff('dennis')
    await fixture.db.execute(sql`update deliveries set address = 'nobody'`)
    await send()
    const before = await onlyRow()
    expect(before).toMatchObject({ state: 'refused' })
    await fixture.db.execute(sql`update deliveries set address = 'jane@example.net'`)
    const ask = { deliveryIds: [before?.id ?? ''], staffId: 'dennis' }
    expect(await retryDeliveries(fixture.db, ask, minute(3))).toBe(1)
    expect(await send(minute(3))).toMatchObject([{ is: 'sent' }])
    const after = await onlyRow()
    expect(after).toMatchObject({ state: 'sent', answers: before?.answers })
    expect(after?.batchId).not.toBe(before?.batchId)
    expect(await retryDeliveries(fixture.db, ask, minute(4))).toBe(0)
  })

  it('is not tried anew when its end was told meanwhile', async () => {
    await plannedFor(['web07'], { servers: [told('web07')] })
    await fixture.staff('dennis')
    const row = await onlyRow()
    await planned('n2', 'ended', minute(5), { servers: [told('web07')] })
    await fixture.db.update(deliveries).set({ state: 'refused' }).where(eq(deliveries.noticeId, 'n1'))
    await send(minute(5))
    await retryDeliveries(fixture.db, { deliveryIds: [row?.id ?? ''], staffId: 'dennis' }, minute(9))
    await send(minute(9))
    expect(subjects()).toEqual(['All clear: web07'])
    const [began] = await fixture.db.select().from(deliveries).where(eq(deliveries.noticeId, 'n1'))
    expect(began).toMatchObject({ state: 'skipped', error: 'its end was told already' })
  })
})
