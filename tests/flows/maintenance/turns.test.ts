import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { readPostPage } from '#db/reads/posts/post-page.ts'
import { readPublicStatus } from '#db/reads/servers/public-status.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { subscriptions } from '#db/schema/subscriber.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { completeTurn } from '#lib/flows/maintenance/complete-turn.ts'
import { dropTurn } from '#lib/flows/maintenance/drop-turn.ts'
import { extendMaintenance } from '#lib/flows/maintenance/extend-maintenance.ts'
import { planMaintenance } from '#lib/flows/maintenance/plan-maintenance.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import type { Mailer } from '#lib/mail/mail.ts'
import type { MaintenanceEnder, MaintenanceSlot } from '#lib/rules/maintenance/maintenance.ts'
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
  await fixture.subscriber('jane', ['web07'])
  await fixture.subscriber('joe', ['web08'])
  mailer = resendMailer(provider)
})

const turns = [
  { serverId: 'web07', startsAt: minute(60), endsAt: minute(80) },
  { serverId: 'web08', startsAt: minute(80), endsAt: minute(100) },
]
const together = ['web07', 'web08'].map(serverId => ({
  serverId,
  startsAt: minute(60),
  endsAt: minute(120),
}))

async function plan(slots: readonly MaintenanceSlot[], endsBy: MaintenanceEnder = 'itself'): Promise<string> {
  const facts = {
    postId: newId(),
    staffId: 'dana',
    kind: 'maintenance' as const,
    title: 'Memory is replaced',
  }
  const rest = { text: null, slots, endsBy, isMailed: true, reminders: [] }
  expect(await planMaintenance(fixture.db, { ...facts, ...rest }, start)).toBe('done')
  await tell(minute(0))
  return facts.postId
}

async function tell(now: Date): Promise<void> {
  await decideAlerts(fixture.db, () => now)
  const rows = await fixture.db.select().from(notices).orderBy(asc(notices.createdAt))
  for (const { id } of rows) await planNotice(fixture.db, id, now)
  await fixture.send(mailer, now)
}

const mailsTo = (id: string) =>
  provider.mails.filter(mail => mail.to === `${id}@example.net`).map(mail => mail.subject)

const complete = (postId: string, serverId: string, at: Date, version = 0) =>
  completeTurn(fixture.db, { postId, serverId, staffId: 'dana', version }, at)
const drop = (postId: string, serverId: string, at: Date, version = 0) =>
  dropTurn(
    fixture.db,
    { postId, serverId, staffId: 'dana', version, reason: 'Its memory is new already' },
    at,
  )

const row = async (postId: string) => {
  const [found] = await fixture.db.select().from(maintenance).where(eq(maintenance.postId, postId))
  return found
}

it('one turn that is done before its end is told to its own customers, and the next one goes on', async () => {
  const postId = await plan(turns)
  await tell(minute(60))
  const tries = await Promise.all([1, 2].map(() => complete(postId, 'web07', minute(70))))
  expect(tries.sort()).toEqual(['changed-meanwhile', 'done'])
  await tell(minute(71))
  expect(mailsTo('jane').at(-1)).toBe('Done: maintenance of web07')
  expect(provider.mails.at(-1)?.text).toContain('from 04:00 to 04:10 UTC')
  expect(mailsTo('joe')).toHaveLength(1)
  expect(await complete(postId, 'web08', minute(72), 1)).toBe('changed-meanwhile')
  await tell(minute(80))
  expect(mailsTo('joe').at(-1)).toBe('Maintenance of web08 begins now')
  expect(await complete(postId, 'web08', minute(85), 1)).toBe('done')
  await tell(minute(86))
  expect(mailsTo('joe').at(-1)).toBe('Done: maintenance of web08')
  expect(await row(postId)).toMatchObject({ completedAt: minute(85) })
  expect(mailsTo('jane')).toHaveLength(3)
})

it('a server that is done is in maintenance no more, and its trouble is muted no more', async () => {
  const postId = await plan(together)
  await tell(minute(60))
  await complete(postId, 'web07', minute(70))
  const status = await fixture.db.transaction(tx => readPublicStatus(tx, minute(75)))
  expect([...status.running.keys()]).toEqual(['web08'])
  const page = await readPostPage((await slugOf(postId)) ?? '', minute(75), fixture.db)
  expect(page?.updates[0]?.body?.text).toBe('web07 is done.')
})

