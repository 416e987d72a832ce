import { type Language, readLanguage } from '#lib/rules/languages/language.ts'
import { readZone } from '#lib/rules/time/zone.ts'
import { type Preferences, readPreferences } from './notice-preferences.ts'
import { readChosenTargets } from './subscription.ts'
import { readTarget, type Target, writeTarget } from './target.ts'

/**
 * What changes: targets that the page did not show are in neither list, and stay as they are. zone, language: null is the site's;
 * a language that is left out stays.
 */
export type PreferencesAsked = {
  add: Target[]
  remove: Target[]
  preferences: Preferences
  zone: string | null
  language?: Language | null
}

/** Reads the form of the preferences: what was shown stands in "had", what is to be stays ticked. */
export function readPreferencesForm(
  form: URLSearchParams,
): ({ is: 'preferences' } & PreferencesAsked) | { is: 'wrong'; problem: 'target' | 'domain' | 'kind' } {
  const { targets, problem } = readChosenTargets(form)
  const preferences = readPreferences(form)
  if (problem) return { is: 'wrong', problem }
  if (!preferences) return { is: 'wrong', problem: 'kind' }
  const had = form
    .getAll('had')
    .map(readTarget)
    .filter(target => target !== null)
  const change = { add: without(targets, had), remove: without(had, targets) }
  const language = readLanguage(form.get('language'))
  return {
    is: 'preferences',
    ...change,
    preferences,
    zone: readZone(form),
    ...(language ? { language } : {}),
  }
}

function without(list: readonly Target[], others: readonly Target[]): Target[] {
  const left = new Set(others.map(writeTarget))
  return list.filter(target => !left.has(writeTarget(target)))
}

/** How many targets a subscriber watches after a change. What was not watched cannot be removed. */
export function countAfter(
  watched: readonly Target[],
  { add, remove }: Pick<PreferencesAsked, 'add' | 'remove'>,
): number {
  return new Set([...without(watched, remove), ...add].map(writeTarget)).size
}

/** An address that its owner knows again, and nobody else: "j…@example.com". */
export function maskEmail(email: string): string {
  return email.replace(/^(.).*(?=@)/, '$1…')
}
