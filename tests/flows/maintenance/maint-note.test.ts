import { asc } from 'drizzle-orm'
import ICAL from 'ical.js'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { notices } from '#db/schema/notice.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { cancelPlanned } from '#lib/flows/maintenance/cancel-maintenance.ts'
import { moveMaintenance } from '#lib/flows/maintenance/move-maintenance.ts'
import { planMaintenance } from '#lib/flows/maintenance/plan-maintenance.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { minute, noticeFixture, resendMailer, start } from '#tests/flows/notices/notice-fixture.ts'
import { useMailProvider } from '#tests/support/use-mail-provider.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
const provider = useMailProvider()
beforeAll(async () => {
  fixture = await noticeFixture()
}, 60_000)
afterAll(() => fixture.stop())
beforeEach(async () => {
  await fixture.reset()
  await fixture.staff('dana')
})

async function tell(now: Date): Promise<void> {
  await decideAlerts(fixture.db, () => now)
  const rows = await fixture.db.select().from(notices).orderBy(asc(notices.createdAt))
  for (const { id } of rows) await planNotice(fixture.db, id, now)
  await fixture.send(resendMailer(provider), now)
}

const slot = (serverId: string, from: number, to: number) => {
  return { serverId, startsAt: minute(from), endsAt: minute(to) }
}

const plan = (slots: ReturnType<typeof slot>[]) =>
  planMaintenance(
    fixture.db,
    {
      postId: 'work',
      staffId: 'dana',
      kind: 'maintenance',
      title: 'Memory is replaced',
      text: null,
      slots,
      endsBy: 'itself',
      reminders: [],
      isMailed: true,
    },
    start,
  )

/** What programs of a reader are told, in the order of the mails. */
function notesTo(id: string) {
  const mails = provider.mails.filter(mail => mail.to === `${id}@example.net`)
  return mails.map(({ attachments = [] }) => {
    const calendar = Buffer.from(attachments[0]?.content ?? '', 'base64').toString()
    const event = new ICAL.Component(ICAL.parse(calendar)).getFirstSubcomponent('vevent')
    const value = (name: string) => event?.getFirstPropertyValue(name)
    return {
      uid: value('uid'),
      account: value('x-maintnote-account'),
      objects: event?.getAllProperties('x-maintnote-object-id').map(each => each.getFirstValue()),
      from: String(value('dtstart')),
      sequence: Number(value('sequence')),
      status: value('x-maintnote-status'),
    }
  })
}

it('each reader gets a note of the own servers and turns, by name and with the own address', async () => {
  await fixture.subscriber('jane', ['web07'])
  await fixture.subscriber('joe', ['web08'])
  await fixture.subscriber('all', ['fra'])
  await plan([slot('web07', 60, 90), slot('web08', 90, 120)])
  await tell(minute(0))
  const uid = 'work-work@localhost'
  const first = { uid, sequence: 0, status: 'CONFIRMED', from: '2013-02-19T04:00:00Z' }
  expect(notesTo('jane')).toEqual([{ ...first, account: 'jane@example.net', objects: ['web07.example.com'] }])
  expect(notesTo('joe')).toEqual([
    { ...first, from: '2013-02-19T04:30:00Z', account: 'joe@example.net', objects: ['web08.example.com'] },
  ])
  expect(notesTo('all')).toEqual([
    { ...first, account: 'all@example.net', objects: ['web07.example.com', 'web08.example.com'] },
  ])
})

it('a note follows what is moved and cancelled, under the same UID with a higher SEQUENCE', async () => {
  await fixture.subscriber('jane', ['web07'])
  await plan([slot('web07', 60, 120)])
  await tell(minute(0))
  const times = { startsAt: minute(300), endsAt: minute(360), zone: 'UTC', isMailed: true }
  await moveMaintenance(fixture.db, { postId: 'work', staffId: 'dana', version: 0, ...times }, minute(1))
  await tell(minute(1))
  await cancelPlanned(fixture.db, { postId: 'work', staffId: 'dana', reason: 'The part is late' }, minute(2))
  await tell(minute(2))
  const notes = notesTo('jane')
  expect(new Set(notes.map(note => note.uid)).size).toBe(1)
  expect(notes.map(note => note.status)).toEqual(['CONFIRMED', 'CONFIRMED', 'CANCELLED'])
  expect(notes.map(note => note.from)).toEqual(
    ['04:00:00', '08:00:00', '08:00:00'].map(time => `2013-02-19T${time}Z`),
  )
  const sequences = notes.map(note => note.sequence)
  expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b))
})

it('of many readers none loses the note to a batch, and none is written to twice', async () => {
  await fixture.manySubscribers(230)
  await plan([slot('web07', 60, 120)])
  await tell(minute(0))
  expect(new Set(provider.mails.map(mail => mail.to)).size).toBe(230)
  expect(provider.mails).toHaveLength(230)
  expect(provider.mails.filter(mail => mail.attachments?.length === 1)).toHaveLength(230)
  expect(provider.conflicts()).toBe(0)
  // So many mails take their time where much else runs.
}, 60_000)
