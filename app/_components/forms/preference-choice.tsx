import { readerWords } from '#app/_components/site/reader-words.ts'
import {
  type PreferenceKind,
  type Preferences,
  preferenceKinds,
  troubleImpacts,
} from '#lib/rules/subscribers/notice-preferences.ts'
import { Checkbox } from './checkbox.tsx'
import { describedBy, Labelled } from './labelled.tsx'
import { ProblemText } from './problem-text.tsx'

type Props = {
  preferences: Preferences
  problem?: string | undefined
  /** Left out: all that there are. */
  kinds?: readonly PreferenceKind[]
}

/** Which kinds of news, and from which degree of trouble. */
export function PreferenceChoice({ preferences, problem, kinds = preferenceKinds }: Props) {
  const words = readerWords()
  return (
    <>
      {/* Says that the boxes were there, so that none ticked is not all. */}
      <input type="hidden" name="kind" value="" />
      <div id="kind" tabIndex={-1}>
        {problem ? <ProblemText problem={problem} /> : null}
        {kinds.map(kind => (
          <Checkbox key={kind} name="kind" value={kind} isChecked={preferences.kinds.includes(kind)}>
            {words(`subscribers.kindLabel.${kind}`)}
          </Checkbox>
        ))}
      </div>
      <div className="mt-3">
        <Labelled id="least" label={words('subscribers.least.label')} hint={words('subscribers.least.hint')}>
          <select
            id="least"
            name="least"
            defaultValue={preferences.leastImpact}
            className="field"
            {...describedBy('least', { hint: true })}
          >
            {troubleImpacts.map(impact => (
              <option key={impact} value={impact}>
                {words(`subscribers.least.${impact}`)}
              </option>
            ))}
          </select>
        </Labelled>
      </div>
    </>
  )
}
