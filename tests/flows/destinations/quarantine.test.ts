import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { destinations, subscribers } from '#db/schema/subscriber.ts'
import type { TellResult } from '#lib/channels/channel.ts'
import { noteAnswer } from '#lib/flows/destinations/note-answer.ts'
import { purgeDestinations } from '#lib/flows/destinations/purge-destinations.ts'
import { tellOwner } from '#lib/flows/destinations/tell-owner.ts'
import { tryDestination } from '#lib/flows/destinations/try-destination.ts'
import { preferencesOf } from '#lib/identity/links.ts'
import type { Mail, SendResult } from '#lib/mail/mail.ts'
import { expectErrorLine } from '#tests/support/console.ts'
import { channelsFixture, minute, start } from './channels-fixture.ts'

let fixture: Awaited<ReturnType<typeof channelsFixture>>
beforeAll(async () => {
  fixture = await channelsFixture()
})
afterAll(() => fixture.close())
beforeEach(async () => {
  await fixture.reset()
  await fixture.subscriber('ann')
})

const down: TellResult = {
  is: 'retry',
  reason: 'The webhook: 500',
  retryAfterSeconds: null,
  mayBeTaken: false,
  sharedBy: null,
}
const sent: TellResult = { is: 'sent', providerId: null }
const gone: TellResult = { is: 'refused', reason: 'The webhook: 410', isGone: true }
const day = 24 * 60

const note = (id: string, result: TellResult, at: Date) =>
  fixture.db.transaction(tx => noteAnswer(tx, id, result, at))

describe('quarantine', () => {
  it('comes with the tenth failure within an hour, and its owner hears of it once', async () => {
    const id = await fixture.active('ann', { label: 'On-call' })
    for (let i = 0; i < 9; i++) await note(id, down, minute(i * 6))
    expect(await fixture.state(id)).toBe('active')
    expect(await fixture.ends()).toEqual([])
    await note(id, down, minute(59))
    expect(await fixture.only('ann')).toMatchObject({
      state: 'quarantined',
      quarantinedAt: minute(59),
      error: 'The webhook: 500',
    })
    await note(id, down, minute(60))
    await note(id, sent, minute(61))
    expect(await fixture.state(id)).toBe('quarantined')
    expect(await fixture.ends()).toMatchObject([
      { what: 'quarantined', destinationId: id, subscriberId: 'ann', label: 'On-call' },
    ])
  })

  it('counts anew after a success', async () => {
    const id = await fixture.active('ann')
    for (let i = 0; i < 9; i++) await note(id, down, minute(i))
    await note(id, sent, minute(9))
    for (let i = 10; i < 19; i++) await note(id, down, minute(i))
    expect(await fixture.state(id)).toBe('active')
  })

  it('comes at once where the other side says that it is gone', async () => {
    const id = await fixture.active('ann')
    await note(id, gone, start)
    expect(await fixture.state(id)).toBe('quarantined')
    expect(await fixture.ends()).toHaveLength(1)
  })

  it('counts answers that come at the same time', async () => {
    const id = await fixture.active('ann')
    await Promise.all(Array.from({ length: 10 }, (_, i) => note(id, down, minute(i))))
    expect(await fixture.state(id)).toBe('quarantined')
    expect(await fixture.ends()).toHaveLength(1)
  })

  it('ends with a test that arrives', async () => {
    const id = await fixture.active('ann')
    await note(id, gone, start)
    fixture.provider.next({ answer: 500 })
    expect(await tryDestination('ann', id, minute(1), fixture.db, fixture.channels)).toBe('failed')
    expect(await fixture.state(id)).toBe('quarantined')
    expect(await tryDestination('ann', id, minute(2), fixture.db, fixture.channels)).toBe('active')
    expect(await fixture.only('ann')).toMatchObject({ state: 'active', quarantinedAt: null, failedAt: [] })
  })
})

