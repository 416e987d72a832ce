import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { ChoiceField, NumberField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskSource } from '#db/reads/sources/desk-sources.ts'
import {
  emptyRow,
  ignoring,
  type RuleRow,
  rowOf,
  ruleKinds,
  ruleSeverities,
  ruleSubjects,
} from '#lib/rules/sources/rule-rows.ts'
import { Seen } from './source-token.tsx'

type Props = {
  source: DeskSource
  action: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
}

/** How many rows wait for new rules. */
const emptyRows = 3

const subjectWords = (): Record<(typeof ruleSubjects)[number], string> => ({
  alertName: staffWords('deskSources.rulesForm.alertName'),
  label: staffWords('deskSources.rulesForm.labelIs'),
  summary: staffWords('deskSources.rulesForm.summaryFits'),
  fingerprint: staffWords('deskSources.rulesForm.fingerprintFits'),
})

const subjects = () => ruleSubjects.map(value => ({ value, word: subjectWords()[value] }))
const kinds = () => [
  { value: '', word: staffWords('deskSources.rulesForm.asItSays') },
  ...ruleKinds.map(value => ({
    value,
    word: value === ignoring ? staffWords('deskSources.rulesForm.ignoreIt') : value,
  })),
]
const severities = () => [
  { value: '', word: staffWords('deskSources.rulesForm.asItSays') },
  ...ruleSeverities.map(value => ({ value, word: value })),
]

/** The rules of a source in their order: the first that fits counts. A row whose text is emptied goes. */
export function RulesForm({ source, action }: Props) {
  const saved = source.rules.map((rule, i) => rowOf(rule, i + 1))
  const fresh = Array.from({ length: emptyRows }, (_, i) => emptyRow(saved.length + i + 1))
  return (
    <ActionForm act="change-source" action={action} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Seen source={source} />
      {[...saved, ...fresh].map((row, i) => (
        <Row key={row.place} row={row} index={i} />
      ))}
      <div className="save-bar">
        <SubmitButton>{staffWords('deskSources.rulesForm.saveRules')}</SubmitButton>
      </div>
    </ActionForm>
  )
}

function Row({ row, index }: { row: RuleRow; index: number }) {
  const name = (field: keyof RuleRow) => `rule-${index}-${field}`
  return (
    <fieldset className="border-t border-line pt-2">
      <legend className="sr-only">{staffWords('deskSources.rulesForm.rule', { number: index + 1 })}</legend>
      <div className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[4.5rem_11rem_8rem_minmax(0,1fr)_11rem_8rem]">
        <NumberField
          label={staffWords('deskSources.rulesForm.place')}
          name={name('place')}
          defaultValue={row.place}
          min={1}
          max={999}
          step={1}
        />
        <ChoiceField
          label={staffWords('deskSources.rulesForm.whenThe')}
          name={name('on')}
          defaultValue={row.on}
          choices={subjects()}
        />
        <OptionalField
          label={staffWords('deskSources.rulesForm.label')}
          name={name('label')}
          defaultValue={row.label}
          maxLength={100}
        />
        <OptionalField
          label={staffWords('deskSources.rulesForm.textOrPattern')}
          name={name('text')}
          defaultValue={row.text}
          maxLength={200}
        />
        <ChoiceField
          label={staffWords('deskSources.rulesForm.kind')}
          name={name('kind')}
          defaultValue={row.kind}
          choices={kinds()}
        />
        <ChoiceField
          label={staffWords('deskSources.rulesForm.severity')}
          name={name('severity')}
          defaultValue={row.severity}
          choices={severities()}
        />
      </div>
    </fieldset>
  )
}
