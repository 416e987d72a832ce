import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { switchOwn } from '#app/desk/(staff)/sources/own-work-actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'

/** Whether an agent may say that its server is slow by our own work. */
export function OwnWorkSwitch({ sourceId, isOn }: { sourceId: string; isOn: boolean }) {
  return (
    <ActionForm act="change-source" action={switchOwn} className="grid max-w-prose gap-2">
      <input type="hidden" name="sourceId" value={sourceId} />
      <CheckField label={staffWords('deskSources.ownWorkSwitch.mayBegin')} name="isOn" isChecked={isOn} />
      <p className="text-sm text-soft">{staffWords('deskSources.ownWorkSwitch.shownAsReason')}</p>
      <SubmitButton look="side">{staffWords('deskSources.ownWorkSwitch.save')}</SubmitButton>
    </ActionForm>
  )
}
