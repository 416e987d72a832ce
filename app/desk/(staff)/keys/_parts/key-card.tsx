import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { TokenLine } from '#app/_components/desk/api-tokens.tsx'
import { ChoiceField, NumberField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { endOldKey, limit, renew } from '#app/desk/(staff)/keys/actions.ts'
import type { ApiToken } from '#db/reads/settings/api-tokens.ts'
import { mostPerMinute } from '#lib/rules/settings/api-key.ts'
import { keyEndings, overlaps } from './key-choices.ts'
import { NetworksField } from './networks-field.tsx'

/** A key with all that can be done about it. */
export function KeyCard({ token, now }: { token: ApiToken; now: Date }) {
  const { id, name, previousTokenStart, previousTokenUntil } = token
  const hasOld = previousTokenUntil !== null && previousTokenUntil > now
  return (
    <div className="grid gap-2">
      <TokenLine token={token} />
      {hasOld ? (
        <ActionForm action={endOldKey} className="grid gap-2">
          <input type="hidden" name="keyId" value={id} />
          <SubmitButton look="side">
            End {previousTokenStart ? `${previousTokenStart}…` : 'the secret before'} now
          </SubmitButton>
        </ActionForm>
      ) : null}
      <details>
        <summary className="min-h-11 cursor-pointer py-2.5">Renew or limit {name}</summary>
        <div className="grid gap-6 py-2 sm:grid-cols-2">
          <RenewForm token={token} />
          <LimitForm token={token} />
        </div>
      </details>
    </div>
  )
}

function RenewForm({ token: { id, name, tokenStart } }: { token: ApiToken }) {
  return (
    <ActionForm action={renew} className="grid content-start gap-3">
      <input type="hidden" name="keyId" value={id} />
      <input type="hidden" name="seenStart" value={tokenStart ?? ''} />
      <ChoiceField
        label="The present secret works beside the new one"
        name="overlap"
        choices={overlaps}
        hint="It ends by itself after that. What it opens stays the same."
      />
      <ChoiceField label="The key ends" name="days" choices={keyEndings} />
      <SubmitButton>
        Give a new secret<span className="sr-only"> to {name}</span>
      </SubmitButton>
    </ActionForm>
  )
}

function LimitForm({ token: { id, name, perMinute, networks } }: { token: ApiToken }) {
  return (
    <ActionForm action={limit} className="grid content-start gap-3">
      <input type="hidden" name="keyId" value={id} />
      <NumberField
        label="Requests in a minute"
        name="perMinute"
        min={1}
        max={mostPerMinute}
        step={1}
        defaultValue={String(perMinute)}
        required
      />
      <NetworksField networks={networks} />
      <SubmitButton look="side">
        Save the limits<span className="sr-only"> of {name}</span>
      </SubmitButton>
    </ActionForm>
  )
}
