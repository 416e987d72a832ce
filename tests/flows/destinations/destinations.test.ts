import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isByMail } from '#db/conditions/by-mail.ts'
import { readDestinations } from '#db/reads/destinations/destinations.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { addDestination } from '#lib/flows/destinations/add-destination.ts'
import { removeDestination } from '#lib/flows/destinations/remove-destination.ts'
import { tryDestination } from '#lib/flows/destinations/try-destination.ts'
import { verifyDestination } from '#lib/flows/destinations/verify-destination.ts'
import { loadChannels, readOffer } from '#lib/flows/sending/load-channels.ts'
import { switchMail } from '#lib/flows/subscribers/switch-mail.ts'
import { webhookFacts } from '#lib/rules/destinations/channels/webhook.ts'
import { browserKeys } from '#tests/channels/push-browser.ts'
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

const wrong = (code: string) => (code === '000000' ? '000001' : '000000')

describe('adding', () => {
  it.each([
    ['webhook', {}],
    ['ntfy', { config: { token: 'tk_1' } }],
    ['telegram', { address: '42' }],
    ['sms', { address: '+491701234567' }],
  ] as const)('%s waits for the code that only its reader sees', async (channel, facts) => {
    const address = channel === 'ntfy' ? `${fixture.provider.url}/topic` : `${fixture.provider.url}/hook`
    expect(await fixture.add('ann', { channel, address, ...facts })).toBe('code-sent')
    const { id, state } = await fixture.only('ann')
    expect(state).toBe('pending')
    const { db } = fixture
    expect(await verifyDestination('ann', id, wrong(fixture.code()), minute(1), db)).toBe('wrong')
    expect(await verifyDestination('ann', id, ` ${fixture.code()} `, minute(2), db)).toBe('active')
    expect(await fixture.only('ann')).toMatchObject({
      state: 'active',
      verifiedAt: minute(2),
      codeHash: null,
    })
    expect(await verifyDestination('ann', id, 'anything', minute(3), db)).toBe('active')
  })

  it.each([
    ['slack', {}],
    ['discord', {}],
    ['teams', {}],
    ['web-push', browserKeys()],
  ] as const)('%s is active once a message arrived, for its address is a secret', async (channel, config) => {
    expect(await fixture.add('ann', { channel, config })).toBe('active')
    expect(await fixture.only('ann')).toMatchObject({ channel, state: 'active', verifiedAt: start })
    expect(fixture.provider.posts).toHaveLength(1)
  })

  it('signs the code of a webhook with the secret that its owner sees, so that they can check both', async () => {
    // The library takes only what was signed just now.
    await fixture.add('ann', {}, new Date())
    const { secret } = webhookFacts.config.parse((await fixture.only('ann')).config)
    const [post] = fixture.provider.posts
    const headers = { ...post?.headers } as Record<string, string>
    headers['webhook-timestamp'] ??= ''
    expect(() => new Webhook(secret).verify(post?.body ?? '', headers)).not.toThrow()
  })

  it('keeps one that failed, says why, and tries it again when asked', async () => {
    fixture.provider.next({ answer: 404, body: 'no_service' })
    expect(await fixture.add('ann', { channel: 'slack' })).toBe('failed')
    const { id, state, error } = await fixture.only('ann')
    expect([state, error]).toEqual([
      'pending',
      'Slack: 404 no_service – there is nothing at this address: check it, or make a new one.',
    ])
    expect(await tryDestination('ann', id, minute(1), fixture.db, fixture.channels)).toBe('active')
    expect(await fixture.only('ann')).toMatchObject({ state: 'active', error: null })
  })

  it('does not add the same twice', async () => {
    await fixture.add('ann', { channel: 'slack' })
    expect(await fixture.add('ann', { channel: 'slack' })).toBe('known')
    expect(fixture.provider.posts).toHaveLength(1)
  })

  it('adds nothing for who is not confirmed, and no channel that is not configured', async () => {
    await fixture.subscriber('bob', 'pending')
    expect(await fixture.add('bob', {})).toBe('closed')
    expect(await fixture.add('nobody', {})).toBe('closed')
    expect(await addDestination('ann', fixture.asked({}), start, fixture.db, {})).toBe('channel')
    expect(fixture.provider.posts).toEqual([])
  })
})

