import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toOutbox } from '#lib/mail/transport/outbox.ts'
import { sampleMail } from './facts.ts'

let parent: string
let directory: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'allclear-outbox-'))
  directory = join(parent, 'outbox')
})
afterEach(() => rm(parent, { recursive: true, force: true }))

const from = 'Status <status@example.com>'
const noon = new Date('2013-02-19T12:00:00.000Z')
const evening = new Date('2013-02-19T18:00:00.000Z')
const sender = (now = noon) => toOutbox({ directory, from, clock: () => now })

describe('writing to the outbox', () => {
  it('makes one file, named by time and key, that any mail program opens', async () => {
    const html = '<p>ß – “quoted”</p>'
    expect(await sender()(sampleMail({ html, subject: 'Prüfung: web07' }))).toEqual({
      is: 'sent',
      providerId: '20130219T120000000Z_delivery1.eml',
    })
    expect(await readdir(directory)).toEqual(['20130219T120000000Z_delivery1.eml'])
    const bytes = await readFile(join(directory, '20130219T120000000Z_delivery1.eml'))
    expect(bytes.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    const mail = await simpleParser(bytes)
    expect(mail).toMatchObject({
      subject: 'Prüfung: web07',
      messageId: '<delivery1@status.example.com>',
      inReplyTo: '<incident-p1@status.example.com>',
      date: noon,
    })
    expect(mail.html).toContain(html)
    expect(mail.text?.trim()).toBe('web07 is down')
  })

  it('keeps mails from other users of the machine, for they carry links that sign in', async () => {
    await sender()(sampleMail())
    const paths = [directory, ...(await readdir(directory)).map(name => join(directory, name))]
    const modes = await Promise.all(paths.map(async path => (await stat(path)).mode & 0o777))
    expect(modes).toEqual([0o700, 0o600])
  })

  it('names mails of one second in their order', async () => {
    await sender()(sampleMail({ key: 'second' }))
    await sender(new Date(noon.getTime() + 1))(sampleMail({ key: 'first' }))
    const names = (await readdir(directory)).sort()
    expect(names).toEqual([expect.stringContaining('_second'), expect.stringContaining('_first')])
  })

  it('writes the same key once, also hours later and by another sender', async () => {
    await sender()(sampleMail())
    const again = await sender(evening)(sampleMail({ text: 'another' }))
    expect(again).toEqual({ is: 'sent', providerId: '20130219T120000000Z_delivery1.eml' })
    expect(await readdir(directory)).toHaveLength(1)
  })

  it('writes the same key once when it is asked twice at the same time', async () => {
    const send = toOutbox({ directory, from, clock: tick() })
    await Promise.all([send(sampleMail()), send(sampleMail())])
    expect(await readdir(directory)).toHaveLength(1)
  })

  it('keeps keys apart that end alike', async () => {
    const send = sender()
    await send(sampleMail({ key: 'b' }))
    await send(sampleMail({ key: 'a-b' }))
    expect(await readdir(directory)).toHaveLength(2)
  })

  it('never leaves the directory, whatever the key is', async () => {
    await sender()(sampleMail({ key: '../../escaped' }))
    expect(await readdir(parent)).toEqual(['outbox'])
    expect(await readdir(directory)).toHaveLength(1)
  })

  it('keeps the mail for later when the directory cannot be written', async () => {
    await writeFile(directory, 'a file is in the way')
    expect(await sender()(sampleMail())).toMatchObject({
      is: 'retry',
      reason: expect.stringContaining('Outbox:'),
    })
  })
})

function tick(): () => Date {
  let seconds = 0
  return () => new Date(noon.getTime() + 1000 * seconds++)
}
