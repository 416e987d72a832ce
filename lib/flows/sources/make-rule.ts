import type { Database } from '#db/client.ts'
import { readRuleOffer } from '#db/reads/sources/rule-offers.ts'
import { isSame } from '#lib/rules/decision/same.ts'
import { type RuleChoice, ruleFor } from '#lib/rules/sources/rule-offer.ts'
import { SourceRules } from '#lib/rules/sources/source.ts'
import { editSource } from './edit-source.ts'

/** sequence: the line of the alert log whose like it is about. */
export type RuleWish = { sequence: number; choice: RuleChoice; staffId: string }

/** full: the source has as many rules as it may have. */
export type RuleOutcome = 'done' | 'gone' | 'full'

/**
 * Makes a rule of one alert for all that are like it: before the others, because the first that fits counts, and in
 * place of one about the same alerts.
 */
export async function makeRule(
  db: Database,
  { sequence, choice, staffId }: RuleWish,
  now: Date,
): Promise<RuleOutcome> {
  const offer = await readRuleOffer(db, sequence)
  if (!offer) return 'gone'
  const rule = ruleFor(offer.match, choice)
  const act = { sourceId: offer.source.id, staffId, action: 'change-source' as const, facts: { rule } }
  const outcome = await editSource<'full'>(db, act, now, source => {
    const others = source.rules.filter(other => !isSame(other.match, rule.match))
    const rules = SourceRules.safeParse([rule, ...others])
    return rules.success ? { rules: rules.data } : 'full'
  })
  // It asks for no version, so this is all that can have changed.
  return outcome === 'changed-meanwhile' ? 'gone' : outcome
}
