import { describe, expect, it } from 'vitest'
import { readMailReport } from '#lib/mail/returned/mail-report.ts'
import { provenAddress, withProof } from '#lib/mail/returned/proof.ts'
import { sampleMail as letterOf } from './facts.ts'
import { bounce, complaint, eximText } from './reports.ts'

const site = 'https://status.example.com'
const mailTo = (to: string, key: string) => letterOf({ to, key, headers: {} })
const sampleMail = { mailId: 'abcdefghij12', to: 'jane@example.org' }

describe('a mail that came back', () => {
  it('names the mail, its addresses and the answer of the mail server', async () => {
    expect(await readMailReport(bounce({ ...sampleMail, recipient: 'JD@new.example.org' }))).toEqual({
      is: 'dead',
      mailId: sampleMail.mailId,
      addresses: ['jane@example.org', 'jd@new.example.org'],
      reason: 'mail came back: 550 5.1.1 <jane@example.org>: Recipient address rejected: User unknown',
    })
  })

  it.each(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.1.1 (bad destination mailbox address)'])(
    'ends the address at the status %s',
    async status =>
      expect(await readMailReport(bounce({ ...sampleMail, status }))).toMatchObject({ is: 'dead' }),
  )

  it.each(['5.7.1', '4.4.7', '5.1.8'])('says nothing about the address at the status "%s"', async status =>
    expect(await readMailReport(bounce({ ...sampleMail, status }))).toMatchObject({ is: 'passing' }),
  )

  it.each(['5.0.0', ''])('reads the answer where the status is "%s"', async status =>
    expect(await readMailReport(bounce({ ...sampleMail, status }))).toMatchObject({ is: 'dead' }),
  )

  it.each(['5.2.1', '5.2.2'])('tells of a mailbox that may come back at the status %s', async status =>
    expect(await readMailReport(bounce({ ...sampleMail, status }))).toMatchObject({ is: 'refused' }),
  )

  it('says nothing where neither a status nor an answer is given', async () =>
    expect(await readMailReport(bounce({ ...sampleMail, status: '', answer: [] }))).toMatchObject({
      is: 'passing',
    }))

  it.each(['delayed', 'delivered', 'relayed'])('passes while it is only %s', async action =>
    expect(await readMailReport(bounce({ ...sampleMail, action }))).toMatchObject({ is: 'passing' }),
  )

  it('gives the status where no mail server answered', async () => {
    expect(await readMailReport(bounce({ ...sampleMail, status: '5.1.2', answer: [] }))).toMatchObject({
      reason: 'mail came back: 5.1.2',
    })
  })

  it.each([
    ['without a Message-ID', bounce({ ...sampleMail, returned: ['To: jane@example.org'] })],
    ['of somebody else', bounce({ ...sampleMail, mailId: '<CA+abc' })],
    ['that is no report', Buffer.from('Subject: I am on holiday\r\n\r\nUntil Monday.\r\n')],
    ['of nothing', Buffer.from('')],
    ['of noise', Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 256))],
  ])('is not believed %s', async (_, bytes) =>
    expect(await readMailReport(bytes)).toMatchObject({ is: 'unreadable' }),
  )
})

describe("Exim's report", () => {
  const { mailId, to } = sampleMail

  it('ends the address by what the remote server answered, not by its own status 5.0.0', async () => {
    expect(
      await readMailReport(
        bounce({
          ...sampleMail,
          status: '5.0.0',
          answer: ['Remote-MTA: dns; mx.example.org', 'Diagnostic-Code: smtp; 550 5.1.1 No such user'],
        }),
      ),
    ).toMatchObject({
      is: 'dead',
      mailId,
      addresses: [to],
      reason: 'mail came back: 550 5.1.1 No such user',
    })
  })

  it('of an old version is words alone, and believed when it returns the Message-ID', async () => {
    expect(await readMailReport(eximText(sampleMail, '550 No such user here'))).toEqual({
      is: 'dead',
      mailId,
      addresses: [to],
      reason: 'mail came back: 550 No such user here',
    })
    expect(await readMailReport(eximText(sampleMail, '552 Mailbox full'))).toMatchObject({ is: 'refused' })
    expect(await readMailReport(eximText(sampleMail, '550 5.7.1 blocked'))).toMatchObject({ is: 'passing' })
  })

  it('knows that a domain takes no mail', async () => {
    expect(await readMailReport(eximText(sampleMail, 'Unrouteable address'))).toMatchObject({ is: 'dead' })
  })

  it('is told from a mail of a person who returns our mail', async () => {
    const mail = eximText(sampleMail, '550 no such user')
      .toString()
      .replace(/^X-Failed-Recipients: .*\r\n/m, '')
      .replace('Mailer-Daemon@', 'john@')
    expect(await readMailReport(Buffer.from(mail))).toMatchObject({ is: 'unreadable' })
  })
})

describe('a report about a mail that is no notice', () => {
  it('proves to whom the mail went, also where it was forwarded', async () => {
    const sent = withProof(mailTo('jane@example.org', 'confirm-x1-1773153000000'), 's'.repeat(40), site)
    const [, mailId = ''] = /^<(.*)@status\.example\.com>$/.exec(sent.headers['Message-ID'] ?? '') ?? []
    const report = await readMailReport(
      bounce({ mailId, to: 'Jane@Example.org', recipient: 'x@new.example' }),
    )
    if (report.is !== 'dead') throw new Error('It was not read.')
    expect(provenAddress('s'.repeat(40), report.mailId, report.addresses)).toBe('jane@example.org')
    expect(provenAddress('t'.repeat(40), report.mailId, report.addresses)).toBeNull()
    expect(provenAddress('s'.repeat(40), report.mailId, ['john@example.org'])).toBeNull()
    expect(provenAddress('s'.repeat(40), 'confirm-x1-1773153000000', report.addresses)).toBeNull()
  })

  it('has the same Message-ID at each attempt, and another one to another reader', () => {
    const idOf = (to: string) => withProof(mailTo(to, 'k'), 's'.repeat(40), site).headers['Message-ID']
    expect(idOf('a@example.com')).toBe(idOf('a@example.com'))
    expect(idOf('a@example.com')).not.toBe(idOf('b@example.com'))
    // 128 bits, which nobody guesses.
    expect(idOf('a@example.com')).toMatch(/^<k\.[0-9a-f]{32}@status\.example\.com>$/)
  })
})

describe('a complaint', () => {
  it('names the mail and its address', async () => {
    expect(await readMailReport(complaint(sampleMail))).toEqual({
      is: 'complained',
      mailId: sampleMail.mailId,
      addresses: ['jane@example.org'],
      reason: 'the reader called a mail spam',
    })
  })

  it('passes when it is other feedback', async () => {
    expect(await readMailReport(complaint({ ...sampleMail, type: 'not-spam' }))).toMatchObject({
      is: 'passing',
    })
  })
})
