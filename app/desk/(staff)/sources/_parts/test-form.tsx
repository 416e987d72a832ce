import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { ServerField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskSource } from '#db/reads/sources/desk-sources.ts'

type Props = {
  source: DeskSource
  hostname: string
  action: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
}

/** Says what an outage that this source reports would do now. */
export function TestForm({ source, hostname, action }: Props) {
  return (
    <ActionForm act="test-source" action={action} className="grid max-w-xl gap-3">
      <input type="hidden" name="sourceId" value={source.id} />
      <p className="text-sm text-soft">{staffWords('deskSources.testForm.itIsReadMatched')}</p>
      <ServerField
        label={staffWords('deskSources.testForm.outageOf')}
        name="server"
        defaultValue={hostname}
      />
      <SubmitButton look="side">{staffWords('deskSources.testForm.sendATestAlert')}</SubmitButton>
    </ActionForm>
  )
}