describe('purge', () => {
  it('forgets what was quarantined for 90 days, and tells its owner', async () => {
    const id = await fixture.active('ann', { state: 'quarantined', quarantinedAt: start })
    expect(await purgeDestinations(fixture.db, minute(90 * day - 1))).toBe(0)
    expect(await purgeDestinations(fixture.db, minute(90 * day))).toBe(1)
    expect(await fixture.state(id)).toBe('none')
    expect(await fixture.ends()).toMatchObject([{ what: 'purged', destinationId: id }])
    expect(await purgeDestinations(fixture.db, minute(90 * day))).toBe(0)
    expect(await fixture.ends()).toHaveLength(1)
  })

  it('forgets what was never proven after a week, without a word', async () => {
    const id = await fixture.active('ann', { state: 'pending' })
    await purgeDestinations(fixture.db, minute(7 * day))
    expect(await fixture.state(id)).toBe('pending')
    await purgeDestinations(fixture.db, minute(7 * day + 1))
    expect(await fixture.state(id)).toBe('none')
    expect(await fixture.ends()).toEqual([])
  })

  it('keeps what is active, and forgets what belongs to who has left', async () => {
    await fixture.subscriber('bob')
    const [hers, his] = [await fixture.active('ann'), await fixture.active('bob')]
    await fixture.db.update(subscribers).set({ state: 'unsubscribed' }).where(eq(subscribers.id, 'bob'))
    expect(await purgeDestinations(fixture.db, minute(1000 * day))).toBe(1)
    expect([await fixture.state(hers), await fixture.state(his)]).toEqual(['active', 'none'])
    expect(await fixture.ends()).toEqual([])
  })
})

describe('the mail to the owner', () => {
  async function mailed(result: SendResult = sent): Promise<Mail[]> {
    const mails: Mail[] = []
    for (const end of await fixture.ends())
      await tellOwner(fixture.db, end, async mail => {
        mails.push(mail)
        return result
      })
    return mails
  }

  it('names the destination, says what to do, and leads to the preferences', async () => {
    const address = 'https://hooks.example.com/secret-path-that-is-long-enough'
    const id = await fixture.active('ann', { label: 'On-call', address })
    await note(id, gone, start)
    const [mail, ...others] = await mailed()
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      to: 'ann@example.net',
      key: `destination-${id}-quarantined-${start.getTime()}`,
    })
    expect(mail?.subject).toMatch(/^We have stopped sending to On-call \(Webhook hooks\.example\.com\/…\)/)
    // The job that mails the owner waits in the database, so it knows the host alone.
    expect(mail?.text).not.toContain('secret-path')
    const token = mail?.text.match(/\/preferences\/(\S+)/)?.[1] ?? ''
    expect(await preferencesOf(token, minute(day), fixture.db)).toBe('ann')
  })

  it('is the same at each attempt', async () => {
    const id = await fixture.active('ann')
    await note(id, gone, start)
    expect(await mailed()).toEqual(await mailed())
    await fixture.db.delete(destinations).where(eq(destinations.id, id))
    expect(await mailed()).toHaveLength(1)
  })

  it('is tried again where it may work later, and said where it never will', async () => {
    const id = await fixture.active('ann', { state: 'quarantined', quarantinedAt: start })
    await purgeDestinations(fixture.db, minute(90 * day))
    await expect(mailed({ is: 'retry', reason: 'busy', retryAfterSeconds: null })).rejects.toThrow('busy')
    expectErrorLine(/was refused: no such mailbox/)
    expect(await mailed({ is: 'refused', reason: 'no such mailbox', isGone: true })).toMatchObject([
      { subject: expect.stringMatching(/^We have removed Webhook 127\.0\.0\.1:\d+\/…$/) },
    ])
    expect(await fixture.state(id)).toBe('none')
  })

  it('is not sent to who has left', async () => {
    const id = await fixture.active('ann')
    await note(id, gone, start)
    await fixture.db.update(subscribers).set({ state: 'unsubscribed' })
    expect(await mailed()).toEqual([])
  })
})
