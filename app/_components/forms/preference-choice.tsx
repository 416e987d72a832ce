import {
  leastWords,
  type PreferenceKind,
  type Preferences,
  preferenceKinds,
  troubleImpacts,
} from '#lib/rules/subscribers/notice-preferences.ts'
import { Checkbox } from './checkbox.tsx'
import { describedBy, Labelled } from './labelled.tsx'

const kindLabels: Record<PreferenceKind, string> = {
  outage: 'Outages: a server is down, wholly or partly',
  slowdown: 'Slowdowns: it works, but slowly',
  advisory: 'Warnings: something that you should know or do',
  maintenance: 'Planned work',
  'all-clear': 'The all clear, when trouble is over',
}

type Props = { preferences: Preferences; problem?: string | undefined }

/** Which kinds of news, and from which degree of trouble. */
export function PreferenceChoice({ preferences, problem }: Props) {
  return (
    <>
      {/* Says that the boxes were there, so that none ticked is not all. */}
      <input type="hidden" name="kind" value="" />
      <div id="kind" tabIndex={-1}>
        {problem ? (
          <p data-tone="down" className="text-sm font-semibold text-(--tone)">
            <span className="sr-only">Problem: </span>
            {problem}
          </p>
        ) : null}
        {preferenceKinds.map(kind => (
          <Checkbox key={kind} name="kind" value={kind} isChecked={preferences.kinds.includes(kind)}>
            {kindLabels[kind]}
          </Checkbox>
        ))}
      </div>
      <div className="mt-3">
        <Labelled
          id="least"
          label="Trouble counts when a server is"
          hint="Planned work and warnings count always."
        >
          <select
            id="least"
            name="least"
            defaultValue={preferences.leastImpact}
            className="field"
            {...describedBy('least', { hint: true })}
          >
            {troubleImpacts.map(impact => (
              <option key={impact} value={impact}>
                {leastWords[impact]}
              </option>
            ))}
          </select>
        </Labelled>
      </div>
    </>
  )
}
