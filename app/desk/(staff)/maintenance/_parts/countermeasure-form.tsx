import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { CheckField, ChoiceField, TextField } from '#app/_components/desk/field.tsx'
import { OtherLanguages, titlePart } from '#app/_components/desk/forms/other-languages.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { startMeasure } from '#app/desk/(staff)/maintenance/actions.ts'
import { newId } from '#db/id.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { ServersField } from './servers-field.tsx'

/** An open incident, as far as its servers may have to be worked on. */
type Troubled = { servers: readonly { label: string }[] }

/** More are a rack: its group is chosen instead. */
const mostSuggested = 20

const lengths = [
  { value: '15', word: '15 minutes' },
  { value: '30', word: '30 minutes' },
  { value: '60', word: 'an hour' },
  { value: '120', word: '2 hours' },
  { value: '240', word: '4 hours' },
  { value: '480', word: '8 hours' },
]

/** Says why servers may be slow from now on, in two actions: those in trouble are suggested. */
export async function CountermeasurePart({ open }: { open: readonly Troubled[] }) {
  const { groups, servers } = await readTargets()
  if (servers.length === 0) return null
  const labels = [...new Set(open.flatMap(incident => incident.servers.map(server => server.label)))]
  return (
    <May act="start-countermeasure">
      <Part title="Begin a countermeasure" id="countermeasure">
        <Card>
          <ActionForm
            act="start-countermeasure"
            action={startMeasure}
            className="grid grid-cols-[minmax(0,1fr)] gap-3"
          >
            <input type="hidden" name="postId" value={newId()} />
            <ServersField groups={groups} labels={labels.length <= mostSuggested ? labels : []} />
            <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
              <TextField
                label="What we do, as customers read it"
                name="what"
                maxLength={160}
                defaultValue="We are scanning for malicious files"
              />
              <ChoiceField label="For about" name="minutes" defaultValue="60" choices={lengths} />
            </div>
            <OtherLanguages parts={[{ ...titlePart, label: 'What we do' }]} />
            <CheckField label="Mail the customers of these servers" name="isMailed" isChecked />
            <SubmitButton>Start now</SubmitButton>
          </ActionForm>
        </Card>
      </Part>
    </May>
  )
}
