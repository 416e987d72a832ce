import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import { notices } from '#db/schema/notice.ts'
import { audit } from '#db/schema/person.ts'
import { posts } from '#db/schema/post.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { endWorkNow } from '#lib/flows/maintenance/end-work.ts'
import { type PlannedWork, planWork } from '#lib/flows/maintenance/plan-work.ts'
import { writeWorkUpdate } from '#lib/flows/maintenance/write-work-update.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import type { Mailer } from '#lib/mail/letter.ts'
import { minute, noticeWorld, resendMailer, start } from '#tests/flows/notices/notice-world.ts'
import { useMailProvider } from '#tests/support/use-mail-provider.ts'

let world: Awaited<ReturnType<typeof noticeWorld>>
const provider = useMailProvider()
let mailer: Mailer
beforeAll(async () => {
  world = await noticeWorld()
}, 60_000)
afterAll(() => world.stop())
beforeEach(async () => {
  await world.reset()
  await world.staff('dana')
  mailer = resendMailer(provider)
})

const plan = async (facts: Partial<PlannedWork> = {}, now = start): Promise<string> => {
  const postId = newId()
  const what = { kind: 'maintenance' as const, title: 'Memory is replaced', text: null, isMailed: true }
  const when = { startsAt: minute(60), endsAt: minute(120) }
  const work = { postId, personId: 'dana', ...what, ...when, serverIds: ['web07', 'web08'], ...facts }
  expect(await planWork(world.db, work, now)).toBe(true)
  return postId
}

/** Decides, and tells whoever must hear. Returns the kinds of the notices so far. */
async function tell(now: Date): Promise<string[]> {
  await decideAlerts(world.db, () => now)
  const rows = await world.db.select().from(notices).orderBy(asc(notices.createdAt))
  for (const { id } of rows) await planNotice(world.db, id, now)
  await world.send(mailer, now)
  return rows.map(row => row.kind)
}

const mailsTo = (id: string) =>
  provider.mails.filter(mail => mail.to === `${id}@example.net`).map(mail => mail.subject)

describe('planned work', () => {
  it('is a public post with an audit line, once for a form that was sent twice', async () => {
    const postId = await plan()
    const again = { postId, personId: 'dana', kind: 'maintenance', title: 'Again', text: null } as const
    const rest = { startsAt: minute(60), endsAt: minute(90), serverIds: ['web07'], isMailed: true }
    expect(await planWork(world.db, { ...again, ...rest }, start)).toBe(false)
    const [post] = await world.db.select().from(posts).where(eq(posts.id, postId))
    expect(post).toMatchObject({ kind: 'maintenance', visibility: 'published', phase: 'scheduled' })
    expect(await world.db.$count(maintenance, eq(maintenance.postId, postId))).toBe(1)
    const lines = await world.db
      .select()
      .from(audit)
      .where(eq(audit.subject, `post ${postId}`))
    expect(lines.map(line => line.action)).toEqual(['plan-work'])
  })

  it('is told to who watches its servers and wants it: planned, starting and done, each once', async () => {
    await world.subscriber('jane', ['web07'])
    await world.subscriber('group', ['fra'])
    await world.subscriber('other', ['db01'])
    await world.subscriber('gone', ['web07'], 'unsubscribed')
    await world.subscriber('calm', ['web07'])
    await world.db
      .update(subscribers)
      .set({ kinds: ['outage'] })
      .where(eq(subscribers.id, 'calm'))
    await plan()
    expect(await tell(minute(0))).toEqual(['planned'])
    expect(await tell(minute(1))).toEqual(['planned'])
    await tell(minute(60))
    await tell(minute(61))
    await tell(minute(120))
    expect(await tell(minute(150))).toEqual(['planned', 'starting', 'done'])
    expect(mailsTo('jane')).toEqual([
      'Planned work on web07',
      'Work on web07 begins now',
      'Done: the work on web07',
    ])
    expect(mailsTo('group')[0]).toBe('Planned work on web07 and web08')
    expect([...mailsTo('other'), ...mailsTo('gone'), ...mailsTo('calm')]).toEqual([])
  })

  it('tells the end only to who heard of it', async () => {
    await world.subscriber('jane', ['web07'])
    await plan()
    await tell(minute(60))
    await world.subscriber('late', ['web07'])
    await tell(minute(120))
    expect(mailsTo('late')).toEqual([])
    expect(mailsTo('jane').at(-1)).toBe('Done: the work on web07')
  })

  it('tells the end to who asked for it, whatever else he watches', async () => {
    const postId = await plan()
    await tell(minute(0))
    await world.subscriber('end', [])
    await world.db.insert(subscriptions).values({ subscriberId: 'end', postId, confirmedAt: start })
    await tell(minute(60))
    await tell(minute(120))
    expect(mailsTo('end')).toEqual(['Done: the work on web07 and web08'])
  })

  it('tells nobody when staff want no mail', async () => {
    await world.subscriber('jane', ['web07'])
    await plan({ isMailed: false })
    expect(await tell(minute(0))).toEqual([])
    expect(await tell(minute(60))).toEqual([])
  })

  it('that is cancelled before it was told tells nobody, and afterwards that it does not take place', async () => {
    await world.subscriber('jane', ['web07'])
    const unheard = await plan()
    expect(await endWorkNow(world.db, { postId: unheard, personId: 'dana', how: 'cancel' }, minute(1))).toBe(
      true,
    )
    expect(await tell(minute(2))).toEqual([])
    const heard = await plan({}, minute(3))
    await tell(minute(3))
    await endWorkNow(world.db, { postId: heard, personId: 'dana', how: 'cancel' }, minute(20))
    expect(await tell(minute(21))).toEqual(['planned', 'done'])
    expect(mailsTo('jane')).toEqual(['Planned work on web07', 'Cancelled: the work on web07'])
  })

  it('that runs can be completed and not cancelled, once', async () => {
    await world.subscriber('jane', ['web07'])
    const postId = await plan({ kind: 'countermeasure', title: 'We are scanning web07', startsAt: start })
    await tell(minute(0))
    const end = { postId, personId: 'dana' }
    expect(await endWorkNow(world.db, { ...end, how: 'cancel' }, minute(5))).toBe(false)
    const tries = await Promise.all(
      [1, 2, 3].map(() => endWorkNow(world.db, { ...end, how: 'complete' }, minute(5))),
    )
    expect(tries.filter(Boolean)).toHaveLength(1)
    await tell(minute(6))
    expect(mailsTo('jane')).toEqual(['We are scanning web07: it may be slow', 'Done: the work on web07'])
  })
})

describe('an update of work', () => {
  it('is mailed to who was told of the work, in the words of staff', async () => {
    await world.subscriber('jane', ['web07'])
    const postId = await plan()
    await tell(minute(0))
    await world.subscriber('late', ['web07'])
    const update = { id: newId(), postId, personId: 'dana', text: 'It begins **an hour later**.' }
    const rest = { nextUpdateMinutes: null, isMailed: true }
    expect(await writeWorkUpdate(world.db, { ...update, ...rest }, minute(30))).toBe(true)
    await tell(minute(30))
    expect(mailsTo('late')).toEqual([])
    expect(mailsTo('jane')).toEqual(['Planned work on web07', 'Update: Memory is replaced'])
    expect(provider.mails.at(-1)?.text).toContain('It begins an hour later.')
  })
})
