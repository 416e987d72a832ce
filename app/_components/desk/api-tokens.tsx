import { makeToken, revokeToken } from '#app/desk/(staff)/token-actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
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
        <TextField
          label={staffWords('deskShared.apiTokens.nameOfTheSystem')}
          name="name"
          maxLength={80}
          autoComplete="off"
        />
        <SubmitButton look="side">{staffWords('deskShared.apiTokens.makeAToken')}</SubmitButton>
      </ActionForm>
      <p className="text-sm">
        <a href="/desk/keys">{staffWords('deskShared.apiTokens.allKeys')}</a>
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
        <SubmitButton look="side">
          {staffWords('deskShared.apiTokens.revokeName', { name: token.name })}
        </SubmitButton>
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
        {tokenStart ? <code>{tokenStart}…</code> : staffWords('deskShared.apiTokens.aSecretFromBefore')}
        {ownerName ? staffWords('deskShared.apiTokens.answeredForBy', { ownerName }) : null},{' '}
        <LastUse token={token} />
      </p>
      <KeyLimits token={token} />
      <OldSecret token={token} />
    </div>
  )
}

function LastUse({ token: { lastSeenAt, lastSeenFrom } }: { token: ApiToken }) {
  if (!lastSeenAt) return staffWords('deskShared.apiTokens.notUsedYet')
  return (
    <>
      {staffWords.rich('deskShared.apiTokens.usedFrom', {
        lastSeenAt: () => <LocalTime at={lastSeenAt} />,
        lastSeenFrom: lastSeenFrom ?? '',
        hasLastSeenFrom: lastSeenFrom ? 'yes' : 'no',
      })}
    </>
  )
}

function KeyLimits({ token: { expiresAt, perMinute, networks } }: { token: ApiToken }) {
  return (
    <p className="text-sm text-soft">
      {staffWords.rich('deskShared.apiTokens.requestsAMinute', {
        perMinute,
        networks: networks.join(', '),
        hasNetworks: networks.length > 0 ? 'yes' : 'no',
        hasExpiresAt: expiresAt && expiresAt > new Date() ? 'yes' : 'no',
        expiresAt: () => expiresAt && <LocalTime at={expiresAt} />,
        hasExpiresAt2: expiresAt ? 'yes' : 'no',
      })}
    </p>
  )
}

/** The secret before the last renewal, as long as it works. */
function OldSecret({ token }: { token: ApiToken }) {
  const { previousTokenStart, previousTokenUntil, previousSeenAt } = token
  if (!previousTokenUntil || previousTokenUntil <= new Date()) return null
  return (
    <p className="text-sm">
      {staffWords.rich('deskShared.apiTokens.previousSecret', {
        previousTokenStart: previousTokenStart ?? '',
        code: text => <code>{text}</code>,
        hasPreviousTokenStart: previousTokenStart ? 'yes' : 'no',
        previousTokenUntil: () => <LocalTime at={previousTokenUntil} />,
        previousSeenAt: () => previousSeenAt && <LocalTime at={previousSeenAt} />,
        hasPreviousSeenAt: previousSeenAt ? 'yes' : 'no',
      })}
    </p>
  )
}
