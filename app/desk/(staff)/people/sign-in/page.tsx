import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { CheckField, NumberField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { roleWords } from '#app/desk/role-words.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readSignInRules } from '#db/reads/settings/sign-in.ts'
import { env } from '#lib/env.ts'
import { companyReturn, ownCompany } from '#lib/identity/company.ts'
import { may } from '#lib/rules/staff/may.ts'
import { mostSessionDays, type SignInRules } from '#lib/rules/staff/sign-in-rules.ts'
import { saveSignIn } from './actions.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskPeople.signInPage.title'),
})

export default async function StaffSignInPage() {
  const { db, staffMember } = await requireStaff()
  const rules = await readSignInRules(db)
  return (
    <>
      <Headline>{staffWords('deskPeople.signInPage.title')}</Headline>
      <Part title={staffWords('deskPeople.signInPage.atThisSite')}>
        <Card>
          {may(staffMember.role, 'change-sign-in') ? (
            <RulesForm rules={rules} />
          ) : (
            <RulesRead rules={rules} />
          )}
        </Card>
      </Part>
      <Part title={staffWords('deskPeople.signInPage.withACompanyAccount')}>
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
        label={staffWords('deskPeople.signInPage.ownersAndEditorsNeed')}
        name="isPasskeyRequired"
        isChecked={isPasskeyRequired}
      />
      <p className="text-sm text-soft">{staffWords('deskPeople.signInPage.aMailedLinkThen')}</p>
      <NumberField
        label={staffWords('deskPeople.signInPage.aSessionThatNobody')}
        name="idleHours"
        min={1}
        max={168}
        step={1}
        required
        defaultValue={String(idleHours)}
      />
      <NumberField
        label={staffWords('deskPeople.signInPage.eachSessionEndsAfter')}
        name="sessionDays"
        min={1}
        max={mostSessionDays}
        step={1}
        required
        defaultValue={String(sessionDays)}
      />
      <SubmitButton>{staffWords('deskPeople.signInPage.save')}</SubmitButton>
    </ActionForm>
  )
}

function RulesRead({ rules: { isPasskeyRequired, idleHours, sessionDays } }: { rules: SignInRules }) {
  return (
    <>
      <p>
        {staffWords('deskPeople.signInPage.rules', {
          isPasskeyRequired: isPasskeyRequired ? 'yes' : 'no',
          idleHours,
          sessionDays,
        })}
      </p>
      <p className="text-sm text-soft">
        {staffWords('deskPeople.signInPage.onlyOwner', { owner: roleWords().owner })}
      </p>
    </>
  )
}

function CompanyFacts() {
  if (!ownCompany)
    return (
      <p className="max-w-prose">
        {staffWords.rich('deskPeople.signInPage.noneIsSetAny', {
          code: text => <code>{text}</code>,
          companyReturn,
          code2: text => <code className="wrap-anywhere">{text}</code>,
        })}
      </p>
    )
  const facts = [
    ['OIDC_ISSUER', ownCompany.issuer],
    ['OIDC_CLIENT_ID', ownCompany.clientId],
    [
      'OIDC_CLIENT_SECRET',
      ownCompany.clientSecret
        ? staffWords('deskPeople.signInPage.setNotShown')
        : staffWords('deskPeople.signInPage.noneAPublicClient'),
    ],
    ['OIDC_ROLES_CLAIM', env.OIDC_ROLES_CLAIM ?? staffWords('deskPeople.signInPage.noneRolesAreGiven')],
    ['OIDC_ROLES', mappingWords()],
  ]
  return (
    <>
      <p className="text-sm text-soft">
        {staffWords.rich('deskPeople.signInPage.fixedByTheEnvironment', {
          companyReturn,
          code: text => <code className="wrap-anywhere">{text}</code>,
        })}
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
  return pairs.length > 0 ? pairs.join(', ') : staffWords('deskPeople.signInPage.noRoleMap')
}
