import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { type MaintenanceReach, toldPeopleWords } from '#app/desk/(staff)/maintenance/reach-of.ts'
import { staffWords } from '#app/desk/staff-words.ts'
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
          {hasTurns
            ? staffWords('deskMaintenance.runningForms.extend')
            : staffWords('deskMaintenance.runningForms.itTakesLonger')}
        </p>
        {reach.ofChange > 0 ? (
          <CheckField
            label={staffWords('deskMaintenance.runningForms.mailTheNewEnd', {
              toldPeople: toldPeopleWords(reach.ofChange),
            })}
            name="isMailed"
            isChecked
          />
        ) : null}
        <div className="flex flex-wrap gap-3">
          {extensionMinutes.map(minutes => (
            <SubmitButton key={minutes} look="side" choice={{ name: 'minutes', value: String(minutes) }}>
              {staffWords('deskMaintenance.runningForms.n1HourMoreMinutes', { minutes })}
            </SubmitButton>
          ))}
        </div>
      </ActionForm>
      <ActionForm act="complete-maintenance" action={complete} className="grid content-start gap-2">
        <input type="hidden" name="postId" value={postId} />
        <p className="text-sm text-soft">
          {staffWords('deskMaintenance.runningForms.doneAndTold', {
            toldPeople: toldPeopleWords(reach.ofEnd),
          })}
        </p>
        <SubmitButton>{staffWords('deskMaintenance.runningForms.completeNow')}</SubmitButton>
      </ActionForm>
    </div>
  )
}
