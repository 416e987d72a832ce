import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { CheckField, ChoiceField, TextField } from '#app/_components/desk/field.tsx'
import { OtherLanguages, titlePart } from '#app/_components/desk/forms/other-languages.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { startMeasure } from '#app/desk/(staff)/maintenance/actions.ts'
import { publicWords, staffWords } from '#app/desk/staff-words.ts'
import { newId } from '#db/id.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { ServersField } from './servers-field.tsx'

/** An open incident, as far as its servers may have to be worked on. */
type Troubled = { servers: readonly { label: string }[] }

/** More are a rack: its group is chosen instead. */
const mostSuggested = 20

const lengths = () => [
  { value: '15', word: staffWords('deskMaintenance.countermeasureForm.n15Minutes') },
  { value: '30', word: staffWords('deskMaintenance.countermeasureForm.n30Minutes') },
  { value: '60', word: staffWords('deskMaintenance.countermeasureForm.anHour') },
  { value: '120', word: staffWords('deskMaintenance.countermeasureForm.n2Hours') },
  { value: '240', word: staffWords('deskMaintenance.countermeasureForm.n4Hours') },
  { value: '480', word: staffWords('deskMaintenance.countermeasureForm.n8Hours') },
]

/** Says why servers may be slow from now on, in two actions: those in trouble are suggested. */
export async function CountermeasurePart({ open }: { open: readonly Troubled[] }) {
  const { groups, servers } = await readTargets()
  if (servers.length === 0) return null
  const labels = [...new Set(open.flatMap(incident => incident.servers.map(server => server.label)))]
  return (
    <May act="start-countermeasure">
      <Part title={staffWords('deskMaintenance.countermeasureForm.beginACountermeasure')} id="countermeasure">
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
                label={staffWords('deskMaintenance.countermeasureForm.titleHint')}
                name="what"
                maxLength={160}
                defaultValue={publicWords()('deskMaintenance.countermeasureForm.titleExample')}
              />
              <ChoiceField
                label={staffWords('deskMaintenance.countermeasureForm.forAbout')}
                name="minutes"
                defaultValue="60"
                choices={lengths()}
              />
            </div>
            <OtherLanguages
              parts={[{ ...titlePart(), label: staffWords('deskMaintenance.planForm.whatWeDo') }]}
            />
            <CheckField
              label={staffWords('deskMaintenance.countermeasureForm.mailCustomers')}
              name="isMailed"
              isChecked
            />
            <SubmitButton>{staffWords('deskMaintenance.countermeasureForm.startNow')}</SubmitButton>
          </ActionForm>
        </Card>
      </Part>
    </May>
  )
}
