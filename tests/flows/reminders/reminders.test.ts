import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { comments } from '#db/schema/comment.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { reminderMessages } from '#db/schema/reminder.ts'
import { sendReminder } from '#lib/flows/reminders/send-reminder.ts'
import { minute, remindersFixture, start } from './reminders-fixture.ts'

const fixture = await remindersFixture()
const { db, provider } = fixture
afterAll(() => fixture.close())
beforeEach(() => fixture.reset())

describe('a late promise', () => {
  it('is told by every way of who has it, then of the next, and at last of everybody', async () => {
    await fixture.staff('ann', { position: 0 })
    await fixture.staff('ben', { position: 1 })
    await fixture.way('ann')
    await fixture.post('p1', { touchedAt: start, nextUpdateAt: minute(30) })
    for (const count of [24, 25, 30, 39, 40, 50, 90]) await fixture.remind(minute(count))
    expect((await fixture.steps()).map(({ kind, step, staffId }) => `${kind} ${step} ${staffId}`)).toEqual([
      'promise-soon 0 ann',
      'promise-late 0 ann',
      'promise-late 1 ben',
      'promise-late 2 null',
    ])
    await fixture.send(minute(50))
    expect(fixture.heard()).toEqual([
      '/ann p1 is down: the promised update is late.',
      '/ann p1 is down: the promised update is late.',
    ])
    expect(fixture.mails.map(({ to, subject }) => `${to} ${subject}`).sort()).toEqual([
      'ann@example.com p1 is down: the promised update is late.',
      'ann@example.com p1 is down: the promised update is late.',
      'ben@example.com p1 is down: the promised update is late.',
      'ben@example.com p1 is down: the promised update is late.',
    ])
  })

  it('is told once, however many processes look at once', async () => {
    await fixture.staff('ann')
    await fixture.post('p1', { touchedAt: start, nextUpdateAt: minute(1) })
    await Promise.all(Array.from({ length: 5 }, () => fixture.remind(minute(2))))
    expect(await fixture.steps()).toHaveLength(1)
    expect(await fixture.messages()).toHaveLength(1)
  })

  it('is not sent any more when it was kept before the message went out', async () => {
    await fixture.staff('ann')
    await fixture.post('p1', { touchedAt: start, nextUpdateAt: minute(1) })
    await fixture.remind(minute(2))
    await db.update(posts).set({ nextUpdateAt: minute(60), touchedAt: minute(2) })
    expect(await fixture.send(minute(2))).toEqual(['settled'])
    expect(fixture.mails).toEqual([])
    expect(await fixture.messages()).toMatchObject([{ state: 'skipped', error: 'settled meanwhile' }])
  })
})

