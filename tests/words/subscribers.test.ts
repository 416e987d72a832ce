import { describe, expect, it } from 'vitest'
import { fullPreferences } from '#lib/rules/subscribers/notice-preferences.ts'
import { mailedWords, preferenceWords, targetLabel, targetWords } from '#lib/words/subscribers.ts'
import { wordsIn } from '#lib/words/words.ts'

const words = wordsIn('en')
const id = 'abc123def456'

describe('a target', () => {
  it('has words, and none of a stranger’s in a mail', () => {
    const named = { target: { is: 'domain', domain: 'buy-now.example' }, label: null } as const
    expect(targetWords(words, named)).toBe('the server of buy-now.example')
    expect(targetLabel(words, named)).toBe('The server of buy-now.example')
    expect(mailedWords(words, named)).toBe('the server of a domain')
    expect(targetWords(words, { target: { is: 'post', id }, label: 'web07 is down' })).toBe(
      'the end of “web07 is down”',
    )
  })

  it('is said, too, where its server is gone', () => {
    const named = { target: { is: 'server', id }, label: null } as const
    expect(targetWords(words, named)).toBe('a server that is gone')
    expect(targetLabel(words, { ...named, label: 'web07' })).toBe('web07')
  })
})

it.each([
  [fullPreferences, 'everything'],
  [{ kinds: ['outage', 'all-clear'], leastImpact: 'degraded' }, 'outages and the all clear'],
  [{ kinds: ['outage'], leastImpact: 'major_outage' }, 'outages, when a server is down'],
] as const)('what somebody wants to hear reads as a sentence: %j', (preferences, sentence) => {
  expect(preferenceWords(words, preferences)).toBe(sentence)
})
