import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { CheckField, TextField, WordsField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { OtherLanguages, titlePart, wordsPart } from '#app/_components/desk/forms/other-languages.tsx'
import { ServerNamesField } from '#app/_components/desk/forms/server-choice.tsx'
import { ImpactField } from '#app/_components/desk/incident/impact-field.tsx'
import { PromiseField } from '#app/_components/desk/incident/promise-field.tsx'
import { MomentField } from '#app/_components/desk/moment-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import { newId } from '#db/id.ts'
import type { TargetGroup } from '#db/reads/subscribers/subscribing.ts'
import { GroupField } from './group-field.tsx'

type Props = {
  groups: readonly TargetGroup[]
  action: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
}

/** Four fields are enough: what, which servers, what they are in, and words for customers. */
export function DeclareForm({ groups, action }: Props) {
  return (
    <ActionForm act="declare-incident" action={action} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <input type="hidden" name="postId" value={newId()} />
      <TextField
        label={staffWords('deskIncidents.declareForm.whatIsTheMatter')}
        name="title"
        maxLength={160}
        hint={staffWords('deskIncidents.declareForm.titleHint')}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <ServerNamesField hint={staffWords('deskIncidents.declareForm.labelsOrHostNames')} />
        <ImpactField label={staffWords('deskIncidents.declareForm.theyAre')} name="impact" />
      </div>
      <GroupField groups={groups} />
      <WordsField label={staffWords('deskIncidents.declareForm.whatCustomersRead')} name="text" />
      <OtherLanguages parts={[titlePart(), wordsPart()]} />
      <PromiseField />
      <MoreFields />
      <CheckField
        label={staffWords('deskIncidents.declareForm.tellTheCustomersWhom')}
        name="isTold"
        isChecked
      />
      <SubmitButton>{staffWords('deskIncidents.declareForm.declareTheIncident')}</SubmitButton>
    </ActionForm>
  )
}

/** What most incidents need not say. */
function MoreFields() {
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2">
        {staffWords('deskIncidents.declareForm.more')}
      </summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <OptionalField
          label={staffWords('deskIncidents.declareForm.otherServers')}
          name="otherNames"
          maxLength={5000}
        />
        <ImpactField label={staffWords('deskIncidents.declareForm.thoseAre')} name="otherImpact" />
      </div>
      <MomentField
        label={staffWords('deskIncidents.declareForm.itBegan')}
        name="from"
        at={null}
        isRequired={false}
      />
    </details>
  )
}
