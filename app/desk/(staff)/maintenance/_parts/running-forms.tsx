import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { type MaintenanceReach, toldPeopleWords } from '#app/desk/(staff)/maintenance/reach-of.ts'
import type { DeskMaintenance } from '#db/reads/maintenance/desk-maintenance.ts'
import { extensionMinutes } from '#lib/rules/maintenance/extension.ts'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>
type Props = { maintenance: DeskMaintenance; reach: MaintenanceReach; extend: Action; complete: Action }

/** What can be done about maintenance that runs: it takes longer, or it is done. */
export function RunningForms({ maintenance, reach, extend, complete }: Props) {
  const { postId, version, hasTurns } = maintenance
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-3 sm:grid-cols-2">
      <ActionForm act="extend-maintenance" action={extend} className="grid content-start gap-2">
        <input type="hidden" name="postId" value={postId} />
        <input type="hidden" name="version" value={version} />
        <p className="text-sm text-soft">
          {hasTurns ? 'It takes longer, and what has not begun begins later by as much.' : 'It takes longer.'}
        </p>
        {reach.ofChange > 0 ? (
          <CheckField
            label={`Mail the new end: ${toldPeopleWords(reach.ofChange)}`}
            name="isMailed"
            isChecked
          />
        ) : null}
        <div className="flex flex-wrap gap-3">
          {extensionMinutes.map(minutes => (
            <SubmitButton key={minutes} look="side" choice={{ name: 'minutes', value: String(minutes) }}>
              {minutes === 60 ? '1 hour more' : `${minutes} minutes more`}
            </SubmitButton>
          ))}
        </div>
      </ActionForm>
      <ActionForm act="complete-maintenance" action={complete} className="grid content-start gap-2">
        <input type="hidden" name="postId" value={postId} />
        <p className="text-sm text-soft">It is done: {toldPeopleWords(reach.ofEnd)} by mail.</p>
        <SubmitButton>Complete now</SubmitButton>
      </ActionForm>
    </div>
  )
}
