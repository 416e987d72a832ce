import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { deliveries } from '#db/schema/delivery.ts'
import { attemptBatch } from '#lib/flows/sending/attempt-batch.ts'
import { claimBatches } from '#lib/flows/sending/claim-batches.ts'
import { minute, start, told } from '#tests/flows/notices/notice-fixture.ts'
import { unbroken } from '#tests/support/unbroken.ts'
import { useMailing } from './mailing-fixture.ts'

const { fixture, provider, mailer, send, planned, subjects } = useMailing()

/** This many minutes and seconds after the start. */
const moment = (minutes: number, seconds: number) => new Date(+minute(minutes) + seconds * 1000)

describe('several notices for one reader', () => {
  beforeEach(async () => {
    await fixture.subscriber('jane', ['all'])
    await fixture.otherPost()
  })

  it('that wait together are one mail, and all are sent', async () => {
    await planned('n1', 'began', start, { servers: [told('web07')] })
    await planned('n2', 'began', start, { servers: [told('db01')] }, 'p2')
    await send()
    expect(subjects()).toEqual(['web07 is down, and 1 more'])
    expect(provider.mails[0]?.text).toMatch(/web07 is down\.[\s\S]*db01 is down\./)
    const rows = await fixture.deliveries()
    expect(new Set(rows.map(row => row.mailId)).size).toBe(1)
    expect(rows.map(row => row.state)).toEqual(['sent', 'sent'])
  })

  it('the first goes at once, what follows within a minute is gathered', async () => {
    const at = (seconds: number) => new Date(+start + seconds * 1000)
    await planned('n1', 'began', at(0), { servers: [told('web07')] })
    await send(at(1))
    await planned('n2', 'began', at(10), { servers: [told('db01')] }, 'p2')
    await planned('n3', 'worsened', at(20), { servers: [told('web07')] })
    expect(await send(at(20))).toEqual([])
    expect(await send(at(60))).toEqual([])
    await send(at(61))
    expect(subjects()).toEqual(['web07 is down', 'db01 is down, and 1 more'])
  })

  /** Six updates, a mail each, in eleven minutes. */
  async function sixUpdates(): Promise<void> {
    const body = { is: 'words', about: 'incident', title: 'web07 is down', text: 'Half done.' } as const
    for (let i = 0; i < 6; i++) {
      await planned(`u${i}`, 'update', minute(i * 2), { servers: [told('web07')], saying: body })
      await send(minute(i * 2))
    }
    expect(provider.mails).toHaveLength(6)
  }

  it('beyond six in an hour, all clears wait for its end', async () => {
    await planned('n1', 'began', minute(-90), { servers: [told('web07')] })
    await send(minute(-90))
    provider.mails.length = 0
    await sixUpdates()
    await planned('n2', 'ended', minute(12), { servers: [told('web07')] })
    expect(await send(minute(59))).toEqual([])
    await send(minute(60))
    expect(subjects().slice(6)).toEqual(['All clear: web07'])
  })

  it('a beginning does not wait after six mails of other kinds, and takes along what does', async () => {
    await sixUpdates()
    const body = { is: 'words', about: 'incident', title: 'web07 is down', text: 'Nearly done.' } as const
    await planned('u7', 'update', minute(12), { servers: [told('web07')], saying: body })
    expect(await send(minute(12))).toEqual([])
    await planned('n1', 'began', minute(13), { servers: [told('db01')] }, 'p2')
    await send(minute(13))
    expect(subjects().slice(6)).toEqual(['db01 is down, and 1 more'])
    expect(provider.mails.at(-1)?.text).toContain('Nearly done.')
  })

  it('neither does what is held for staff', async () => {
    await fixture.staff('dennis')
    for (let i = 0; i < 8; i++) {
      await planned(`h${i}`, 'held', minute(i * 6), {
        servers: [told('web07', { cause: 'suspicious-file' })],
      })
      await send(minute(i * 6))
    }
    expect(provider.mails.filter(mail => mail.to.includes('dennis@example.com'))).toHaveLength(8)
  })

  it('a storm of beginnings is a mail every five minutes from the seventh on', async () => {
    for (let i = 0; i < 8; i++) {
      await planned(`b${i}`, 'began', minute(i * 2), { servers: [told(i % 2 ? 'web07' : 'db01')] }, 'p2')
      await send(minute(i * 2))
    }
    expect(provider.mails).toHaveLength(6)
    expect(await send(moment(14, 59))).toEqual([])
    await send(minute(15))
    expect(provider.mails).toHaveLength(7)
  })

  it('a beginning waits a minute at most for a mail of which nobody knows whether it was taken', async () => {
    await planned('n1', 'ended', minute(0), { servers: [told('web07')] })
    await planned('n2', 'began', minute(0), { servers: [told('web07')] })
    provider.fail({ answer: 500 }, { answer: 500 })
    await send(start)
    await planned('n3', 'began', moment(0, 10), { servers: [told('db01')] }, 'p2')
    expect(
      (await claimBatches(fixture.db, mailer, 5, moment(0, 59))).flatMap(({ mails }) =>
        mails.map(({ subject }) => subject),
      ),
    ).not.toContain('db01 is down')
    const later = await claimBatches(fixture.db, mailer, 5, minute(1))
    expect(later.flatMap(({ mails }) => mails.map(({ subject }) => subject))).toContain('db01 is down')
  })

  it('an unsent beginning that is over is one mail that says both', async () => {
    await planned('n1', 'began', start, { servers: [told('web07')] })
    await planned('n2', 'ended', minute(6), { servers: [told('web07')] })
    await send(minute(6))
    expect(subjects()).toEqual(['web07 was down, all clear'])
    expect(unbroken(provider.mails[0]?.text ?? '')).toContain('was down from 03:00 to 03:06 UTC')
    expect(await fixture.db.$count(deliveries, eq(deliveries.state, 'sent'))).toBe(2)
  })

  it('an end waits while the beginning is under way, and comes after it', async () => {
    await planned('n1', 'began', start, { servers: [told('web07')] })
    provider.fail({ drop: 'before' })
    await send(start)
    await planned('n2', 'ended', minute(2), { servers: [told('web07')] })
    const [waiting] = await claimBatches(fixture.db, mailer, 1, minute(3))
    if (!waiting) throw new Error('Nothing was taken.')
    expect(await claimBatches(fixture.db, mailer, 5, minute(3))).toEqual([])
    await attemptBatch(fixture.db, waiting, mailer, () => minute(3))
    await send(minute(9))
    expect(subjects()).toEqual(['web07 is down', 'All clear: web07'])
  })
})
