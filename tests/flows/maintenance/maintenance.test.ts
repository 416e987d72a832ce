import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { audit } from '#db/schema/staff.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { endMaintenanceNow } from '#lib/flows/maintenance/end-maintenance.ts'
import { type MaintenancePlan, planMaintenance } from '#lib/flows/maintenance/plan-maintenance.ts'
import { writeMaintenanceUpdate } from '#lib/flows/maintenance/write-maintenance-update.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import type { Mailer } from '#lib/mail/mail.ts'
import { minute, noticeFixture, resendMailer, start } from '#tests/flows/notices/notice-fixture.ts'
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
  await fixture.staff('dana')
  mailer = resendMailer(provider)
})

const plan = async (facts: Partial<MaintenancePlan> = {}, now = start): Promise<string> => {
  const postId = newId()
  const what = { kind: 'maintenance' as const, title: 'Memory is replaced', text: null, isMailed: true }
  const when = { startsAt: minute(60), endsAt: minute(120) }
  const planned = { postId, staffId: 'dana', ...what, ...when, serverIds: ['web07', 'web08'], ...facts }
  expect(await planMaintenance(fixture.db, planned, now)).toBe('done')
  return postId
}

/** Decides, and tells whoever must hear. Returns the kinds of the notices so far. */
async function tell(now: Date): Promise<string[]> {
  await decideAlerts(fixture.db, () => now)
  const rows = await fixture.db.select().from(notices).orderBy(asc(notices.createdAt))
  for (const { id } of rows) await planNotice(fixture.db, id, now)
  await fixture.send(mailer, now)
  return rows.map(row => row.kind)
}

const mailsTo = (id: string) =>
  provider.mails.filter(mail => mail.to === `${id}@example.net`).map(mail => mail.subject)

describe('planned work', () => {
  it('is a public post with an audit line, once for a form that was sent twice', async () => {
    const postId = await plan()
    const again = { postId, staffId: 'dana', kind: 'maintenance', title: 'Again', text: null } as const
    const rest = { startsAt: minute(60), endsAt: minute(90), serverIds: ['web07'], isMailed: true }
    expect(await planMaintenance(fixture.db, { ...again, ...rest }, start)).toBe('there-already')
    const [post] = await fixture.db.select().from(posts).where(eq(posts.id, postId))
    expect(post).toMatchObject({ kind: 'maintenance', visibility: 'published', phase: 'scheduled' })
    expect(await fixture.db.$count(maintenance, eq(maintenance.postId, postId))).toBe(1)
    const lines = await fixture.db
      .select()
      .from(audit)
      .where(eq(audit.subject, `post ${postId}`))
    expect(lines.map(line => line.action)).toEqual(['plan-work'])
  })

  it('that is over already is not published', async () => {
    const planned = {
      postId: newId(),
      staffId: 'dana',
      kind: 'maintenance',
      title: 'Late',
      text: null,
    } as const
    const rest = { startsAt: minute(-60), endsAt: start, serverIds: ['web07'], isMailed: true }
    expect(await planMaintenance(fixture.db, { ...planned, ...rest }, start)).toBe('past')
    expect(await fixture.db.$count(maintenance)).toBe(0)
  })

  it('is told to who watches its servers and wants it: planned, starting and done, each once', async () => {
    await fixture.subscriber('jane', ['web07'])
    await fixture.subscriber('group', ['fra'])
    await fixture.subscriber('other', ['db01'])
    await fixture.subscriber('gone', ['web07'], 'unsubscribed')
    await fixture.subscriber('calm', ['web07'])
    await fixture.db
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
    await fixture.subscriber('jane', ['web07'])
    await plan()
    await tell(minute(60))
    await fixture.subscriber('late', ['web07'])
    await tell(minute(120))
    expect(mailsTo('late')).toEqual([])
    expect(mailsTo('jane').at(-1)).toBe('Done: the work on web07')
  })

  it('tells the end to who asked for it, whatever else he watches', async () => {
    const postId = await plan()
    await tell(minute(0))
    await fixture.subscriber('end', [])
    await fixture.db.insert(subscriptions).values({ subscriberId: 'end', postId, confirmedAt: start })
    await tell(minute(60))
    await tell(minute(120))
    expect(mailsTo('end')).toEqual(['Done: the work on web07 and web08'])
  })

  it('tells nobody when staff want no mail', async () => {
    await fixture.subscriber('jane', ['web07'])
    await plan({ isMailed: false })
    expect(await tell(minute(0))).toEqual([])
    expect(await tell(minute(60))).toEqual([])
  })

  it('that is cancelled before it was told tells nobody, and afterwards that it does not take place', async () => {
    await fixture.subscriber('jane', ['web07'])
    const unheard = await plan()
    expect(
      await endMaintenanceNow(fixture.db, { postId: unheard, staffId: 'dana', how: 'cancel' }, minute(1)),
    ).toBe('done')
    expect(await tell(minute(2))).toEqual([])
    const heard = await plan({}, minute(3))
    await tell(minute(3))
    await endMaintenanceNow(fixture.db, { postId: heard, staffId: 'dana', how: 'cancel' }, minute(20))
    expect(await tell(minute(21))).toEqual(['planned', 'done'])
    expect(mailsTo('jane')).toEqual(['Planned work on web07', 'Cancelled: the work on web07'])
  })

  it('that runs can be completed and not cancelled, once', async () => {
    await fixture.subscriber('jane', ['web07'])
    const postId = await plan({ kind: 'countermeasure', title: 'We are scanning web07', startsAt: start })
    await tell(minute(0))
    const end = { postId, staffId: 'dana' }
    expect(await endMaintenanceNow(fixture.db, { ...end, how: 'cancel' }, minute(5))).toBe(
      'changed-meanwhile',
    )
    const tries = await Promise.all(
      [1, 2, 3].map(() => endMaintenanceNow(fixture.db, { ...end, how: 'complete' }, minute(5))),
    )
    expect(tries.filter(outcome => outcome === 'done')).toHaveLength(1)
    await tell(minute(6))
    expect(mailsTo('jane')).toEqual(['We are scanning web07: it may be slow', 'Done: the work on web07'])
  })
})

describe('an update of work', () => {
  it('is mailed to who was told of the work, in the words of staff', async () => {
    await fixture.subscriber('jane', ['web07'])
    const postId = await plan()
    await tell(minute(0))
    await fixture.subscriber('late', ['web07'])
    const update = { id: newId(), postId, staffId: 'dana', text: 'It begins **an hour later**.' }
    const rest = { nextUpdateMinutes: null, isMailed: true }
    expect(await writeMaintenanceUpdate(fixture.db, { ...update, ...rest }, minute(30))).toBe('done')
    await tell(minute(30))
    expect(mailsTo('late')).toEqual([])
    expect(mailsTo('jane')).toEqual(['Planned work on web07', 'Update: Memory is replaced'])
    expect(provider.mails.at(-1)?.text).toContain('It begins an hour later.')
  })
})
