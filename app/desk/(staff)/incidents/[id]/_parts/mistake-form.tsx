import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { CheckField, ChoiceField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { takeOut } from '#app/desk/(staff)/incidents/mistake-actions.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'

/** Takes out a server that has nothing to do with the incident. */
export function MistakeForm({ incident }: { incident: DeskIncident }) {
  return (
    <ActionForm act="withdraw-server" action={takeOut} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <input type="hidden" name="postId" value={incident.id} />
      <ChoiceField
        label="Server"
        name="serverId"
        choices={incident.servers.map(({ serverId, label }) => ({ value: serverId, word: label }))}
      />
      <p className="text-sm text-soft">
        The page says that it was named by mistake, and its past counts none of this. If the title names it,
        change that, too.
      </p>
      <CheckField label="Tell who was told of it that it was not affected" name="isTold" isChecked />
      <SubmitButton look="side">It was named by mistake</SubmitButton>
    </ActionForm>
  )
}
