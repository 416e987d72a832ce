import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { OnClocksOf } from '#app/_components/desk/desk-zone.tsx'
import { CheckField, ChoiceField, NumberField, TextField, WordsField } from '#app/_components/desk/field.tsx'
import { OtherLanguages, titlePart, wordsPart } from '#app/_components/desk/forms/other-languages.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import {
  endings,
  endingWords,
  repetitions,
  repetitionWords,
} from '#app/desk/(staff)/maintenance/repetition.ts'
import type { TargetGroup } from '#db/reads/subscribers/subscribing.ts'
import type { PlanStart } from './plan-start.ts'
import { ServersField } from './servers-field.tsx'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>

const kinds = [
  { value: 'maintenance', word: 'Maintenance: servers may be out of reach' },
  { value: 'countermeasure', word: 'Countermeasure: servers may be slow' },
]

type Props = {
  groups: readonly TargetGroup[]
  /** By whose clocks all times of it are typed, wherever the person is: what comes again keeps its time there. */
  zone: string
  start: PlanStart
  action: Action
}

/** Plans maintenance, once or again and again, or says that it runs already. */
export function PlanForm({ zone, ...rest }: Props) {
  return (
    <OnClocksOf zone={zone}>
      <PlanFields zone={zone} {...rest} />
    </OnClocksOf>
  )
}

function PlanFields({ groups, zone, start, action }: Props) {
  const { repetition } = start
  return (
    <ActionForm act="plan-maintenance" action={action} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <input type="hidden" name="postId" value={start.id} />
      {repetition ? <input type="hidden" name="version" value={repetition.version} /> : null}
      <TypedZone />
      <ChoiceField label="Kind" name="kind" defaultValue={start.kind} choices={kinds} />
      <TextField
        label="What we do"
        name="what"
        maxLength={160}
        defaultValue={start.what}
        hint="As customers read it: “Memory is replaced on web07”, “We are scanning for rootkits”."
      />
      <ServersField groups={groups} labels={start.hostnames} />
      <TimeFields zone={zone} start={start} />
      <TurnFields turns={start.turns} />
      <WordsField
        label="What it means for customers (may stay empty)"
        name="text"
        isRequired={false}
        defaultValue={start.text}
      />
      <OtherLanguages
        parts={[
          { ...titlePart, label: 'What we do' },
          { ...wordsPart, label: 'What it means for customers' },
        ]}
        stored={start.spoken}
      />
      <fieldset className="grid">
        <legend className="text-sm font-semibold">Its end, and who hears of it</legend>
        <CheckField label="Ends by itself at its end" name="endsByItself" isChecked={start.endsByItself} />
        <CheckField label="Mail the customers of these servers" name="isMailed" isChecked={start.isMailed} />
        <CheckField label="Remind them a day before" name="remindDay" isChecked={start.remindDay} />
        <CheckField label="Remind them an hour before" name="remindHour" isChecked={start.remindHour} />
        {repetition ? (
          <CheckField label="Tell who was told of a window what changes of it" name="isTold" isChecked />
        ) : null}
      </fieldset>
      <SubmitButton>{repetition ? 'Change it' : 'Publish'}</SubmitButton>
    </ActionForm>
  )
}

function TimeFields({ zone, start: { from, to, repetition } }: Pick<Props, 'zone' | 'start'>) {
  const choices = repetition ? repetitions.filter(value => value !== 'once') : repetitions
  const asNow = repetition?.until ? `until ${repetition.until}, as now` : 'for ever, as now'
  const lasts = endings.map(value => ({ value: value as string, word: endingWords[value] }))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
      <MomentField label="From" name="from" at={from} />
      <MomentField label="To" name="to" at={to} />
      <ChoiceField
        label={`Repeats, by the clocks in ${zone}`}
        name="repeats"
        defaultValue={repetition?.repeats ?? 'once'}
        choices={choices.map(value => ({ value, word: repetitionWords[value] }))}
        hint="The local time stays when clocks change. Each window can be moved or cancelled alone."
      />
      <ChoiceField
        label="If it repeats"
        name="lasts"
        defaultValue={repetition ? 'as-now' : 'for-ever'}
        choices={repetition ? [{ value: 'as-now', word: asNow }, ...lasts] : lasts}
      />
    </div>
  )
}

/** Where servers are not all worked on at once. */
function TurnFields({ turns }: Pick<PlanStart, 'turns'>) {
  return (
    <details open={turns !== ''}>
      <summary className="min-h-11 cursor-pointer py-2">Each server at its own time</summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <NumberField
          label="One after the other, minutes for each"
          name="minutesEach"
          min={1}
          max={1440}
          step={1}
          required={false}
          hint="From the beginning on, in the order in which they stand above."
        />
        <WordsField
          label="Or one server a line with its time: web01 22:00-22:20"
          name="turns"
          isRequired={false}
          defaultValue={turns}
        />
      </div>
    </details>
  )
}
