import type { TypedChoice } from '#app/(site)/preferences/[token]/_parts/preferences-form.tsx'
import { readLanguage } from '#lib/rules/languages/language.ts'
import { preferenceKinds, troubleImpacts } from '#lib/rules/subscribers/notice-preferences.ts'
import { readZone } from '#lib/rules/time/zone.ts'

/** What a form of notices has chosen, right or wrong, as it was. */
export function typedChoice(form: URLSearchParams): TypedChoice {
  const kinds = form.getAll('kind')
  const least = troubleImpacts.find(impact => impact === form.get('least')) ?? 'degraded'
  return {
    targets: new Set(form.getAll('target')),
    domain: form.get('domain') ?? '',
    preferences: { kinds: preferenceKinds.filter(kind => kinds.includes(kind)), leastImpact: least },
    zone: readZone(form),
    language: readLanguage(form.get('language')),
  }
}
