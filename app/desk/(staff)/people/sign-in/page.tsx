import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { CheckField, NumberField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { roleWords } from '#app/desk/role-words.ts'
import { requireStaff } from '#app/desk/session.ts'
import { readSignInRules } from '#db/reads/settings/sign-in.ts'
import { env } from '#lib/env.ts'
import { companyReturn, ownCompany } from '#lib/identity/company.ts'
import { may } from '#lib/rules/staff/may.ts'
import { mostSessionDays, type SignInRules } from '#lib/rules/staff/sign-in-rules.ts'
import { saveSignIn } from './actions.ts'

export const metadata: Metadata = { title: 'How staff sign in' }

export default async function StaffSignInPage() {
  const { db, staffMember } = await requireStaff()
  const rules = await readSignInRules(db)
  return (
    <>
      <Headline>How staff sign in</Headline>
      <Part title="At this site">
        <Card>
          {may(staffMember.role, 'change-sign-in') ? (
            <RulesForm rules={rules} />
          ) : (
            <RulesRead rules={rules} />
          )}
        </Card>
      </Part>
      <Part title="With a company account">
        <Card>
          <CompanyFacts />
        </Card>
      </Part>
    </>
  )
}

function RulesForm({ rules: { isPasskeyRequired, idleHours, sessionDays } }: { rules: SignInRules }) {
  return (
    <ActionForm act="change-sign-in" action={saveSignIn} className="grid max-w-2xl gap-4">
      <CheckField
        label="Owners and editors need a passkey"
        name="isPasskeyRequired"
        isChecked={isPasskeyRequired}
      />
      <p className="text-sm text-soft">
        A mailed link then opens nothing to them by itself: whoever has a passkey is asked for it, and whoever
        has none makes one first. Once all have one, nobody gets in by a stolen mailbox alone.
      </p>
      <NumberField
        label="A session that nobody uses ends after so many hours"
        name="idleHours"
        min={1}
        max={168}
        step={1}
        required
        defaultValue={String(idleHours)}
      />
      <NumberField
        label="Each session ends after so many days"
        name="sessionDays"
        min={1}
        max={mostSessionDays}
        step={1}
        required
        defaultValue={String(sessionDays)}
      />
      <SubmitButton>Save</SubmitButton>
    </ActionForm>
  )
}

function RulesRead({ rules: { isPasskeyRequired, idleHours, sessionDays } }: { rules: SignInRules }) {
  return (
    <>
      <p>
        {isPasskeyRequired ? 'Owners and editors need a passkey.' : 'Nobody needs a passkey.'} A session ends
        after {idleHours === 1 ? 'an hour' : `${idleHours} hours`} without use, and after{' '}
        {sessionDays === 1 ? 'a day' : `${sessionDays} days`}.
      </p>
      <p className="text-sm text-soft">Only {roleWords().owner} changes that.</p>
    </>
  )
}

function CompanyFacts() {
  if (!ownCompany)
    return (
      <p className="max-w-prose">
        None is set. Any provider that speaks OpenID Connect will do: set <code>OIDC_ISSUER</code> and{' '}
        <code>OIDC_CLIENT_ID</code> in the environment, tell it the address{' '}
        <code className="wrap-anywhere">{companyReturn}</code>, and start again.
      </p>
    )
  const facts = [
    ['OIDC_ISSUER', ownCompany.issuer],
    ['OIDC_CLIENT_ID', ownCompany.clientId],
    ['OIDC_CLIENT_SECRET', ownCompany.clientSecret ? 'set, not shown' : 'none: a public client'],
    ['OIDC_ROLES_CLAIM', env.OIDC_ROLES_CLAIM ?? 'none: roles are given at the desk'],
    ['OIDC_ROLES', mappingWords()],
  ]
  return (
    <>
      <p className="text-sm text-soft">
        Fixed by the environment of the server. People are sent back to{' '}
        <code className="wrap-anywhere">{companyReturn}</code>.
      </p>
      <dl className="grid gap-2">
        {facts.map(([name, value]) => (
          <div key={name} className="grid gap-x-4 sm:grid-cols-[14rem_minmax(0,1fr)]">
            <dt>
              <code>{name}</code>
            </dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function mappingWords(): string {
  const pairs = [...(env.OIDC_ROLES ?? [])].map(([value, role]) => `${value}: ${role}`)
  return pairs.length > 0 ? pairs.join(', ') : 'none: values of the claim are names of roles'
}
