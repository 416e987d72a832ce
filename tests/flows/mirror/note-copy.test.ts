import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { readCopies } from '#db/reads/mirror/copies.ts'
import { noteCopyFailed, noteCopyWritten } from '#lib/flows/mirror/note-copy.ts'
import { minute, remindersFixture } from '#tests/flows/reminders/reminders-fixture.ts'

let fixture: Awaited<ReturnType<typeof remindersFixture>>

beforeAll(async () => {
  fixture = await remindersFixture()
})
afterAll(() => fixture.close())
beforeEach(() => fixture.reset())

const place = 's3://status/public'

it('tells owners by their ways that a copy cannot be written, and that it is written again', async () => {
  const { db } = fixture
  await fixture.staff('dana')
  await noteCopyWritten(db, place, minute(0))
  await noteCopyFailed(db, place, 'connect ECONNREFUSED', minute(1))
  await fixture.send(minute(1))
  expect(fixture.mails).toEqual([])
  await noteCopyFailed(db, place, 'connect ECONNREFUSED', minute(3))
  await noteCopyFailed(db, place, 'connect ECONNREFUSED', minute(5))
  await fixture.send(minute(5))
  expect(fixture.mails.map(({ subject }) => subject)).toEqual([
    expect.stringContaining(`The copy at ${place} cannot be written.`),
  ])
  await noteCopyWritten(db, place, minute(9))
  await noteCopyWritten(db, place, minute(10))
  await fixture.send(minute(10))
  expect(fixture.mails.map(({ subject }) => subject).slice(1)).toEqual([
    expect.stringContaining(`The copy at ${place} is written again.`),
  ])
  expect(await readCopies(db, [place])).toEqual([
    { name: place, state: { writtenAt: minute(10), failingSince: null, why: null, toldAt: null } },
  ])
})

it('tells nobody any more of a copy that is written by the time the message goes out', async () => {
  const { db } = fixture
  await fixture.staff('dana')
  await noteCopyFailed(db, place, 'timeout', minute(0))
  await noteCopyFailed(db, place, 'timeout', minute(2))
  await noteCopyWritten(db, place, minute(3))
  await fixture.send(minute(3))
  expect(fixture.mails.map(({ subject }) => subject)).toEqual([expect.stringContaining('is written again')])
})
