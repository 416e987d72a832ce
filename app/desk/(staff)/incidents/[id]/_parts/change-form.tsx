import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { OtherLanguages, titlePart } from '#app/_components/desk/forms/other-languages.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { change } from '#app/desk/(staff)/incidents/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { incidentEnd } from '#lib/rules/incidents/real-times.ts'

/** Title, and when it really began and ended. Nobody is told. */
export function ChangeForm({ incident }: { incident: DeskIncident }) {
  const { id, title, startedAt } = incident
  const end = incidentEnd(incident)
  return (
    <ActionForm act="change-incident" action={change} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <input type="hidden" name="postId" value={id} />
      <input type="hidden" name="seenTitle" value={title} />
      <input type="hidden" name="seenFrom" value={startedAt.toISOString()} />
      <input type="hidden" name="seenTo" value={end?.toISOString() ?? ''} />
      <TypedZone />
      <TextField
        label={staffWords('deskIncidents.changeForm.title')}
        name="title"
        defaultValue={title}
        maxLength={160}
      />
      <OtherLanguages
        parts={[titlePart()]}
        stored={{ language: incident.language, translations: incident.translations }}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
        <MomentField label={staffWords('deskIncidents.changeForm.itBegan')} name="from" at={startedAt} />
        {end ? (
          <MomentField label={staffWords('deskIncidents.changeForm.itWasOver')} name="to" at={end} />
        ) : null}
      </div>
      <p className="text-sm text-soft">{staffWords('deskIncidents.changeForm.whatChanges')}</p>
      <SubmitButton>{staffWords('deskIncidents.changeForm.saveTitleAndTimes')}</SubmitButton>
    </ActionForm>
  )
}
