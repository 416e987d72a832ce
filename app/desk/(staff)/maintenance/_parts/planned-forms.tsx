import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { CheckField, TextField } from '#app/_components/desk/field.tsx'
import { OtherLanguages, reasonPart } from '#app/_components/desk/forms/other-languages.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { type MaintenanceReach, toldPeopleWords } from '#app/desk/(staff)/maintenance/reach-of.ts'
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
        <MomentField label="From" name="from" at={startsAt} />
        {hasTurns ? null : <MomentField label="To" name="to" at={endsAt} />}
      </div>
      {hasTurns ? <p className="text-sm text-soft">All turns move by as much.</p> : null}
      {reach.ofChange > 0 ? (
        <CheckField
          label={`Mail the new time: ${toldPeopleWords(reach.ofChange)}`}
          name="isMailed"
          isChecked
        />
      ) : (
        <p className="text-sm text-soft">Nobody gets mail about it.</p>
      )}
      <SubmitButton>Move</SubmitButton>
    </ActionForm>
  )
}

/** Cancels what has not begun. */
export function CancelForm({ maintenance: { postId }, reach, action }: Props) {
  return (
    <ActionForm act="cancel-maintenance" action={action} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <input type="hidden" name="postId" value={postId} />
      <TextField
        label="Why it does not take place, as customers read it"
        name="reason"
        maxLength={500}
        autoComplete="off"
      />
      <OtherLanguages parts={[reasonPart]} />
      <p className="text-sm text-soft">This cannot be undone: {toldPeopleWords(reach.ofEnd)} by mail.</p>
      <SubmitButton look="side">Cancel this maintenance</SubmitButton>
    </ActionForm>
  )
}
