import { z } from 'zod'
import { alertKinds, type ReportedAlert, severities } from '#lib/rules/alerts/alert.ts'
import { problemOfPattern } from './pattern.ts'

/** What a caller attaches to an alert, as texts. */
export type Labels = Readonly<Record<string, string>>

const Pattern = z
  .string()
  .min(1)
  .max(200)
  .superRefine((text, context) => {
    const problem = problemOfPattern(text)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })

const Match = z.union([
  /** The label alertname, exactly. */
  z.object({ alertName: z.string().min(1).max(200) }),
  z.object({ label: z.string().min(1).max(100), equals: z.string().max(200) }),
  /** A regular expression without regard to case, found anywhere in the text. */
  z.object({ pattern: Pattern, in: z.enum(['summary', 'fingerprint']) }),
])

/** Staff's word against a tool's: what fits is ignored, or gets another kind or severity. */
export const SourceRule = z.object({
  match: Match,
  effect: z.union([
    z.object({ ignore: z.literal(true) }),
    z
      .object({ kind: z.enum(alertKinds).optional(), severity: z.enum(severities).optional() })
      .refine(({ kind, severity }) => kind || severity, 'no-effect'),
  ]),
})
export type SourceRule = z.infer<typeof SourceRule>

/** The alert as the first rule that fits wants it; null: that rule ignores it. Without a fit it stays as it is. */
export function applyRules<
  T extends Pick<ReportedAlert, 'kind' | 'severity' | 'isGuess' | 'summary' | 'fingerprint'>,
>(alert: T, labels: Labels, rules: readonly SourceRule[]): T | null {
  const rule = rules.find(({ match }) => fitsRule(match, alert, labels))
  if (!rule) return alert
  if ('ignore' in rule.effect) return null
  const { kind = alert.kind, severity = alert.severity } = rule.effect
  // A kind that staff have named is no guess any more.
  const isGuess = rule.effect.kind === undefined && alert.isGuess
  return { ...alert, kind, severity, isGuess }
}

/** Whether an alert is one of those that a rule is about. */
export function fitsRule(
  match: SourceRule['match'],
  alert: { summary: string; fingerprint: string },
  labels: Labels,
): boolean {
  if ('alertName' in match) return labelOf(labels, 'alertname') === match.alertName
  if ('label' in match) return labelOf(labels, match.label) === match.equals
  return new RegExp(match.pattern, 'iu').test(alert[match.in])
}

function labelOf(labels: Labels, name: string): string | undefined {
  return Object.hasOwn(labels, name) ? labels[name] : undefined
}
