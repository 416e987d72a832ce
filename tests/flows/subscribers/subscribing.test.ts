import { describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { askConfirmation } from '#lib/flows/subscribers/ask-confirmation.ts'
import { confirmSubscription, readSubscriptionAsk } from '#lib/flows/subscribers/confirm-subscription.ts'
import { unsubscribe } from '#lib/flows/subscribers/unsubscribe.ts'
import { fullPreferences } from '#lib/rules/subscribers/notice-preferences.ts'
import type { Target } from '#lib/rules/subscribers/target.ts'
import { later } from '#lib/rules/time/time.ts'
import { expectErrorLine } from '#tests/support/console.ts'
import { useJane } from './jane-fixture.ts'
import { minute, start, tokenIn } from './subscribing-fixture.ts'

const {
  fixture,
  fra,
  web07,
  web08,
  retired,
  email,
  all,
  server,
  group,
  domain,
  ask,
  subscriber,
  watched,
  linkFor,
  janeWatchesWeb07,
} = useJane()

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
