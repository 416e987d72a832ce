import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { TextField, WordsField } from '#app/_components/desk/field.tsx'
import { OtherLanguages, titlePart, wordsPart } from '#app/_components/desk/forms/other-languages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { split } from '#app/desk/(staff)/incidents/server-actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { newId } from '#db/id.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'

/** Makes an incident of its own of some servers. */
export function SplitForm({ incident }: { incident: DeskIncident }) {
  return (
    <ActionForm act="split-incident" action={split} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <input type="hidden" name="postId" value={incident.id} />
      <input type="hidden" name="newPostId" value={newId()} />
      <fieldset>
        <legend className="text-sm font-semibold">
          {staffWords('deskIncidents.splitForm.theseAreAnIncident')}
        </legend>
        <div className="mt-1 flex flex-wrap gap-x-6">
          {incident.servers.map(({ serverId, label }) => (
            <label key={serverId} className="flex min-h-11 items-center gap-2">
              <input type="checkbox" name="serverId" value={serverId} className="size-5 accent-ink" />
              <span>{label}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <TextField label={staffWords('deskIncidents.splitForm.titleOfTheNew')} name="title" maxLength={160} />
      <WordsField label={staffWords('deskIncidents.splitForm.whatCustomersReadThere')} name="text" />
      <OtherLanguages parts={[titlePart(), wordsPart()]} />
      <p className="text-sm text-soft">{staffWords('deskIncidents.splitForm.nobodyIsTold')}</p>
      <SubmitButton look="side">{staffWords('deskIncidents.splitForm.splitThemOff')}</SubmitButton>
    </ActionForm>
  )
}
