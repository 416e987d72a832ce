import { describe, expect, it } from 'vitest'
import { checkSender, type SenderRecords } from '#lib/rules/sending/sender.ts'
import { senderFindingSentence } from '#lib/words/sending.ts'
import { wordsIn } from '#lib/words/words.ts'

const good: SenderRecords = {
  domain: 'example-host.net',
  own: ['google-site-verification=x', 'v=spf1 include:amazonses.com ~all'],
  dmarc: ['v=DMARC1; p=reject; rua=mailto:d@example-host.net'],
  dkim: ['p=MIGfMA0G'],
  dkimName: 'resend._domainkey.example-host.net',
}

const outcome = (records: Partial<SenderRecords>) =>
  checkSender({ ...good, ...records }).map(check => `${check.name} ${check.is}`)

describe('the sending domain', () => {
  it('is in order with SPF, a key and a policy', () => {
    expect(outcome({})).toEqual(['SPF good', 'DKIM good', 'DMARC good'])
  })

  it.each([
    [{ own: [] }, 'SPF missing'],
    [{ own: ['v=spf10 all'] }, 'SPF missing'],
    [{ own: ['v=spf1 +all'] }, 'SPF weak'],
    [{ own: ['v=spf1 all'] }, 'SPF weak'],
    [{ own: ['v=spf1 -all', 'v=spf1 ~all'] }, 'SPF weak'],
    [{ own: null }, 'SPF unknown'],
    [{ dkim: [] }, 'DKIM missing'],
    [{ dkim: ['v=DKIM1; p='] }, 'DKIM missing'],
    [{ dkim: ['v=DKIM1; k=rsa; p=MIGf'] }, 'DKIM good'],
    [{ dkim: null }, 'DKIM unknown'],
    [{ dmarc: [] }, 'DMARC missing'],
    [{ dmarc: ['v=DMARC1; p=none'] }, 'DMARC weak'],
    [{ dmarc: ['v=DMARC1; sp=reject; p=quarantine'] }, 'DMARC good'],
    [{ dmarc: ['v=DMARC1; sp=reject; p=none'] }, 'DMARC weak'],
    [{ dmarc: null }, 'DMARC unknown'],
  ] as const)('%j is %s', (records, expected) => {
    expect(outcome(records as Partial<SenderRecords>)).toContain(expected)
  })

  it('says for every fault what to do', () => {
    const checks = checkSender({ ...good, own: [], dkim: [], dmarc: [] })
    const sentences = checks.map(check => senderFindingSentence(wordsIn('en'), check.finding))
    for (const sentence of sentences) expect(sentence).toMatch(/: (add|publish|join|end)/)
  })
})
