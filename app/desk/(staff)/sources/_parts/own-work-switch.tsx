import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { switchOwn } from '#app/desk/(staff)/sources/own-work-actions.ts'

/** Whether an agent may say that its server is slow by our own work. */
export function OwnWorkSwitch({ sourceId, isOn }: { sourceId: string; isOn: boolean }) {
  return (
    <ActionForm act="change-source" action={switchOwn} className="grid max-w-prose gap-2">
      <input type="hidden" name="sourceId" value={sourceId} />
      <CheckField label="May begin countermeasures on its own server" name="isOn" isChecked={isOn} />
      <p className="text-sm text-soft">
        They are shown as the reason why it is slow, mute nothing but slowness, mail nobody, and last four
        hours of a day at most.
      </p>
      <SubmitButton look="side">Save</SubmitButton>
    </ActionForm>
  )
}
