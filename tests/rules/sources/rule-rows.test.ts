import { describe, expect, it } from 'vitest'
import { emptyRow, type RuleRow, readRuleRows, rowOf } from '#lib/rules/sources/rule-rows.ts'
import type { SourceRule } from '#lib/rules/sources/source-rule.ts'
import { ruleProblemSentence } from '#lib/words/sources.ts'
import { wordsIn } from '#lib/words/words.ts'

const row = (place: number, facts: Partial<RuleRow>): RuleRow => ({ ...emptyRow(place), ...facts })

const rules: SourceRule[] = [
  { match: { alertName: 'Watchdog' }, effect: { ignore: true } },
  { match: { label: 'team', equals: 'shop' }, effect: { kind: 'other', severity: 'info' } },
  { match: { pattern: '^disk', in: 'summary' }, effect: { kind: 'slowdown' } },
  { match: { pattern: 'test$', in: 'fingerprint' }, effect: { severity: 'info' } },
]

/** What the desk says of rows that are no rules. */
function sentences(rows: readonly RuleRow[]): string[] {
  const read = readRuleRows(rows)
  return 'problems' in read ? read.problems.map(each => ruleProblemSentence(wordsIn('en'), each)) : []
}

describe('the rows of the rules', () => {
  it('stand for the rules and back', () => {
    expect(readRuleRows(rules.map((rule, i) => rowOf(rule, i + 1)))).toEqual({ rules })
  })

  it('are ordered by their places, and rows of one place as they stand', () => {
    const places = [3, 1, 1, 2]
    const rows = rules.map((rule, i) => rowOf(rule, places[i] ?? 0))
    expect(readRuleRows(rows)).toEqual({ rules: [1, 2, 3, 0].map(i => rules[i]) })
  })

  it('without text are no rules', () => {
    expect(readRuleRows([row(1, { kind: 'ignore' }), row(2, {})])).toEqual({ rules: [] })
  })

  it.each<[Partial<RuleRow>, string]>([
    [{ text: 'x', on: 'everything', kind: 'other' }, 'choose what it looks at'],
    [{ text: 'x', on: 'label', kind: 'other' }, 'name the label that it looks at'],
    [{ text: 'x' }, 'choose a kind, a severity, or to ignore the alert'],
    [{ text: '(', on: 'summary', kind: 'other' }, 'the text is no regular expression'],
    [
      { text: '(a+)+', on: 'fingerprint', kind: 'other' },
      'the text repeats a group in which something is repeated or chosen already',
    ],
    [{ text: 'x'.repeat(201), kind: 'other' }, 'a text has 200 characters at most'],
    [{ text: 'x', kind: 'other', place: '0' }, 'the place has to be 1 or more'],
    [{ text: 'x', kind: 'other', place: 'first' }, 'the place has to be 1 or more'],
  ])('name the row that is wrong: %j', (facts, problem) => {
    const rows = [row(1, { text: 'fine', kind: 'other' }), row(2, facts)]
    expect(sentences(rows)).toEqual([`Rule 2: ${problem}.`])
  })

  it('are 200 at most', () => {
    const rows = Array.from({ length: 201 }, (_, i) => row(i + 1, { text: 'x', kind: 'other' }))
    expect(sentences(rows)).toEqual(['A source has 200 rules at most.'])
  })
})
