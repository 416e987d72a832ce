import { upperFirst } from '#app/_components/board/open-look.ts'
import { Checkbox } from '#app/_components/forms/checkbox.tsx'
import { DomainField } from '#app/_components/forms/domain-field.tsx'
import { PreferenceChoice } from '#app/_components/forms/preference-choice.tsx'
import type { FormProblem } from '#app/_components/forms/problem-summary.tsx'
import { TargetChoice } from '#app/_components/forms/target-choice.tsx'
import type { PreferencesPage } from '#lib/flows/subscribers/load-preferences.ts'
import { type NamedTarget, targetWords, writeTarget } from '#lib/rules/subscribers/target.ts'
import { ZoneChoice } from './zone-choice.tsx'

type Props = { token: string; preferences: PreferencesPage; problem: FormProblem | undefined }

/** What an address gets: untick what is to end, tick what is to come. A plain form: it works without scripts. */
export function PreferencesForm({ token, preferences, problem }: Props) {
  const { watched, places, targets, subscriber } = preferences
  const had = new Set(watched.map(each => writeTarget(each.target)))
  const wrong = (field: string) => (problem?.field === field ? problem.sentence : undefined)
  return (
    <form action="/api/preferences" method="post" className="grid gap-6">
      <input type="hidden" name="token" value={token} />
      {[...had].map(target => (
        <input key={target} type="hidden" name="had" value={target} />
      ))}
      {watched.length > 0 ? (
        <fieldset className="min-w-0">
          <legend className="section-title mb-1">We write to you about</legend>
          {watched.map(each => (
            <Watched key={writeTarget(each.target)} each={each} places={places} />
          ))}
        </fieldset>
      ) : null}
      <fieldset id="more" tabIndex={-1} className="min-w-0">
        <legend className="section-title mb-2">Add</legend>
        <DomainField label="A domain" typed="" problem={wrong('domain')} />
        <div className="mt-4">
          <TargetChoice targets={targets} chosen={new Set()} without={had} />
        </div>
      </fieldset>
      <fieldset className="min-w-0">
        <legend className="section-title mb-1">Of all that, we tell you of</legend>
        <PreferenceChoice
          preferences={{ kinds: subscriber.kinds, leastImpact: subscriber.leastImpact }}
          problem={wrong('kind')}
        />
      </fieldset>
      <ZoneChoice zone={subscriber.zone} />
      <div>
        <button type="submit" className="button">
          Save
        </button>
      </div>
    </form>
  )
}

function Watched({ each, places }: { each: NamedTarget; places: PreferencesPage['places'] }) {
  const { target } = each
  return (
    <Checkbox name="target" value={writeTarget(target)} isChecked>
      {target.is === 'server' || target.is === 'group' ? targetWords(each) : upperFirst(targetWords(each))}
      {target.is === 'domain' ? <Place labels={places.get(target.domain) ?? []} /> : null}
    </Checkbox>
  )
}

function Place({ labels }: { labels: readonly string[] }) {
  return (
    <span className="block text-sm text-soft">
      {labels.length > 0
        ? `now ${new Intl.ListFormat('en-GB').format(labels)}`
        : 'on none of our servers as far as we see; we look again every few minutes'}
    </span>
  )
}
