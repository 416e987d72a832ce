import { describe, expect, it } from 'vitest'
import { problemOfPattern } from '#lib/rules/sources/pattern.ts'
import { likenessOf, ruleChoices, ruleFor } from '#lib/rules/sources/rule-offer.ts'
import { applyRules, fitsRule } from '#lib/rules/sources/source-rule.ts'

const said = (summary: string, labels: Record<string, string> = {}, host: string | null = null) =>
  likenessOf({ summary, labels, host })

describe('alerts that are like one of them', () => {
  it('are those of its name', () => {
    const labels = { alertname: 'EximFrozen' }
    expect(said('Exim frozen messages on web07: 412', labels)).toEqual({
      match: { alertName: 'EximFrozen' },
      by: 'name',
      text: 'EximFrozen',
    })
  })

  it.each([
    ['Exim frozen messages on web07: 412', 'web07', 'Exim frozen messages on'],
    ['nginx (5xx) rate high on mail.example.net', 'mail.example.net', 'rate high on'],
    ['[web07] MySQL deadlocks | 12/s', null, 'MySQL deadlocks'],
    ['12 up', null, '12 up'],
  ])('without a name are those with the words of %s', (summary, host, words) => {
    const { match, by, text } = said(summary, {}, host)
    expect({ by, text }).toEqual({ by: 'saying', text: words })
    if (!('pattern' in match)) throw new Error('It matches no pattern.')
    expect(problemOfPattern(match.pattern)).toBeNull()
    expect(fitsRule(match, { summary, fingerprint: 'x' }, {})).toBe(true)
  })

  it('have a pattern whatever signs stand in their summary', () => {
    for (const summary of ['a+b*c?(d)[e]{f}|g\\h', '^$.../', '((((', '😀😀😀😀 \\u{']) {
      const { match } = said(summary)
      expect(fitsRule(match, { summary, fingerprint: 'x' }, {})).toBe(true)
    }
  })
})

describe('a rule of the answer of staff', () => {
  const guess = {
    kind: 'outage',
    severity: 'critical',
    isGuess: true,
    summary: 'Exim',
    fingerprint: 'x',
  } as const
  const { match } = said('Exim frozen')

  it.each([
    ['outage', { kind: 'outage', isGuess: false }],
    ['slowdown', { kind: 'slowdown', isGuess: false }],
    ['staff-only', { kind: 'other', isGuess: false }],
  ] as const)('%s is stated from then on', (choice, outcome) => {
    const alert = { ...guess, summary: 'Exim frozen' }
    expect(applyRules(alert, {}, [ruleFor(match, choice)])).toMatchObject(outcome)
  })

  it('to ignore leaves it out, and other alerts are as before', () => {
    expect(applyRules({ ...guess, summary: 'exim FROZEN: 3' }, {}, [ruleFor(match, 'ignore')])).toBeNull()
    for (const choice of ruleChoices) expect(applyRules(guess, {}, [ruleFor(match, choice)])).toEqual(guess)
  })
})
