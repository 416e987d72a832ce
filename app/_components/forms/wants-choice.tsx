import { readerWords } from '#app/_components/site/reader-words.ts'
import { troubleImpacts, type Wants, wantedKinds } from '#lib/rules/subscribers/wants.ts'
import { Checkbox } from './checkbox.tsx'
import { describedBy, Labelled } from './labelled.tsx'
import { ProblemText } from './problem-text.tsx'

type Props = { wants: Wants; problem?: string | undefined }

/** Which kinds of news, and from which degree of trouble. */
export function WantsChoice({ wants, problem }: Props) {
  const words = readerWords()
  return (
    <>
      {/* Says that the boxes were there, so that none ticked is not all. */}
      <input type="hidden" name="kind" value="" />
      <div id="kind" tabIndex={-1}>
        {problem ? <ProblemText problem={problem} /> : null}
        {wantedKinds.map(kind => (
          <Checkbox key={kind} name="kind" value={kind} isChecked={wants.kinds.includes(kind)}>
            {words(`subscribers.kindLabel.${kind}`)}
          </Checkbox>
        ))}
      </div>
      <div className="mt-3">
        <Labelled id="least" label={words('subscribers.least.label')} hint={words('subscribers.least.hint')}>
          <select
            id="least"
            name="least"
            defaultValue={wants.leastImpact}
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
