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
import { staffWords } from '#app/desk/staff-words.ts'
import type { TargetGroup } from '#db/reads/subscribers/subscribing.ts'
import type { PlanStart } from './plan-start.ts'
import { ServersField } from './servers-field.tsx'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>

const kinds = () => [
  { value: 'maintenance', word: staffWords('deskMaintenance.planForm.maintenanceKind') },
  { value: 'countermeasure', word: staffWords('deskMaintenance.planForm.countermeasureKind') },
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
      <ChoiceField
        label={staffWords('deskMaintenance.planForm.kind')}
        name="kind"
        defaultValue={start.kind}
        choices={kinds()}
      />
      <TextField
        label={staffWords('deskMaintenance.planForm.whatWeDo')}
        name="what"
        maxLength={160}
        defaultValue={start.what}
        hint={staffWords('deskMaintenance.planForm.titleHint')}
      />
      <ServersField groups={groups} labels={start.hostnames} />
      <TimeFields zone={zone} start={start} />
      <TurnFields turns={start.turns} />
      <WordsField
        label={staffWords('deskMaintenance.planForm.meaning')}
        name="text"
        isRequired={false}
        defaultValue={start.text}
      />
      <OtherLanguages
        parts={[
          { ...titlePart(), label: staffWords('deskMaintenance.planForm.whatWeDo') },
          { ...wordsPart(), label: staffWords('deskMaintenance.planForm.whatItMeansForCustomers') },
        ]}
        stored={start.spoken}
      />
      <fieldset className="grid">
        <legend className="text-sm font-semibold">
          {staffWords('deskMaintenance.planForm.endAndAudience')}
        </legend>
        <CheckField
          label={staffWords('deskMaintenance.planForm.endsByItself')}
          name="endsByItself"
          isChecked={start.endsByItself}
        />
        <CheckField
          label={staffWords('deskMaintenance.planForm.mailCustomers')}
          name="isMailed"
          isChecked={start.isMailed}
        />
        <CheckField
          label={staffWords('deskMaintenance.planForm.remindThemADay')}
          name="remindDay"
          isChecked={start.remindDay}
        />
        <CheckField
          label={staffWords('deskMaintenance.planForm.remindThemAnHour')}
          name="remindHour"
          isChecked={start.remindHour}
        />
        {repetition ? (
          <CheckField label={staffWords('deskMaintenance.planForm.tellWhoWasTold')} name="isTold" isChecked />
        ) : null}
      </fieldset>
      <SubmitButton>
        {repetition
          ? staffWords('deskMaintenance.planForm.changeIt')
          : staffWords('deskMaintenance.planForm.publish')}
      </SubmitButton>
    </ActionForm>
  )
}

function TimeFields({ zone, start: { from, to, repetition } }: Pick<Props, 'zone' | 'start'>) {
  const choices = repetition ? repetitions.filter(value => value !== 'once') : repetitions
  const asNow = repetition?.until
    ? staffWords('deskMaintenance.planForm.untilAsNow', { until: repetition.until })
    : staffWords('deskMaintenance.planForm.forEverAsNow')
  const lasts = endings.map(value => ({ value: value as string, word: endingWords()[value] }))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
      <MomentField label={staffWords('deskMaintenance.planForm.from')} name="from" at={from} />
      <MomentField label={staffWords('deskMaintenance.planForm.to')} name="to" at={to} />
      <ChoiceField
        label={staffWords('deskMaintenance.planForm.repeatsByTheClocks', { zone })}
        name="repeats"
        defaultValue={repetition?.repeats ?? 'once'}
        choices={choices.map(value => ({ value, word: repetitionWords()[value] }))}
        hint={staffWords('deskMaintenance.planForm.theLocalTimeStays')}
      />
      <ChoiceField
        label={staffWords('deskMaintenance.planForm.ifItRepeats')}
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
      <summary className="min-h-11 cursor-pointer py-2">
        {staffWords('deskMaintenance.planForm.ownTimes')}
      </summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <NumberField
          label={staffWords('deskMaintenance.planForm.oneByOne')}
          name="minutesEach"
          min={1}
          max={1440}
          step={1}
          required={false}
          hint={staffWords('deskMaintenance.planForm.inOrder')}
        />
        <WordsField
          label={staffWords('deskMaintenance.planForm.orLines')}
          name="turns"
          isRequired={false}
          defaultValue={turns}
        />
      </div>
    </details>
  )
}
