import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { CheckField, TextField } from '#app/_components/desk/field.tsx'
import { OtherLanguages, reasonPart } from '#app/_components/desk/forms/other-languages.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { type MaintenanceReach, toldPeopleWords } from '#app/desk/(staff)/maintenance/reach-of.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskMaintenance } from '#db/reads/maintenance/desk-maintenance.ts'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>
type Props = { maintenance: DeskMaintenance; reach: MaintenanceReach; action: Action }

/** Gives what has not begun another time. */
export function MoveForm({ maintenance, reach, action }: Props) {
  const { postId, version, startsAt, endsAt, hasTurns } = maintenance
  return (
    <ActionForm act="move-maintenance" action={action} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <input type="hidden" name="postId" value={postId} />
      <input type="hidden" name="version" value={version} />
      <TypedZone />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
        <MomentField label={staffWords('deskMaintenance.plannedForms.from')} name="from" at={startsAt} />
        {hasTurns ? null : (
          <MomentField label={staffWords('deskMaintenance.plannedForms.to')} name="to" at={endsAt} />
        )}
      </div>
      {hasTurns ? (
        <p className="text-sm text-soft">{staffWords('deskMaintenance.plannedForms.allTurnsMove')}</p>
      ) : null}
      {reach.ofChange > 0 ? (
        <CheckField
          label={staffWords('deskMaintenance.plannedForms.mailTheNewTime', {
            toldPeople: toldPeopleWords(reach.ofChange),
          })}
          name="isMailed"
          isChecked
        />
      ) : (
        <p className="text-sm text-soft">{staffWords('deskMaintenance.plannedForms.nobodyGetsMailAbout')}</p>
      )}
      <SubmitButton>{staffWords('deskMaintenance.plannedForms.move')}</SubmitButton>
    </ActionForm>
  )
}

/** Cancels what has not begun. */
export function CancelForm({ maintenance: { postId }, reach, action }: Props) {
  return (
    <ActionForm act="cancel-maintenance" action={action} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <input type="hidden" name="postId" value={postId} />
      <TextField
        label={staffWords('deskMaintenance.plannedForms.cancelReason')}
        name="reason"
        maxLength={500}
        autoComplete="off"
      />
      <OtherLanguages parts={[reasonPart()]} />
      <p className="text-sm text-soft">
        {staffWords('deskMaintenance.plannedForms.thisCannotBeUndone', {
          toldPeople: toldPeopleWords(reach.ofEnd),
        })}
      </p>
      <SubmitButton look="side">
        {staffWords('deskMaintenance.plannedForms.cancelThisMaintenance')}
      </SubmitButton>
    </ActionForm>
  )
}
