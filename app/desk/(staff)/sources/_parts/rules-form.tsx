import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { ChoiceField, NumberField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
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

const subjectWords: Record<(typeof ruleSubjects)[number], string> = {
  alertName: 'alert name is',
  label: 'label … is',
  summary: 'summary fits',
  fingerprint: 'fingerprint fits',
}

const subjects = ruleSubjects.map(value => ({ value, word: subjectWords[value] }))
const kinds = [
  { value: '', word: 'as it says' },
  ...ruleKinds.map(value => ({ value, word: value === ignoring ? 'ignore it' : value })),
]
const severities = [
  { value: '', word: 'as it says' },
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
        <SubmitButton>Save rules</SubmitButton>
      </div>
    </ActionForm>
  )
}

function Row({ row, index }: { row: RuleRow; index: number }) {
  const name = (field: keyof RuleRow) => `rule-${index}-${field}`
  return (
    <fieldset className="border-t border-line pt-2">
      <legend className="sr-only">Rule {index + 1}</legend>
      <div className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[4.5rem_11rem_8rem_minmax(0,1fr)_11rem_8rem]">
        <NumberField label="Place" name={name('place')} defaultValue={row.place} min={1} max={999} step={1} />
        <ChoiceField label="When the" name={name('on')} defaultValue={row.on} choices={subjects} />
        <OptionalField label="Label" name={name('label')} defaultValue={row.label} maxLength={100} />
        <OptionalField label="Text or pattern" name={name('text')} defaultValue={row.text} maxLength={200} />
        <ChoiceField label="Kind" name={name('kind')} defaultValue={row.kind} choices={kinds} />
        <ChoiceField
          label="Severity"
          name={name('severity')}
          defaultValue={row.severity}
          choices={severities}
        />
      </div>
    </fieldset>
  )
}
