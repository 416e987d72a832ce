import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { PasskeyButton } from '#app/_components/desk/passkey-button.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { CompanyForm } from '#app/desk/(door)/_parts/company-form.tsx'
import { askForLink, goToCompany } from '#app/desk/(door)/actions.ts'
import { askToSignIn, signInByPasskey } from '#app/desk/passkey-actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { env } from '#lib/env.ts'
import { linkMinutes } from '#lib/identity/auth.ts'
import { ownCompany } from '#lib/identity/company.ts'
import { arePasskeysPossible } from '#lib/identity/passkeys.ts'
import { deskPath } from '#lib/rules/staff/desk-path.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskDoor.signInPage.signIn') })

const company = env.OIDC_NAME

const problems = (): Readonly<Record<string, string>> => ({
  link: staffWords('deskDoor.signInPage.thatLinkWasUsed', { linkMinutes }),
  often: staffWords('deskDoor.signInPage.tooManyWrongLinks'),
  'company-failed': staffWords('deskDoor.signInPage.companyTooLate', { company }),
  'company-no-email': staffWords('deskDoor.signInPage.companyDoesNotSay', { company }),
  'company-unverified': staffWords('deskDoor.signInPage.addressNotProven', { company }),
  'company-unknown': staffWords('deskDoor.signInPage.nobodyAtThisDesk', { company }),
})

type Props = { searchParams: Promise<{ problem?: string | string[]; to?: string | string[] }> }

export default async function SignInPage({ searchParams }: Props) {
  const { problem, to } = await searchParams
  const path = typeof to === 'string' ? deskPath(to) : null
  const words =
    typeof problem === 'string' && Object.hasOwn(problems(), problem) ? problems()[problem] : undefined
  return (
    <>
      <Headline>{staffWords('deskDoor.signInPage.title')}</Headline>
      {words ? (
        <p role="alert" className="rounded-lg bg-slow-bg px-4 py-3 text-slow">
          {words}
        </p>
      ) : null}
      {arePasskeysPossible ? (
        <PasskeyButton
          what="use"
          ask={askToSignIn}
          answer={signInByPasskey.bind(null, path)}
          label={staffWords('deskDoor.signInPage.byPasskey')}
        />
      ) : null}
      {ownCompany ? <CompanyForm action={goToCompany.bind(null, path)} name={company} /> : null}
      <p>{staffWords('deskDoor.signInPage.linkHint', { linkMinutes })}</p>
      <ActionForm action={askForLink} className="grid gap-3">
        {path ? <input type="hidden" name="to" value={path} /> : null}
        <TextField
          label={staffWords('deskDoor.signInPage.yourEMailAddress')}
          name="email"
          type="email"
          maxLength={254}
          autoComplete="email"
        />
        <SubmitButton>{staffWords('deskDoor.signInPage.mailMeALink')}</SubmitButton>
      </ActionForm>
    </>
  )
}
