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

/** A key, how it is revoked, and the way to its page. */
export function TokenLine({ token }: { token: ApiToken }) {
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line pt-3">
      <KeyFacts token={token} href={`/desk/keys/${token.id}`} />
      <ActionForm act="revoke-api-token" action={revokeToken} className="grid gap-2">
        <input type="hidden" name="tokenId" value={token.id} />
        <SubmitButton look="side">Revoke {token.name}</SubmitButton>
      </ActionForm>
    </div>
  )
}

/** A key with its secrets by their first letters, its last use, its limits and its end. href: of its page. */
export function KeyFacts({ token, href }: { token: ApiToken; href?: string }) {
  const { name, scopes, tokenStart, ownerName } = token
  return (
    <div className="min-w-0 grow basis-64 wrap-anywhere">
      <p>{href ? <a href={href}>{name}</a> : name}</p>
      <p className="text-sm text-soft">{scopes.join(', ')}</p>
      <p className="text-sm text-soft">
        {tokenStart ? <code>{tokenStart}…</code> : 'a secret from before'}
        {ownerName ? `, ${ownerName} answers for it` : null}, <LastUse token={token} />
      </p>
      <KeyLimits token={token} />
      <OldSecret token={token} />
    </div>
  )
}

function LastUse({ token: { lastSeenAt, lastSeenFrom } }: { token: ApiToken }) {
  if (!lastSeenAt) return 'not used yet'
  return (
    <>
      used <LocalTime at={lastSeenAt} />
      {lastSeenFrom ? ` from ${lastSeenFrom}` : null}
    </>
  )
}

function KeyLimits({ token: { expiresAt, perMinute, networks } }: { token: ApiToken }) {
  return (
    <p className="text-sm text-soft">
      {perMinute.toLocaleString('en')} requests a minute
      {networks.length > 0 ? `, from ${networks.join(', ')} alone` : null}
      {expiresAt ? (
        <>
          , {expiresAt > new Date() ? 'ends' : 'ended'} <LocalTime at={expiresAt} />
        </>
      ) : (
        ', until it is revoked'
      )}
    </p>
  )
}

/** The secret before the last renewal, as long as it works. */
function OldSecret({ token }: { token: ApiToken }) {
  const { previousTokenStart, previousTokenUntil, previousSeenAt } = token
  if (!previousTokenUntil || previousTokenUntil <= new Date()) return null
  return (
    <p className="text-sm">
      {previousTokenStart ? <code>{previousTokenStart}…</code> : 'The secret before'} works until{' '}
      <LocalTime at={previousTokenUntil} />
      {previousSeenAt ? (
        <>
          , used <LocalTime at={previousSeenAt} />
        </>
      ) : (
        ', not used'
      )}
    </p>
  )
}
