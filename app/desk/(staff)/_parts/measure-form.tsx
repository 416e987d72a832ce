import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { IdField } from '#app/_components/desk/forms/id-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { beginCountermeasure } from '#app/desk/(staff)/countermeasure-actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { newId } from '#db/id.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { countermeasures, type Measure } from '#lib/rules/maintenance/measure.ts'

const words = (): Record<Measure, string> => ({
  scan: staffWords('deskNow.measureForm.scan'),
  reboot: staffWords('deskNow.measureForm.restart'),
  block: staffWords('deskNow.measureForm.blockTraffic'),
})

/** Says to customers what we do against it, on the servers that are in trouble: one press, and its confirmation. */
export function MeasureForm({ incident }: { incident: DeskIncident }) {
  if (incident.servers.every(server => server.endedAt)) return null
  return (
    <ActionForm act="start-countermeasure" action={beginCountermeasure} className="grid gap-2">
      <IdField name="id" id={newId()} />
      <input type="hidden" name="postId" value={incident.id} />
      <div className="flex flex-wrap items-center gap-3">
        <span className="text-sm">{staffWords('deskNow.measureForm.sayWhatWeDo')}</span>
        {countermeasures.map(measure => (
          <SubmitButton key={measure} look="side" choice={{ name: 'measure', value: measure }}>
            {words()[measure]}
          </SubmitButton>
        ))}
      </div>
    </ActionForm>
  )
}
