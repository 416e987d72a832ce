import { expect, it } from 'vitest'
import type { SenderFinding } from '#lib/rules/sending/sender.ts'
import { senderFindingSentence } from '#lib/words/sending.ts'
import { wordsIn } from '#lib/words/words.ts'

const domain = 'example-host.net'
const at = 'resend._domainkey.example-host.net'

it.each<[SenderFinding, string]>([
  [
    { is: 'many-spf', domain, count: 2 },
    `${domain} has 2 SPF records, which counts as none: join them into one.`,
  ],
  [{ is: 'revoked-key', at }, `The key at ${at} has been taken back: publish a new one.`],
  [
    { is: 'no-dmarc', domain },
    `_dmarc.${domain} has no record: add "v=DMARC1; p=none; rua=mailto:…" first, and look at the reports.`,
  ],
  [
    { is: 'good-dmarc', domain, policy: 'reject' },
    `${domain} asks mailboxes to reject mail that only claims to be its own.`,
  ],
  [
    { is: 'good-dmarc', domain, policy: 'quarantine' },
    `${domain} asks mailboxes to quarantine mail that only claims to be its own.`,
  ],
])('of %j staff read “%s”', (finding, sentence) => {
  expect(senderFindingSentence(wordsIn('en'), finding)).toBe(sentence)
})
