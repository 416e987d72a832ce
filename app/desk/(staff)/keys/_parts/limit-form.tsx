import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { NumberField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { limit } from '#app/desk/(staff)/keys/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { ApiToken } from '#db/reads/settings/api-tokens.ts'
import { mostPerMinute } from '#lib/rules/settings/api-key.ts'
import { NetworksField } from './networks-field.tsx'

/** Says how often a key may be used, and from where. */
export function LimitForm({ token: { id, perMinute, networks } }: { token: ApiToken }) {
  return (
    <ActionForm act="limit-key" action={limit} className="grid max-w-md gap-3">
      <input type="hidden" name="keyId" value={id} />
      <NumberField
        label={staffWords('deskKeys.limitForm.requestsInAMinute')}
        name="perMinute"
        min={1}
        max={mostPerMinute}
        step={1}
        defaultValue={String(perMinute)}
        required
      />
      <NetworksField networks={networks} />
      <SubmitButton look="side">{staffWords('deskKeys.limitForm.saveTheLimits')}</SubmitButton>
    </ActionForm>
  )
}
