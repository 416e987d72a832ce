import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { audit } from '#db/schema/staff.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { cancelPlanned } from '#lib/flows/maintenance/cancel-maintenance.ts'
import { completeNow } from '#lib/flows/maintenance/complete-maintenance.ts'
import { extendMaintenance } from '#lib/flows/maintenance/extend-maintenance.ts'
import { moveMaintenance } from '#lib/flows/maintenance/move-maintenance.ts'
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

type PlanFacts = Partial<MaintenancePlan> & { startsAt?: Date; endsAt?: Date; serverIds?: string[] }

const planFacts = ({ startsAt = minute(60), endsAt = minute(120), ...facts }: PlanFacts = {}) => {
  const { serverIds = ['web07', 'web08'], ...rest } = facts
  return {
    postId: newId(),
    staffId: 'dana',
    kind: 'maintenance' as const,
    title: 'Memory is replaced',
    text: null,
    slots: serverIds.map(serverId => ({ serverId, startsAt, endsAt })),
    endsBy: 'itself' as const,
    reminders: [],
    isMailed: true,
    ...rest,
  }
}

const plan = async (facts: PlanFacts = {}, now = start): Promise<string> => {
  const planned = planFacts(facts)
  expect(await planMaintenance(fixture.db, planned, now)).toBe('done')
  return planned.postId
}

const cancel = (postId: string, at: Date) =>
  cancelPlanned(fixture.db, { postId, staffId: 'dana', reason: 'The part is late' }, at)

const byDana = (postId: string, version = 0) => ({ postId, staffId: 'dana', version })

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
    const again = planFacts({ postId, title: 'Again', serverIds: ['web07'] })
    expect(await planMaintenance(fixture.db, again, start)).toBe('there-already')
    const [post] = await fixture.db.select().from(posts).where(eq(posts.id, postId))
    expect(post).toMatchObject({ kind: 'maintenance', visibility: 'published', phase: 'scheduled' })
    expect(await fixture.db.$count(maintenance, eq(maintenance.postId, postId))).toBe(1)
    const lines = await fixture.db
      .select()
      .from(audit)
      .where(eq(audit.subject, `post ${postId}`))
    expect(lines.map(line => line.action)).toEqual(['plan-maintenance'])
  })

  it('that is over already is not published', async () => {
    const late = planFacts({ startsAt: minute(-60), endsAt: start })
    expect(await planMaintenance(fixture.db, late, start)).toBe('past')
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
      'Planned maintenance of web07',
      'Maintenance of web07 begins now',
      'Done: maintenance of web07',
    ])
    expect(mailsTo('group')[0]).toBe('Planned maintenance of web07 and web08')
    expect([...mailsTo('other'), ...mailsTo('gone'), ...mailsTo('calm')]).toEqual([])
  })

  it('tells the end only to who heard of it', async () => {
    await fixture.subscriber('jane', ['web07'])
    await plan()
    await tell(minute(60))
    await fixture.subscriber('late', ['web07'])
    await tell(minute(120))
    expect(mailsTo('late')).toEqual([])
    expect(mailsTo('jane').at(-1)).toBe('Done: maintenance of web07')
  })

  it('tells the end to who asked for it, whatever else they watch', async () => {
    const postId = await plan()
    await tell(minute(0))
    await fixture.subscriber('end', [])
    await fixture.db.insert(subscriptions).values({ subscriberId: 'end', postId, confirmedAt: start })
    await tell(minute(60))
    await tell(minute(120))
    expect(mailsTo('end')).toEqual(['Done: maintenance of web07 and web08'])
  })

  it('tells nobody when staff want no mail', async () => {
    await fixture.subscriber('jane', ['web07'])
    await plan({ isMailed: false })
    expect(await tell(minute(0))).toEqual([])
    expect(await tell(minute(60))).toEqual([])
  })

  it('that is cancelled before it was told tells nobody, and afterwards that it does not take place, and why', async () => {
    await fixture.subscriber('jane', ['web07'])
    const unheard = await plan()
    expect(await cancel(unheard, minute(1))).toBe('done')
    expect(await tell(minute(2))).toEqual([])
    const heard = await plan({}, minute(3))
    await tell(minute(3))
    expect(await cancel(heard, minute(20))).toBe('done')
    expect(await tell(minute(21))).toEqual(['planned', 'done'])
    expect(mailsTo('jane')).toEqual(['Planned maintenance of web07', 'Cancelled: maintenance of web07'])
    expect(provider.mails.at(-1)?.text).toContain('Why: The part is late.')
    const [post] = await fixture.db.select().from(posts).where(eq(posts.id, heard))
    expect(post).toMatchObject({ phase: 'cancelled' })
    expect(await cancel(heard, minute(22))).toBe('changed-meanwhile')
  })

  it('that runs can be completed and not cancelled, once', async () => {
    await fixture.subscriber('jane', ['web07'])
    const postId = await plan({ kind: 'countermeasure', title: 'We are scanning web07', startsAt: start })
    await tell(minute(0))
    expect(await cancel(postId, minute(5))).toBe('changed-meanwhile')
    const tries = await Promise.all(
      [1, 2, 3].map(() => completeNow(fixture.db, { postId, staffId: 'dana' }, minute(5))),
    )
    expect(tries.filter(outcome => outcome === 'done')).toHaveLength(1)
    await tell(minute(6))
    expect(mailsTo('jane')).toEqual(['We are scanning web07: it may be slow', 'Done: maintenance of web07'])
  })
})

