import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { TextField, WordsField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { OtherLanguages, titlePart, wordsPart } from '#app/_components/desk/forms/other-languages.tsx'
import { ImpactField } from '#app/_components/desk/incident/impact-field.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
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
      <TextField label="What was the matter" name="title" maxLength={160} />
      <OptionalField label="Servers that had it" name="serverNames" maxLength={5000} />
      <ImpactField label="They were" name="impact" />
      <GroupField groups={groups} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
        <MomentField label="From" name="from" at={null} />
        <MomentField label="To" name="to" at={null} />
      </div>
      <WordsField label="What happened, as customers read it" name="text" />
      <OtherLanguages parts={[titlePart, wordsPart]} />
      <SubmitButton>Enter it: nobody is told</SubmitButton>
    </ActionForm>
  )
}