it('what is left sets the end of the whole, and nothing that overruns ends by that', async () => {
  const postId = await plan(together, 'staff')
  await tell(minute(60))
  await tell(minute(130))
  expect(await complete(postId, 'web07', minute(130))).toBe('done')
  await tell(minute(131))
  expect(mailsTo('jane').at(-1)).toBe('Done: maintenance of web07')
  expect(mailsTo('joe').at(-1)).toBe('Maintenance of web08 begins now')
  const later = { postId, staffId: 'dana', version: 1, minutes: 30, isMailed: true }
  expect(await extendMaintenance(fixture.db, later, minute(131))).toBe('done')
  await tell(minute(132))
  expect(mailsTo('joe').at(-1)).toBe('Still going on: maintenance of web08')
  expect(mailsTo('jane').at(-1)).toBe('Done: maintenance of web07')
})

it('what takes longer goes on for its own customers, and is later for who waits for their turn', async () => {
  const postId = await plan(turns)
  await tell(minute(60))
  const extension = { postId, staffId: 'dana', version: 0, minutes: 30, isMailed: true }
  expect(await extendMaintenance(fixture.db, extension, minute(75))).toBe('done')
  await tell(minute(76))
  expect(mailsTo('jane').at(-1)).toBe('Still going on: maintenance of web07')
  expect(mailsTo('joe').at(-1)).toBe('Moved: maintenance of web08')
})

it('the end of one work says that other work on the server goes on', async () => {
  const first = await plan(together, 'staff')
  await plan([{ serverId: 'web07', startsAt: minute(120), endsAt: minute(180) }])
  await tell(minute(60))
  await tell(minute(125))
  await complete(first, 'web07', minute(130))
  await tell(minute(131))
  expect(mailsTo('jane').at(-1)).toBe('One part is done: maintenance of web07 goes on')
  expect(provider.mails.at(-1)?.text.replace(/\s+/g, ' ')).toContain(
    'goes on and should be done by 06:00 UTC',
  )
  await tell(minute(180))
  expect(mailsTo('jane').at(-1)).toBe('Done: maintenance of web07')
})

it('who asked for the end of the whole hears when its last turn is done', async () => {
  const postId = await plan(together)
  await tell(minute(60))
  await fixture.subscriber('end', [])
  await fixture.db.insert(subscriptions).values({ subscriberId: 'end', postId, confirmedAt: start })
  await complete(postId, 'web07', minute(70))
  await tell(minute(71))
  expect(mailsTo('end')).toEqual([])
  await complete(postId, 'web08', minute(75), 1)
  await tell(minute(76))
  expect(mailsTo('end')).toHaveLength(1)
})

it('a turn that falls out is told to its own customers with the reason, also far ahead', async () => {
  const days = (count: number) => minute(count * 1440)
  const far = turns.map(slot => ({ ...slot, startsAt: days(9), endsAt: days(9.01) }))
  const postId = await plan(far)
  expect(await drop(postId, 'web07', minute(5))).toBe('done')
  expect(await drop(postId, 'web08', minute(6), 1)).toBe('only')
  await tell(minute(6))
  expect(mailsTo('jane').at(-1)).toBe('Cancelled: maintenance of web07')
  expect(provider.mails.at(-1)?.text).toContain('Why: Its memory is new already.')
  expect(mailsTo('joe')).toHaveLength(1)
  await tell(days(9))
  expect([mailsTo('jane').length, mailsTo('joe').at(-1)]).toEqual([2, 'Maintenance of web08 begins now'])
})

it('a turn of which nobody was told leaves nothing behind', async () => {
  const postId = await plan(turns)
  await fixture.db.update(maintenanceServers).set({ toldAt: null })
  await drop(postId, 'web07', minute(5))
  const rows = await fixture.db.select().from(maintenanceServers)
  expect(rows.map(each => each.serverId)).toEqual(['web08'])
  expect(await row(postId)).toMatchObject({ startsAt: minute(80), endsAt: minute(100) })
})

async function slugOf(postId: string): Promise<string | undefined> {
  const [post] = await fixture.db.select({ slug: posts.slug }).from(posts).where(eq(posts.id, postId))
  return post?.slug
}
