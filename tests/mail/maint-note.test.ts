import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { filler, renderText } from '#lib/channels/mail/mail.ts'
import type { MailSection } from '#lib/mail/notice/section.ts'
import { toOutbox } from '#lib/mail/transport/outbox.ts'
import type { NoticeBody } from '#lib/rules/notices/notice.ts'
import { wordsIn } from '#lib/words/words.ts'
import { mailedServer } from './facts.ts'

const words = wordsIn('en')
const writtenAt = new Date('2013-02-19T12:00:00.000Z')
const site = { name: 'Example "Hosting", Köln', url: 'https://status.example.com' }

const body: Extract<NoticeBody, { is: 'work' }> = {
  is: 'work',
  work: 'maintenance',
  what: 'Memory is replaced; 東京 '.repeat(6),
  isCancelled: false,
  startsAt: '2013-02-20T20:00:00.000Z',
  endsAt: '2013-02-20T23:00:00.000Z',
  sequence: 3,
}
const turn = (label: string, from: string, to: string) => {
  const at = (time: string) => `2013-02-20T${time}:00.000Z`
  return mailedServer(label, { impact: 'maintenance', cause: 'maintenance', since: at(from), dueAt: at(to) })
}
const section = (facts: Partial<MailSection> = {}): MailSection => ({
  postId: 'abc',
  slug: 'the-work',
  kind: 'planned',
  nextUpdateAt: null,
  isTaken: false,
  servers: [turn('web07', '20:00', '21:00'), turn('web08', '22:00', '23:00')],
  body,
  ...facts,
})

async function mailOf(...sections: MailSection[]) {
  const text = await renderText(words, { language: 'en', site, isForStaff: false, sections })
  const tokens = { unsubscribe: 'U', preferences: 'P' }
  return filler(words, text, writtenAt)({ mailId: 'm1', address: 'jane@example.net', zone: 'UTC', tokens })
}

async function eventsOf(...sections: MailSection[]) {
  const { calendar } = await mailOf(...sections)
  if (!calendar) throw new Error('Nothing is attached.')
  return new ICAL.Component(ICAL.parse(calendar)).getAllSubcomponents('vevent')
}

const once = ['uid', 'dtstamp', 'dtstart', 'dtend', 'sequence', 'summary', 'organizer', 'status'].concat(
  ['provider', 'account', 'maintenance-id', 'impact', 'status'].map(name => `x-maintnote-${name}`),
)

describe('the note of planned maintenance', () => {
  it('has each property that MaintNote demands exactly once, in lines of at most 75 octets', async () => {
    const { calendar } = await mailOf(section())
    for (const line of (calendar ?? '').split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(calendar).not.toContain('METHOD')
    expect(calendar).not.toMatch(/Allclear\w+Mark/)
    const [event, second] = await eventsOf(section())
    expect(second).toBeUndefined()
    expect(once.filter(name => event?.getAllProperties(name).length !== 1)).toEqual([])
    const value = (name: string) => String(event?.getFirstPropertyValue(name))
    expect(once.map(value)).toEqual([
      'work-abc@status.example.com',
      '2013-02-19T12:00:00Z',
      '2013-02-20T20:00:00Z',
      '2013-02-20T23:00:00Z',
      '3',
      body.what,
      'mailto:status@localhost',
      'CONFIRMED',
      'status.example.com',
      'jane@example.net',
      'work-abc',
      'OUTAGE',
      'CONFIRMED',
    ])
  })

  it('names exactly the servers that the reader watches, each with its impact', async () => {
    const [event] = await eventsOf(section({ servers: [turn('web08', '22:00', '23:00')] }))
    const objects = event?.getAllProperties('x-maintnote-object-id')
    expect(objects?.map(each => each.getFirstValue())).toEqual(['web08.example.com'])
    expect(objects?.map(each => each.getParameter('x-maintnote-object-impact'))).toEqual(['OUTAGE'])
    expect(String(event?.getFirstPropertyValue('dtstart'))).toBe('2013-02-20T22:00:00Z')
  })

  it.each([
    ['CONFIRMED', 'CONFIRMED', { kind: 'moved' }],
    ['IN-PROCESS', 'CONFIRMED', { kind: 'moved', body: { ...body, isRunning: true } }],
    ['IN-PROCESS', 'CONFIRMED', { kind: 'starting' }],
    ['COMPLETED', 'CONFIRMED', { kind: 'done' }],
    ['CANCELLED', 'CANCELLED', { kind: 'done', body: { ...body, isCancelled: true } }],
  ] as const)('is %s, and %s for a calendar, with %j', async (note, status, facts) => {
    const [event] = await eventsOf(section(facts))
    expect(event?.getFirstPropertyValue('x-maintnote-status')).toBe(note)
    expect(event?.getFirstPropertyValue('status')).toBe(status)
  })

  it('has an event for each maintenance of a digest, and none for the trouble beside it', async () => {
    const outage = section({
      postId: 'down',
      kind: 'began',
      servers: [mailedServer('db01')],
      body: undefined,
    })
    const other = section({ postId: 'def', servers: [turn('web09', '20:00', '21:00')] })
    const begun = section({
      kind: 'starting',
      servers: [turn('web06', '20:00', '21:00')],
      body: { ...body, sequence: 4 },
    })
    const events = await eventsOf(outage, section(), other, begun)
    expect(events.map(event => event.getFirstPropertyValue('uid'))).toEqual([
      'work-abc@status.example.com',
      'work-def@status.example.com',
    ])
    expect(events[0]?.getFirstPropertyValue('sequence')).toBe(4)
    expect(events[0]?.getAllProperties('x-maintnote-object-id')).toHaveLength(3)
  })

  it.each([
    ['a countermeasure', { body: { ...body, work: 'countermeasure' } }],
    ['an incident', { kind: 'began', body: undefined, servers: [mailedServer('db01')] }],
  ] as const)('is not attached to a mail about %s', async (_, facts) => {
    expect((await mailOf(section({ kind: 'starting', ...facts }))).calendar).toBeNull()
  })

  it('arrives as a file of text/calendar, beside the words, the same at each attempt', async () => {
    const mail = await mailOf(section())
    expect(await mailOf(section())).toEqual(mail)
    const directory = await mkdtemp(join(tmpdir(), 'allclear-note-'))
    await toOutbox({ directory, from: 'Status <status@example.com>' })(mail)
    const [name = ''] = await readdir(directory)
    const read = await simpleParser(await readFile(join(directory, name)))
    await rm(directory, { recursive: true })
    expect(read.text).toContain('Planned maintenance of web07 and web08')
    expect(read.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['maintenance.ics', 'text/calendar'],
    ])
    expect(read.attachments[0]?.content.toString()).toBe(mail.calendar)
  })
})
