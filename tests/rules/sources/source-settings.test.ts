import { describe, expect, it } from 'vitest'
import { chosenServer } from '#lib/rules/alerts/server-choice.ts'
import { problemOfSecret } from '#lib/rules/sources/source-settings.ts'
import { secretProblemSentence } from '#lib/words/sources.ts'
import { wordsIn } from '#lib/words/words.ts'

describe('a signing secret', () => {
  it.each([
    ['standard-webhooks', `whsec_${'A'.repeat(32)}`, null],
    [
      'standard-webhooks',
      `whsec_${'A'.repeat(31)}=`,
      'The secret has to be whsec_ and 24 to 64 bytes in base64.',
    ],
    ['standard-webhooks', 'A'.repeat(32), 'The secret has to be whsec_ and 24 to 64 bytes in base64.'],
    ['pagerduty', 'anything', null],
    ['grafana', 'x'.repeat(513), 'The secret is longer than 512 characters.'],
  ] as const)('of %s: %s', (scheme, secret, sentence) => {
    const problem = problemOfSecret(scheme, secret)
    expect(problem && secretProblemSentence(wordsIn('en'), problem)).toBe(sentence)
  })
})

describe('the server that a person means', () => {
  const servers = [
    { hostname: 'web01.example.net', label: 'web01' },
    { hostname: 'web01.example.com', label: 'Web01' },
    { hostname: 'db01.example.net', label: 'Database' },
  ]

  it.each([
    ['web01.example.com', 'web01.example.com'],
    [' DATABASE ', 'db01.example.net'],
    ['web01', undefined],
    ['web', undefined],
  ])('by %j is %s', (typed, hostname) => expect(chosenServer(typed, servers)?.hostname).toBe(hostname))
})
