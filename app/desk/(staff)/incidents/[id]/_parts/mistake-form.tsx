import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { CheckField, ChoiceField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { takeOut } from '#app/desk/(staff)/incidents/mistake-actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'

/** Takes out a server that has nothing to do with the incident. */
export function MistakeForm({ incident }: { incident: DeskIncident }) {
  return (
    <ActionForm act="withdraw-server" action={takeOut} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <input type="hidden" name="postId" value={incident.id} />
      <ChoiceField
        label={staffWords('deskIncidents.mistakeForm.server')}
        name="serverId"
        choices={incident.servers.map(({ serverId, label }) => ({ value: serverId, word: label }))}
      />
      <p className="text-sm text-soft">{staffWords('deskIncidents.mistakeForm.whatReadersSee')}</p>
      <CheckField label={staffWords('deskIncidents.mistakeForm.tellWhoWasTold')} name="isTold" isChecked />
      <SubmitButton look="side">{staffWords('deskIncidents.mistakeForm.mark')}</SubmitButton>
    </ActionForm>
  )
}
