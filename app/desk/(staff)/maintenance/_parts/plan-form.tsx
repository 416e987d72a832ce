import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { CheckField, ChoiceField, NumberField, TextField, WordsField } from '#app/_components/desk/field.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import {
  endings,
  endingWords,
  repetitions,
  repetitionWords,
} from '#app/desk/(staff)/maintenance/repetition.ts'
import { newId } from '#db/id.ts'
import type { TargetGroup } from '#db/reads/subscribers/subscribing.ts'
import { ServersField } from './servers-field.tsx'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>

const kinds = [
  { value: 'maintenance', word: 'Maintenance: servers may be out of reach' },
  { value: 'countermeasure', word: 'Countermeasure: servers may be slow' },
]

type Props = { groups: readonly TargetGroup[]; siteZone: string; now: Date; action: Action }

/** Plans maintenance, once or again and again, or says that it runs already. */
export function PlanForm({ groups, siteZone, now, action }: Props) {
  return (
    <ActionForm action={action} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <input type="hidden" name="postId" value={newId()} />
      <TypedZone />
      <ChoiceField label="Kind" name="kind" defaultValue="maintenance" choices={kinds} />
      <TextField
        label="What we do"
        name="what"
        maxLength={160}
        hint="As customers read it: “Memory is replaced on web07”, “We are scanning for rootkits”."
      />
      <ServersField groups={groups} />
      <TimeFields siteZone={siteZone} now={now} />
      <TurnFields />
      <WordsField label="What it means for customers (may stay empty)" name="text" isRequired={false} />
      <fieldset className="grid">
        <legend className="text-sm font-semibold">Its end, and who hears of it</legend>
        <CheckField label="Ends by itself at its end" name="endsByItself" isChecked />
        <CheckField label="Mail the customers of these servers" name="isMailed" isChecked />
        <CheckField label="Remind them a day before" name="remindDay" isChecked={false} />
        <CheckField label="Remind them an hour before" name="remindHour" isChecked={false} />
      </fieldset>
      <SubmitButton>Publish</SubmitButton>
    </ActionForm>
  )
}

function TimeFields({ siteZone, now }: Pick<Props, 'siteZone' | 'now'>) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
      <MomentField label="From" name="from" at={now} />
      <MomentField label="To" name="to" at={new Date(now.getTime() + 3_600_000)} />
      <ChoiceField
        label={`Repeats, by the clocks in ${siteZone}`}
        name="repeats"
        defaultValue="once"
        choices={repetitions.map(value => ({ value, word: repetitionWords[value] }))}
        hint="The local time stays when clocks change. Each window can be moved or cancelled alone."
      />
      <ChoiceField
        label="If it repeats"
        name="lasts"
        defaultValue="for-ever"
        choices={endings.map(value => ({ value, word: endingWords[value] }))}
      />
    </div>
  )
}

/** Where servers are not all worked on at once. */
function TurnFields() {
  return (
    <details>
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
        />
      </div>
    </details>
  )
}
