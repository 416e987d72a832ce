import { alertKinds, severities } from '#lib/rules/alerts/alert.ts'
import { type PatternProblem, problemOfPattern } from './pattern.ts'
import { mostRules, SourceRules } from './source.ts'
import { SourceRule } from './source-rule.ts'

/** A rule as a form has it: texts only; '' stands for "as the source says". */
export type RuleRow = {
  /** Where it stands among the others, from 1. */
  place: string
  on: string
  /** The label's name, where it looks at one. */
  label: string
  text: string
  kind: string
  severity: string
}

export const ruleSubjects = ['alertName', 'label', 'summary', 'fingerprint'] as const

/** In place of a kind: the alert is left out. */
export const ignoring = 'ignore'

export const ruleKinds: readonly string[] = [...alertKinds, ignoring]
export const ruleSeverities: readonly string[] = severities

type RowProblem =
  | { is: 'no-subject' | 'no-label' | 'no-effect' | 'too-long' | 'bad-place' }
  | { is: 'bad-pattern'; pattern: PatternProblem }

/** number: of the row, from 1. */
export type RuleProblem = (RowProblem & { number: number }) | { is: 'too-many'; most: number }

/** The rules that rows stand for, in their places. A row without text is none. Or what is wrong with each row. */
export function readRuleRows(
  rows: readonly RuleRow[],
): { rules: SourceRule[] } | { problems: RuleProblem[] } {
  const given = rows.map((row, i) => ({ row, number: i + 1 })).filter(({ row }) => row.text !== '')
  const read = given.map(({ row, number }) => ({ place: Number(row.place), number, ...readRow(row) }))
  const problems = read.flatMap<RuleProblem>(row =>
    'problem' in row ? [{ ...row.problem, number: row.number }] : [],
  )
  const unplaced = read.filter(row => !Number.isInteger(row.place) || row.place < 1)
  problems.push(...unplaced.map(({ number }) => ({ is: 'bad-place' as const, number })))
  if (problems.length > 0) return { problems }
  const inPlace = read.sort((a, b) => a.place - b.place || a.number - b.number)
  const rules = SourceRules.safeParse(inPlace.flatMap(row => ('rule' in row ? [row.rule] : [])))
  return rules.success ? { rules: rules.data } : { problems: [{ is: 'too-many', most: mostRules }] }
}

function readRow(row: RuleRow): { rule: SourceRule } | { problem: RowProblem } {
  const { on, label, text, kind, severity } = row
  if (!ruleSubjects.some(subject => subject === on)) return { problem: { is: 'no-subject' } }
  if (on === 'label' && label === '') return { problem: { is: 'no-label' } }
  if (kind === '' && severity === '') return { problem: { is: 'no-effect' } }
  const isPattern = on === 'summary' || on === 'fingerprint'
  const parsed = SourceRule.safeParse({
    match: isPattern
      ? { pattern: text, in: on }
      : on === 'label'
        ? { label, equals: text }
        : { alertName: text },
    effect:
      kind === ignoring ? { ignore: true } : { kind: kind || undefined, severity: severity || undefined },
  })
  if (parsed.success) return { rule: parsed.data }
  const pattern = isPattern ? problemOfPattern(text) : null
  return { problem: pattern ? { is: 'bad-pattern', pattern } : { is: 'too-long' } }
}

/** A rule as a row of the form. */
export function rowOf({ match, effect }: SourceRule, place: number): RuleRow {
  const then =
    'ignore' in effect
      ? { kind: ignoring, severity: '' }
      : { kind: effect.kind ?? '', severity: effect.severity ?? '' }
  const common = { place: String(place), label: '', ...then }
  if ('alertName' in match) return { ...common, on: 'alertName', text: match.alertName }
  if ('label' in match) return { ...common, on: 'label', label: match.label, text: match.equals }
  return { ...common, on: match.in, text: match.pattern }
}

/** A row that is no rule yet. */
export function emptyRow(place: number): RuleRow {
  return { place: String(place), on: 'alertName', label: '', text: '', kind: '', severity: '' }
}
