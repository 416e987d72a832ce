import { describe, expect, it } from 'vitest'
import { applyRules, SourceRule } from '#lib/rules/sources/source-rule.ts'

const alert = {
  kind: 'outage' as const,
  severity: 'critical' as const,
  isGuess: false,
  summary: 'Certificate of web07 ends',
  fingerprint: 'cert:web07',
}
const labels = { alertname: 'CertExpiry', team: 'web' }
const rule = (match: SourceRule['match'], effect: SourceRule['effect']): SourceRule => ({ match, effect })

describe("a source's rules", () => {
  it.each([
    ['the alert name', rule({ alertName: 'CertExpiry' }, { kind: 'other' }), { ...alert, kind: 'other' }],
    ['a label', rule({ label: 'team', equals: 'web' }, { severity: 'info' }), { ...alert, severity: 'info' }],
    ['the summary', rule({ pattern: '^certificate', in: 'summary' }, { ignore: true }), null],
    [
      'the fingerprint',
      rule({ pattern: ':web\\d+$', in: 'fingerprint' }, { kind: 'other' }),
      { ...alert, kind: 'other' },
    ],
    ['another name', rule({ alertName: 'cert' }, { ignore: true }), alert],
    ['a label that is not there', rule({ label: 'toString', equals: 'x' }, { ignore: true }), alert],
  ])('by %s', (_, own, expected) => {
    expect(applyRules(alert, labels, [own])).toEqual(expected)
  })

  it('count in their order: the first that fits', () => {
    const rules = [
      rule({ alertName: 'Other' }, { ignore: true }),
      rule({ label: 'team', equals: 'web' }, { severity: 'warning' }),
      rule({ alertName: 'CertExpiry' }, { ignore: true }),
    ]
    expect(applyRules(alert, labels, rules)).toEqual({ ...alert, severity: 'warning' })
  })

  it.each(['(a+)+$', '([a-z]*)*x', '(', '', 'x'.repeat(201)])('take no pattern such as %s', pattern => {
    expect(SourceRule.safeParse(rule({ pattern, in: 'summary' }, { ignore: true })).success).toBe(false)
  })

  it('have to say what they do', () => {
    expect(SourceRule.safeParse(rule({ alertName: 'x' }, {})).success).toBe(false)
    expect(
      SourceRule.safeParse(rule({ pattern: '(ab)+c{2}', in: 'summary' }, { kind: 'other' })).success,
    ).toBe(true)
  })
})
