import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { CheckField, TextField } from '#app/_components/desk/field.tsx'
import { OtherLanguages, reasonPart } from '#app/_components/desk/forms/other-languages.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { ruleWords } from '#app/desk/(staff)/maintenance/repetition.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskRecurrence } from '#db/reads/maintenance/recurrences.ts'
import { readRecurrence } from '#lib/rules/maintenance/recurrence.ts'
import { nameServers } from '#lib/words/servers.ts'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>
type Props = { recurrences: readonly DeskRecurrence[]; stop: Action }

/** What comes again, and how to change and stop it. */
export function RecurrenceList({ recurrences, stop }: Props) {
  return recurrences.map(recurrence => (
    <Card key={recurrence.id}>
      <div>
        <h3 className="font-semibold wrap-anywhere">{recurrence.title}</h3>
        <p className="text-sm text-soft">
          {whenOf(recurrence)} · {serversOf(recurrence)} · <Next at={recurrence.nextAt} />
        </p>
      </div>
      <May act="stop-recurrence">
        <p>
          <a href={`/desk/maintenance/${recurrence.id}`} className="inline-block min-h-11 py-2">
            {staffWords('deskMaintenance.recurrenceList.changeIt')}
          </a>
        </p>
        <details>
          <summary className="min-h-11 cursor-pointer py-2">
            {staffWords('deskMaintenance.recurrenceList.stopRepeating')}
          </summary>
          <ActionForm act="stop-recurrence" action={stop} className="grid grid-cols-[minmax(0,1fr)] gap-3">
            <input type="hidden" name="recurrenceId" value={recurrence.id} />
            {recurrence.planned > 0 ? <CancelFields recurrence={recurrence} /> : null}
            <SubmitButton look="side">
              {staffWords('deskMaintenance.recurrenceList.stopRepeating')}
            </SubmitButton>
          </ActionForm>
        </details>
      </May>
    </Card>
  ))
}

function CancelFields({ recurrence: { planned, isQuiet } }: { recurrence: DeskRecurrence }) {
  const windows = staffWords('deskMaintenance.recurrenceList.plannedWindows', { planned })
  const label = staffWords('deskMaintenance.recurrenceList.alsoCancel', {
    windows,
    isQuiet: isQuiet ? 'yes' : 'no',
  })
  return (
    <>
      <CheckField label={label} name="cancels" isChecked={false} />
      <TextField
        label={staffWords('deskMaintenance.recurrenceList.cancelReason')}
        name="reason"
        required={false}
        maxLength={500}
        autoComplete="off"
      />
      <OtherLanguages parts={[reasonPart()]} />
    </>
  )
}

function whenOf({ rule: text, fromClock, toClock, zone }: DeskRecurrence): string {
  const rule = readRecurrence(text)
  return staffWords('deskMaintenance.recurrenceList.when', {
    rule: rule ? ruleWords(rule) : text,
    fromClock,
    toClock,
    zone,
  })
}

function serversOf({ labels }: DeskRecurrence): string {
  return labels.length > 0
    ? nameServers(staffWords, labels)
    : staffWords('deskMaintenance.recurrenceList.noneOfItsServers')
}

function Next({ at }: { at: Date | null }) {
  return at
    ? staffWords.rich('deskMaintenance.recurrenceList.next', { at: () => <LocalTime at={at} /> })
    : staffWords('deskMaintenance.recurrenceList.noWindowIsPlanned')
}
