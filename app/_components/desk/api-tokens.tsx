import { makeToken, revokeToken } from '#app/desk/(staff)/token-actions.ts'
import { type ApiToken, readApiTokens } from '#db/reads/settings/api-tokens.ts'
import type { Desk } from '#lib/identity/session.ts'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'
import { ActionForm } from './action-form.tsx'
import { TextField } from './field.tsx'
import { LocalTime } from './local-time.tsx'
import { SubmitButton } from './submit-button.tsx'

/** The tokens with which other systems do one thing, and a form that makes one more. */
export async function ApiTokens({ db, scope }: { db: Desk['db']; scope: ApiScope }) {
  const tokens = await readApiTokens(db, scope)
  return (
    <>
      {tokens.map(token => (
        <TokenLine key={token.id} token={token} />
      ))}
      <ActionForm action={makeToken} className="grid max-w-md gap-3">
        <input type="hidden" name="scope" value={scope} />
        <TextField label="Name of the system" name="name" maxLength={80} autoComplete="off" />
        <SubmitButton look="side">Make a token</SubmitButton>
      </ActionForm>
    </>
  )
}

function TokenLine({ token: { id, name, lastSeenAt } }: { token: ApiToken }) {
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line pt-3">
      <p className="min-w-0 grow wrap-anywhere">
        {name}
        <span className="block text-sm text-soft">
          {lastSeenAt ? (
            <>
              used <LocalTime at={lastSeenAt} />
            </>
          ) : (
            'not used yet'
          )}
        </span>
      </p>
      <ActionForm action={revokeToken} className="grid gap-2">
        <input type="hidden" name="tokenId" value={id} />
        <SubmitButton look="side">Revoke {name}</SubmitButton>
      </ActionForm>
    </div>
  )
}
