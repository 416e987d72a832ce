import { Checkbox } from '#app/_components/forms/checkbox.tsx'
import { DomainField } from '#app/_components/forms/domain-field.tsx'
import { LanguageChoice } from '#app/_components/forms/language-choice.tsx'
import { PlainMark } from '#app/_components/forms/plain-mark.tsx'
import { PreferenceChoice } from '#app/_components/forms/preference-choice.tsx'
import type { FormProblem } from '#app/_components/forms/problem-summary.tsx'
import { TargetChoice } from '#app/_components/forms/target-choice.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { PreferencesPage } from '#lib/flows/subscribers/load-preferences.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { Preferences } from '#lib/rules/subscribers/notice-preferences.ts'
import { type NamedTarget, writeTarget } from '#lib/rules/subscribers/target.ts'
import { listInWords } from '#lib/words/list.ts'
import { targetLabel } from '#lib/words/subscribers.ts'
import { ZoneChoice } from './zone-choice.tsx'

type Props = {
  token: string
  preferences: PreferencesPage
  problem: FormProblem | undefined
  /** What was chosen in a form that was not taken. */
  typed?: TypedChoice
}

export type TypedChoice = {
  targets: ReadonlySet<string>
  domain: string
  preferences: Preferences
  zone: string | null
  language: Language | null
}

/** What an address gets: untick what is to end, tick what is to come. A plain form: it works without scripts. */
export function PreferencesForm({ token, preferences, problem, typed }: Props) {
  const { watched, places, targets, subscriber } = preferences
  const had = new Set(watched.map(each => writeTarget(each.target)))
  const words = readerWords()
  const wrong = (field: string) => (problem?.field === field ? problem.sentence : undefined)
  return (
    <form action="/api/preferences" method="post" className="grid gap-6">
      <input type="hidden" name="token" value={token} />
      {[...had].map(target => (
        <input key={target} type="hidden" name="had" value={target} />
      ))}
      {watched.length > 0 ? (
        <fieldset className="min-w-0">
          <legend className="section-title mb-1">{words('preferences.page.watched')}</legend>
          {watched.map(each => (
            <Watched
              key={writeTarget(each.target)}
              each={each}
              places={places}
              isChecked={typed?.targets.has(writeTarget(each.target)) ?? true}
            />
          ))}
        </fieldset>
      ) : null}
      <fieldset id="more" tabIndex={-1} className="min-w-0">
        <legend className="section-title mb-2">{words('preferences.page.add')}</legend>
        <DomainField
          label={words('preferences.page.domain')}
          typed={typed?.domain ?? ''}
          problem={wrong('domain')}
        />
        <div className="mt-4">
          <TargetChoice targets={targets} chosen={typed?.targets ?? new Set()} without={had} />
        </div>
      </fieldset>
      <fieldset className="min-w-0">
        <legend className="section-title mb-1">{words('preferences.page.kinds')}</legend>
        <PreferenceChoice
          preferences={typed?.preferences ?? { kinds: subscriber.kinds, leastImpact: subscriber.leastImpact }}
          problem={wrong('kind')}
        />
      </fieldset>
      <ZoneChoice zone={typed ? typed.zone : subscriber.zone} />
      <LanguageChoice language={typed?.language ?? subscriber.language} />
      <PlainMark />
      <div>
        <button type="submit" className="button">
          {words('preferences.page.save')}
        </button>
      </div>
    </form>
  )
}

type WatchedProps = { each: NamedTarget; places: PreferencesPage['places']; isChecked: boolean }

function Watched({ each, places, isChecked }: WatchedProps) {
  const { target } = each
  return (
    <Checkbox name="target" value={writeTarget(target)} isChecked={isChecked}>
      {targetLabel(readerWords(), each)}
      {target.is === 'domain' ? <Place labels={places.get(target.domain) ?? []} /> : null}
    </Checkbox>
  )
}

function Place({ labels }: { labels: readonly string[] }) {
  const words = readerWords()
  return (
    <span className="block text-sm text-soft">
      {labels.length > 0
        ? words('preferences.page.place', { servers: listInWords(words, labels) })
        : words('preferences.page.noPlace')}
    </span>
  )
}
