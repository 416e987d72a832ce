import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { TextField, WordsField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { OtherLanguages, titlePart, wordsPart } from '#app/_components/desk/forms/other-languages.tsx'
import { ImpactField } from '#app/_components/desk/incident/impact-field.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import { newId } from '#db/id.ts'
import type { TargetGroup } from '#db/reads/subscribers/subscribing.ts'
import { GroupField } from './group-field.tsx'

type Props = {
  groups: readonly TargetGroup[]
  action: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
}

/** An incident that is over: pages and the days of its servers show it, nobody is told. */
export function PastForm({ groups, action }: Props) {
  return (
    <ActionForm act="enter-past-incident" action={action} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <input type="hidden" name="postId" value={newId()} />
      <TypedZone />
      <TextField label={staffWords('deskIncidents.pastForm.whatWasTheMatter')} name="title" maxLength={160} />
      <OptionalField
        label={staffWords('deskIncidents.pastForm.servers')}
        name="serverNames"
        maxLength={5000}
      />
      <ImpactField label={staffWords('deskIncidents.pastForm.theyWere')} name="impact" />
      <GroupField groups={groups} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
        <MomentField label={staffWords('deskIncidents.pastForm.from')} name="from" at={null} />
        <MomentField label={staffWords('deskIncidents.pastForm.to')} name="to" at={null} />
      </div>
      <WordsField label={staffWords('deskIncidents.pastForm.whatHappenedAsCustomers')} name="text" />
      <OtherLanguages parts={[titlePart(), wordsPart()]} />
      <SubmitButton>{staffWords('deskIncidents.pastForm.enter')}</SubmitButton>
    </ActionForm>
  )
}
