import { describe, expect, it } from 'vitest'
import { readMailReport } from '#lib/mail/mail-report.ts'
import { bounce, complaint } from './reports.ts'

const letter = { letterId: 'abcdefghij12', to: 'jane@example.org' }

describe('a mail that came back', () => {
  it('names the letter, its addresses and the answer of the mail server', async () => {
    expect(await readMailReport(bounce({ ...letter, recipient: 'JD@new.example.org' }))).toEqual({
      ...{ is: 'dead', letterId: letter.letterId, addresses: ['jane@example.org', 'jd@new.example.org'] },
      reason: 'mail came back: 550 5.1.1 <jane@example.org>: Recipient address rejected: User unknown',
    })
  })

  it.each(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.1.1 (bad destination mailbox address)'])(
    'ends the address at the status %s',
    async status => expect(await readMailReport(bounce({ ...letter, status }))).toMatchObject({ is: 'dead' }),
  )

  it.each(['5.2.2', '5.7.1', '4.4.7', '5.0.0', '5.1.8', ''])(
    'says nothing about the address at the status "%s"',
    async status =>
      expect(await readMailReport(bounce({ ...letter, status }))).toMatchObject({ is: 'passing' }),
  )

  it.each(['delayed', 'delivered', 'relayed'])('passes while it is only %s', async action =>
    expect(await readMailReport(bounce({ ...letter, action }))).toMatchObject({ is: 'passing' }),
  )

  it('gives the status where no mail server answered', async () => {
    expect(await readMailReport(bounce({ ...letter, status: '5.1.2', answer: [] }))).toMatchObject({
      reason: 'mail came back: 5.1.2',
    })
  })

  it.each([
    ['without a Message-ID', bounce({ ...letter, returned: ['To: jane@example.org'] })],
    ['of somebody else', bounce({ ...letter, letterId: '<CA+abc' })],
    ['that is no report', Buffer.from('Subject: I am on holiday\r\n\r\nUntil Monday.\r\n')],
    ['of nothing', Buffer.from('')],
    ['of noise', Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 256))],
  ])('is not believed %s', async (_, bytes) =>
    expect(await readMailReport(bytes)).toMatchObject({ is: 'unreadable' }),
  )
})

describe('a complaint', () => {
  it('names the letter and its address', async () => {
    expect(await readMailReport(complaint(letter))).toEqual({
      ...{ is: 'complained', letterId: letter.letterId, addresses: ['jane@example.org'] },
      reason: 'the reader called a mail spam',
    })
  })

  it('passes when it is other feedback', async () => {
    expect(await readMailReport(complaint({ ...letter, type: 'not-spam' }))).toMatchObject({ is: 'passing' })
  })
})