describe('limits', () => {
  it('lets a subscriber have ten', async () => {
    for (let i = 0; i < 10; i++) await fixture.active('ann', { address: `${fixture.provider.url}/${i}` })
    expect(await fixture.add('ann', {})).toBe('many')
  })

  it('sends ten test messages a day for one subscriber, whatever they remove in between', async () => {
    const results = []
    for (let i = 0; i < 11; i++) {
      results.push(await fixture.add('ann', { channel: 'slack', address: `${fixture.provider.url}/${i}` }))
      for (const { id } of await readDestinations('ann', fixture.db))
        await removeDestination('ann', id, fixture.db)
    }
    expect(results).toEqual([...Array(10).fill('active'), 'often'])
    expect(fixture.provider.posts).toHaveLength(10)
    expect(await fixture.add('ann', { channel: 'slack' }, minute(24 * 60 + 1))).toBe('active')
  })

  it('sends five test messages a day to one number, whoever asks', async () => {
    const names = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6']
    for (const name of names) await fixture.subscriber(name)
    const results = await Promise.all(
      names.map(name => fixture.add(name, { channel: 'sms', address: '+491701234567' })),
    )
    expect(results.toSorted()).toEqual([...Array(5).fill('code-sent'), 'often'])
    expect(fixture.provider.posts).toHaveLength(5)
  })

  it('counts on for a number though who asked has deleted himself', async () => {
    const results = []
    for (let i = 0; i < 6; i++) {
      results.push(await fixture.add('ann', { channel: 'sms', address: '+491701234567' }))
      await fixture.db.delete(subscribers)
      await fixture.subscriber('ann')
    }
    expect(results).toEqual([...Array(5).fill('code-sent'), 'often'])
  })

  it('takes five guesses of a code, and none after an hour', async () => {
    await fixture.add('ann', {})
    const { id } = await fixture.only('ann')
    const code = fixture.code()
    const verify = (typed: string, at: number) => verifyDestination('ann', id, typed, minute(at), fixture.db)
    for (let i = 0; i < 5; i++) expect(await verify(wrong(code), 1)).toBe('wrong')
    expect(await verify(code, 1)).toBe('tries')
    expect(await tryDestination('ann', id, minute(2), fixture.db, fixture.channels)).toBe('code-sent')
    expect(await verify(fixture.code(), 62)).toBe('expired')
    await tryDestination('ann', id, minute(63), fixture.db, fixture.channels)
    expect(await verify(fixture.code(), 64)).toBe('active')
  })
})

describe('what belongs to another', () => {
  it('can be neither proven nor tried nor removed', async () => {
    await fixture.subscriber('eve')
    await fixture.add('ann', {})
    const { id } = await fixture.only('ann')
    const { db, channels } = fixture
    expect(await verifyDestination('eve', id, fixture.code(), minute(1), db)).toBe('gone')
    expect(await tryDestination('eve', id, minute(1), db, channels)).toBe('gone')
    expect(await removeDestination('eve', id, db)).toBe('gone')
    expect(await fixture.only('ann')).toMatchObject({ state: 'pending', codeTries: 0 })
    expect(fixture.provider.posts).toHaveLength(1)
    expect(await removeDestination('ann', id, db)).toBe('done')
  })
})

describe('mail', () => {
  const byMail = async () => {
    const rows = await fixture.db.select({ id: subscribers.id }).from(subscribers).where(isByMail)
    return rows.map(row => row.id)
  }

  it('is on, and stays on while nothing else is active', async () => {
    await fixture.active('ann', { state: 'pending' })
    expect(await switchMail('ann', true, start, fixture.db)).toBe('only-way')
    expect(await byMail()).toEqual(['ann'])
  })

  it('is off when switched off, and on again when the last other way ends', async () => {
    await fixture.subscriber('bob')
    const id = await fixture.active('ann')
    expect(await switchMail('ann', true, start, fixture.db)).toBe('off')
    expect(await byMail()).toEqual(['bob'])
    await removeDestination('ann', id, fixture.db)
    expect((await byMail()).toSorted()).toEqual(['ann', 'bob'])
  })

  it('is on again when switched on', async () => {
    await fixture.active('ann')
    await switchMail('ann', true, start, fixture.db)
    expect(await switchMail('ann', false, start, fixture.db)).toBe('on')
    expect(await byMail()).toEqual(['ann'])
  })
})

describe('the keys of Web Push', () => {
  it('are made once for all processes, and stay', async () => {
    const { publicPushKey, names } = await readOffer(fixture.db)
    expect(Buffer.from(publicPushKey, 'base64url')).toHaveLength(65)
    expect(names).toEqual(['webhook', 'slack', 'discord', 'teams', 'ntfy', 'web-push'])
    await loadChannels(fixture.db)
    expect((await readOffer(fixture.db)).publicPushKey).toBe(publicPushKey)
  })
})
