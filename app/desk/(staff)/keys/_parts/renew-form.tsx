import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { ChoiceField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { renew } from '#app/desk/(staff)/keys/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { ApiToken } from '#db/reads/settings/api-tokens.ts'
import { keyEndings, overlaps } from './key-choices.ts'

/** Gives a key a new secret, which its answer shows once. */
export function RenewForm({ token: { id, tokenStart } }: { token: ApiToken }) {
  return (
    <ActionForm act="renew-key" action={renew} className="grid max-w-md gap-3">
      <input type="hidden" name="keyId" value={id} />
      <input type="hidden" name="seenStart" value={tokenStart ?? ''} />
      <ChoiceField
        label={staffWords('deskKeys.renewForm.thePresentSecretWorks')}
        name="overlap"
        choices={overlaps()}
        defaultValue="24"
        hint={staffWords('deskKeys.renewForm.itEndsByItself')}
      />
      <ChoiceField
        label={staffWords('deskKeys.renewForm.theKeyEnds')}
        name="days"
        choices={keyEndings()}
        defaultValue="365"
      />
      <SubmitButton>{staffWords('deskKeys.renewForm.makeANewSecret')}</SubmitButton>
    </ActionForm>
  )
}
