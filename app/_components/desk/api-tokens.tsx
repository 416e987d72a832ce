import { makeToken, revokeToken } from '#app/desk/(staff)/token-actions.ts'
import { type ApiToken, readApiTokens } from '#db/reads/settings/api-tokens.ts'
import type { Desk } from '#lib/identity/session.ts'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'
import { ActionForm } from './action-form.tsx'
import { TextField } from './field.tsx'
import { LocalTime } from './local-time.tsx'
import { SubmitButton } from './submit-button.tsx'

type Props = { db: Desk['db']; scopes: readonly [ApiScope, ...ApiScope[]] }

/** The keys with which other systems do one thing, and a form that makes one more for that alone. */
export async function ApiTokens({ db, scopes }: Props) {
  const tokens = await readApiTokens(db, scopes.at(-1))
  return (
    <>
      {tokens.map(token => (
        <TokenLine key={token.id} token={token} />
      ))}
      <ActionForm act="make-api-token" action={makeToken} className="grid max-w-md gap-3">
        <input type="hidden" name="scopes" value={scopes.join(' ')} />
        <TextField label="Name of the system" name="name" maxLength={80} autoComplete="off" />
        <SubmitButton look="side">Make a token</SubmitButton>
      </ActionForm>
      <p className="text-sm">
        <a href="/desk/keys">All keys, and one that may do more</a>
      </p>
    </>
  )
}

/** A key with its last use and its end, and how it is revoked. */
export function TokenLine({ token: { id, name, scopes, lastSeenAt, expiresAt } }: { token: ApiToken }) {
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line pt-3">
      <p className="min-w-0 grow basis-64 wrap-anywhere">
        {name}
        <span className="block text-sm text-soft">{scopes.join(', ')}</span>
        <span className="block text-sm text-soft">
          {lastSeenAt ? (
            <>
              used <LocalTime at={lastSeenAt} />
            </>
          ) : (
            'not used yet'
          )}
          {expiresAt ? (
            <>
              , ends <LocalTime at={expiresAt} />
            </>
          ) : null}
        </span>
      </p>
      <ActionForm act="revoke-api-token" action={revokeToken} className="grid gap-2">
        <input type="hidden" name="tokenId" value={id} />
        <SubmitButton look="side">Revoke {name}</SubmitButton>
      </ActionForm>
    </div>
  )
}
