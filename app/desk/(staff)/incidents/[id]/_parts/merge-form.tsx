import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { ChoiceField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { merge } from '#app/desk/(staff)/incidents/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'

type Props = { incident: DeskIncident; others: readonly DeskIncident[] }

/** Makes an incident a part of another one. It cannot be undone, but nobody is told. */
export function MergeForm({ incident, others }: Props) {
  return (
    <ActionForm act="merge-incident" action={merge} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <input type="hidden" name="postId" value={incident.id} />
      <ChoiceField
        label={staffWords('deskIncidents.mergeForm.mergeItInto')}
        name="intoId"
        choices={others.map(({ id, title }) => ({ value: id, word: title }))}
      />
      <p className="text-sm text-soft">{staffWords('deskIncidents.mergeForm.whatGoesOver')}</p>
      <SubmitButton look="side">{staffWords('deskIncidents.mergeForm.mergeTheTwo')}</SubmitButton>
    </ActionForm>
  )
}
