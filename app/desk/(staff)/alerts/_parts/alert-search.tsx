import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import { type AlertFilter, logResults } from '#db/reads/alerts/desk-alerts.ts'
import { alertKinds, alertStates } from '#lib/rules/alerts/alert.ts'
import { resultWords } from './log-line.tsx'

type Props = { filter: AlertFilter; sources: readonly { id: string; name: string }[] }

const any = () => ({ value: '', word: staffWords('deskAlerts.alertSearch.any') })

function choicesOf(values: readonly string[]) {
  return [any(), ...values.map(value => ({ value, word: value }))]
}

/** What to look for in the alert log. Its answer has an address, so it can be kept and sent to a colleague. */
export function AlertSearch({ filter, sources }: Props) {
  const sourceChoices = [any(), ...sources.map(({ id, name }) => ({ value: id, word: name }))]
  const { server, sourceId, fingerprint, text, kind, state, result, from, to } = filter
  const isNarrow = [sourceId, fingerprint, kind, state, from, to].some(part => part !== null)
  return (
    <form className="my-6 grid gap-3">
      <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[10rem_1fr_2fr_auto]">
        <ChoiceField
          label={staffWords('deskAlerts.alertSearch.result')}
          name="result"
          defaultValue={result ?? ''}
          choices={[any(), ...logResults.map(result => ({ value: result, word: resultWords()[result] }))]}
        />
        <SearchField
          label={staffWords('deskAlerts.alertSearch.server')}
          name="server"
          defaultValue={server ?? ''}
          maxLength={253}
        />
        <SearchField
          label={staffWords('deskAlerts.alertSearch.wordsInSummaryHost')}
          name="text"
          defaultValue={text ?? ''}
          maxLength={100}
        />
        <button type="submit" className="button">
          {staffWords('deskAlerts.alertSearch.search')}
        </button>
      </div>
      <details open={isNarrow}>
        <summary className="cursor-pointer py-1 text-sm">
          {staffWords('deskAlerts.alertSearch.sourceFingerprintKindState')}
        </summary>
        <div className="mt-2 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          <ChoiceField
            label={staffWords('deskAlerts.alertSearch.source')}
            name="source"
            defaultValue={sourceId ?? ''}
            choices={sourceChoices}
          />
          <ChoiceField
            label={staffWords('deskAlerts.alertSearch.kind')}
            name="kind"
            defaultValue={kind ?? ''}
            choices={choicesOf(alertKinds)}
          />
          <ChoiceField
            label={staffWords('deskAlerts.alertSearch.state')}
            name="state"
            defaultValue={state ?? ''}
            choices={choicesOf(alertStates)}
          />
          <SearchField
            label={staffWords('deskAlerts.alertSearch.fingerprintExactly')}
            name="fingerprint"
            defaultValue={fingerprint ?? ''}
            maxLength={128}
          />
          <TypedZone />
          <MomentField
            label={staffWords('deskAlerts.alertSearch.receivedFrom')}
            name="from"
            at={from}
            isRequired={false}
          />
          <MomentField label={staffWords('deskAlerts.alertSearch.to')} name="to" at={to} isRequired={false} />
        </div>
      </details>
    </form>
  )
}
