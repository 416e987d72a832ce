import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { CheckField, TextField, WordsField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { OtherLanguages, titlePart, wordsPart } from '#app/_components/desk/forms/other-languages.tsx'
import { ServerNamesField } from '#app/_components/desk/forms/server-choice.tsx'
import { ImpactField } from '#app/_components/desk/incident/impact-field.tsx'
import { PromiseField } from '#app/_components/desk/incident/promise-field.tsx'
import { MomentField } from '#app/_components/desk/moment-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
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
        label="What is the matter"
        name="title"
        maxLength={160}
        hint="As customers read it: “web07 is down”, “Our support line is down”."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <ServerNamesField hint="Labels or host names, with commas between them. None, if it is no server." />
        <ImpactField label="They are" name="impact" />
      </div>
      <GroupField groups={groups} />
      <WordsField label="What customers read" name="text" />
      <OtherLanguages parts={[titlePart, wordsPart]} />
      <PromiseField />
      <MoreFields />
      <CheckField
        label="Tell the customers whom it concerns; you see how many first"
        name="isTold"
        isChecked
      />
      <SubmitButton>Declare the incident</SubmitButton>
    </ActionForm>
  )
}

/** What most incidents need not say. */
function MoreFields() {
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2">
        Other servers are in something else, or it began earlier
      </summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <OptionalField label="Other servers" name="otherNames" maxLength={5000} />
        <ImpactField label="Those are" name="otherImpact" />
      </div>
      <MomentField label="It began" name="from" at={null} isRequired={false} />
    </details>
  )
}