describe('another time', () => {
  const to = (startsAt: Date, endsAt: Date) => ({ startsAt, endsAt, zone: 'UTC', isMailed: true })

  it('is told once, with the time that was told before, and not to who is told nothing', async () => {
    await fixture.subscriber('jane', ['web07'])
    const postId = await plan()
    await tell(minute(0))
    const move = { ...byDana(postId), ...to(minute(180), minute(240)) }
    expect(await moveMaintenance(fixture.db, move, minute(5))).toBe('done')
    expect(await tell(minute(6))).toEqual(['planned', 'moved'])
    expect(await tell(minute(61))).toEqual(['planned', 'moved'])
    expect(mailsTo('jane')).toEqual(['Planned maintenance of web07', 'Moved: maintenance of web07'])
    expect(provider.mails.at(-1)?.text).toMatch(
      /now from 06:00 to 07:00 UTC \(was\s+planned from 04:00 to 05:00 UTC\)/,
    )
    await tell(minute(180))
    await tell(minute(240))
    expect(mailsTo('jane').slice(2)).toEqual([
      'Maintenance of web07 begins now',
      'Done: maintenance of web07',
    ])
  })

  it('of two people who change it at once is given by one', async () => {
    const postId = await plan()
    const tries = await Promise.all(
      [180, 300].map(at =>
        moveMaintenance(fixture.db, { ...byDana(postId), ...to(minute(at), minute(at + 60)) }, minute(5)),
      ),
    )
    expect(tries.sort()).toEqual(['changed-meanwhile', 'done'])
  })

  it('without mail is nowhere told, and holds', async () => {
    await fixture.subscriber('jane', ['web07'])
    const postId = await plan()
    await tell(minute(0))
    const move = { ...byDana(postId), ...to(minute(180), minute(240)), isMailed: false }
    expect(await moveMaintenance(fixture.db, move, minute(5))).toBe('done')
    expect(await tell(minute(60))).toEqual(['planned'])
    expect(await tell(minute(180))).toEqual(['planned', 'starting'])
  })

  it('that is past, and of what runs, is refused', async () => {
    const postId = await plan()
    const past = { ...byDana(postId), ...to(minute(1), minute(4)) }
    expect(await moveMaintenance(fixture.db, past, minute(5))).toBe('past')
    const late = { ...byDana(postId), ...to(minute(180), minute(240)) }
    expect(await moveMaintenance(fixture.db, late, minute(60))).toBe('changed-meanwhile')
  })
})

describe('maintenance that takes longer', () => {
  it('goes on, says so once, and is done when staff say so', async () => {
    await fixture.subscriber('jane', ['web07'])
    const postId = await plan({ endsBy: 'staff' })
    await tell(minute(60))
    expect(await tell(minute(150))).toEqual(['starting'])
    const extension = { ...byDana(postId), minutes: 30, isMailed: true }
    const tries = await Promise.all([1, 2].map(() => extendMaintenance(fixture.db, extension, minute(150))))
    expect(tries.sort()).toEqual(['changed-meanwhile', 'done'])
    await tell(minute(151))
    const [row] = await fixture.db.select().from(maintenance).where(eq(maintenance.postId, postId))
    expect(row).toMatchObject({ firstEndsAt: minute(120), endsAt: minute(180) })
    expect(await completeNow(fixture.db, { postId, staffId: 'dana' }, minute(190))).toBe('done')
    await tell(minute(191))
    expect(mailsTo('jane')).toEqual([
      'Maintenance of web07 begins now',
      'Still going on: maintenance of web07',
      'Done: maintenance of web07',
    ])
  })
})

describe('turns', () => {
  const slots = [
    { serverId: 'web07', startsAt: minute(60), endsAt: minute(80) },
    { serverId: 'web08', startsAt: minute(80), endsAt: minute(100) },
  ]

  it('are told to each customer for their own server alone', async () => {
    await fixture.subscriber('jane', ['web07'])
    await fixture.subscriber('joe', ['web08'])
    await plan({ slots })
    await tell(minute(0))
    await tell(minute(60))
    expect([mailsTo('jane').length, mailsTo('joe').length]).toEqual([2, 1])
    await tell(minute(80))
    expect(mailsTo('jane').at(-1)).toBe('Done: maintenance of web07')
    expect(mailsTo('joe').at(-1)).toBe('Maintenance of web08 begins now')
    await tell(minute(100))
    expect(mailsTo('joe').at(-1)).toBe('Done: maintenance of web08')
    expect(mailsTo('jane')).toHaveLength(3)
    const planned = provider.mails.filter(mail => mail.subject.startsWith('Planned'))
    expect(planned.map(mail => mail.text.includes('web07') && mail.text.includes('web08'))).toEqual([
      false,
      false,
    ])
  })

  it('tell who asked for the end of the whole when the last one is over', async () => {
    const postId = await plan({ slots })
    await tell(minute(0))
    await fixture.subscriber('end', [])
    await fixture.db.insert(subscriptions).values({ subscriberId: 'end', postId, confirmedAt: start })
    await tell(minute(80))
    expect(mailsTo('end')).toEqual([])
    await tell(minute(100))
    expect(mailsTo('end')).toHaveLength(1)
  })
})

describe('a reminder', () => {
  it('comes an hour before, to who watches the server', async () => {
    await fixture.subscriber('jane', ['web07'])
    await plan({ startsAt: minute(180), endsAt: minute(240), reminders: [24 * 60, 60] })
    await tell(minute(0))
    await tell(minute(119))
    expect(mailsTo('jane')).toEqual(['Planned maintenance of web07'])
    await tell(minute(120))
    await tell(minute(121))
    expect(mailsTo('jane')).toEqual([
      'Planned maintenance of web07',
      'Reminder: planned maintenance of web07',
    ])
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
    expect(mailsTo('jane')).toEqual(['Planned maintenance of web07', 'Update: Memory is replaced'])
    expect(provider.mails.at(-1)?.text).toContain('It begins an hour later.')
  })
})