describe('a message to staff', () => {
  it('says all that is due at once, in their zone', async () => {
    await fixture.staff('ann', { zone: 'Europe/Berlin' })
    for (const id of ['p1', 'p2']) await fixture.post(id)
    await fixture.remind(minute(6))
    await fixture.send(minute(6))
    expect(fixture.mails).toHaveLength(1)
    expect(fixture.mails[0]?.subject).toBe('2 things wait for you.')
    expect(fixture.mails[0]?.text).toContain('p2 is down: nobody has taken it.')
    await fixture.reset()
    await fixture.staff('ann', { zone: 'Europe/Berlin' })
    await fixture.post('p1')
    await fixture.remind(minute(6))
    await fixture.send(minute(6))
    expect(fixture.mails[0]?.text).toContain('It has been public since 15:30 CET.')
    expect(fixture.mails[0]?.text).toMatch(/\/desk\/posts\/p1\n/)
  })

  it('goes by mail as well when another way fails twice, with the same words each time', async () => {
    await fixture.staff('ann', { mailOffAt: start })
    await fixture.way('ann')
    await fixture.post('p1')
    await fixture.remind(minute(6))
    provider.next({ answer: 503 }, { answer: 503 })
    expect(await fixture.send(minute(6))).toEqual(['later'])
    expect(await fixture.messages()).toHaveLength(1)
    expect(await fixture.send(minute(7))).toEqual(['later'])
    expect(await fixture.send(minute(8))).toEqual(['sent', 'sent'])
    expect(fixture.mails).toMatchObject([{ to: 'ann@example.com' }])
    expect(new Set(provider.posts.map(({ body }) => body.toString())).size).toBe(1)
    expect(new Set(provider.posts.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  })

  it('never rings a telephone twice: what may have been taken is mailed', async () => {
    await fixture.staff('ann', { mailOffAt: start })
    await fixture.way('ann', 'sms')
    await fixture.post('p1')
    await fixture.remind(minute(6))
    provider.next('drop')
    expect(await fixture.send(minute(6))).toEqual(['doubtful'])
    expect(await fixture.send(minute(7))).toEqual(['sent'])
    expect(provider.posts).toHaveLength(1)
    expect(fixture.mails).toHaveLength(1)
  })

  it('is not repeated on a telephone after a process was killed', async () => {
    await fixture.staff('ann', { mailOffAt: start })
    await fixture.way('ann', 'sms')
    await fixture.post('p1')
    await fixture.remind(minute(6))
    await db.update(reminderMessages).set({ state: 'sending', attempts: 1 })
    const [message] = await fixture.messages()
    const send = async () => ({ is: 'sent' as const, providerId: null })
    expect(await sendReminder(db, message?.id ?? '', () => minute(7), send, fixture.channels)).toBe('settled')
    expect(provider.posts).toEqual([])
    expect((await fixture.messages()).map(({ state }) => state).sort()).toEqual(['doubtful', 'queued'])
  })

  it('is given up after an hour', async () => {
    await fixture.staff('ann')
    await fixture.post('p1')
    await fixture.remind(minute(6))
    fixture.answerMails({ is: 'retry', reason: 'away', retryAfterSeconds: null })
    expect(await fixture.send(minute(7))).toEqual(['later'])
    expect(await fixture.send(minute(67))).toEqual(['settled'])
    expect(await fixture.messages()).toMatchObject([
      { state: 'refused', error: 'given up after an hour. away' },
    ])
  })
})

describe('quiet time', () => {
  it('leaves it to a colleague, and to nobody when nobody else is there', async () => {
    const quiet = { quietFrom: '14:00', quietTo: '16:00', zone: 'UTC' }
    await fixture.staff('ann', { position: 0, ...quiet })
    await fixture.staff('ben', { position: 1 })
    await fixture.post('p1')
    await fixture.remind(minute(6))
    expect(await fixture.steps()).toMatchObject([{ staffId: 'ben' }])
    await fixture.reset()
    await fixture.staff('ann', { position: 0, ...quiet })
    await fixture.post('p1')
    await fixture.remind(minute(6))
    expect(await fixture.steps()).toMatchObject([{ staffId: 'ann' }])
  })
})

describe('a comment', () => {
  const comment = {
    id: 'c1',
    postId: 'p1',
    authorName: 'Kim',
    body: 'And mine?',
    state: 'published' as const,
  }

  it('is reminded of when nobody has answered it for an hour', async () => {
    await fixture.staff('ann')
    await fixture.post('p1', { touchedAt: start })
    await db.insert(comments).values({ ...comment, createdAt: start, publishedAt: start })
    await fixture.remind(minute(59))
    expect(await fixture.steps()).toEqual([])
    await fixture.remind(minute(60))
    await fixture.send(minute(60))
    expect(fixture.mails[0]?.subject).toBe('p1 is down: a comment waits for an answer.')
    expect(fixture.mails[0]?.text).toContain('/desk/posts/p1#comments')
  })

  it('that was answered is not', async () => {
    await fixture.staff('ann')
    await fixture.post('p1', { touchedAt: start })
    const times = { createdAt: start, publishedAt: start }
    await db.insert(comments).values([
      { ...comment, ...times },
      { ...comment, ...times, id: 'c2', parentId: 'c1', isStaff: true, createdAt: minute(30) },
    ])
    await fixture.remind(minute(61))
    expect(await fixture.steps()).toEqual([])
  })
})

describe('a comment that waits no more', () => {
  const comment = {
    id: 'c1',
    postId: 'p1',
    authorName: 'Kim',
    body: 'And mine?',
    state: 'published' as const,
    createdAt: start,
    publishedAt: start,
  }

  it.each([
    ['needs no answer', { settledAt: start }, {}],
    ['is below a post that readers do not see', {}, { visibility: 'held' as const }],
  ])('because it %s is not reminded of', async (_, ofComment, ofPost) => {
    await fixture.staff('ann')
    await fixture.post('p1', { touchedAt: start, ...ofPost })
    await db.insert(comments).values({ ...comment, ...ofComment })
    await fixture.remind(minute(61))
    expect(await fixture.steps()).toEqual([])
  })
})

describe('an update of work that was promised', () => {
  const work = { id: 'm1', postId: 'p1', kind: 'maintenance' as const, title: 'x', startsAt: start }

  it.each([
    ['is late while it runs', { endsAt: minute(60) }, true],
    ['is late while it overruns', { endsAt: minute(10), endsBy: 'staff' as const }, true],
    ['is not when it ended by itself', { endsAt: minute(10) }, false],
    ['is not when it does not take place', { endsAt: minute(60), cancelledAt: minute(5) }, false],
  ])('%s', async (_, facts, isLate) => {
    await fixture.staff('ann')
    await fixture.post('p1', { kind: 'maintenance', phase: null, touchedAt: start, nextUpdateAt: minute(30) })
    await db.insert(maintenance).values({ ...work, ...facts })
    await fixture.remind(minute(31))
    expect((await fixture.steps()).map(({ kind }) => kind)).toEqual(isLate ? ['promise-late'] : [])
  })
})

it('a storm of outages is one message, and what nobody of the staff can hear is no fault', async () => {
  await fixture.remind(minute(6))
  for (let count = 0; count < 40; count++) await fixture.post(`p${count}`)
  await fixture.remind(minute(6))
  expect(await fixture.steps()).toEqual([])
  await fixture.staff('ann')
  await fixture.remind(minute(6))
  expect(await fixture.steps()).toHaveLength(40)
  await fixture.send(minute(6))
  expect(fixture.mails.map(({ subject }) => subject)).toEqual(['40 things wait for you.'])
})
