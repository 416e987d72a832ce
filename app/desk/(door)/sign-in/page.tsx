import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { PasskeyButton } from '#app/_components/desk/passkey-button.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { CompanyForm } from '#app/desk/(door)/_parts/company-form.tsx'
import { askForLink, goToCompany } from '#app/desk/(door)/actions.ts'
import { askToSignIn, signInByPasskey } from '#app/desk/passkey-actions.ts'
import { env } from '#lib/env.ts'
import { linkMinutes } from '#lib/identity/auth.ts'
import { ownCompany } from '#lib/identity/company.ts'
import { arePasskeysPossible } from '#lib/identity/passkeys.ts'
import { deskPath } from '#lib/rules/staff/desk-path.ts'

export const metadata: Metadata = { title: 'Sign in' }

const company = env.OIDC_NAME

const problems: Readonly<Record<string, string>> = {
  link: `That link was used already, or is older than ${linkMinutes} minutes. Ask for a new one here.`,
  often:
    'Too many links that do not work were opened from your network. Wait a minute, then open yours again.',
  'company-failed': `What came back from ${company} does not count: it took longer than ten minutes, was used before, came from another browser, or was refused there. Try again.`,
  'company-no-email': `${company} does not say your e-mail address, by which you are known here. Ask who runs it, or sign in by mail.`,
  'company-unverified': `${company} does not say that your e-mail address is proven. Ask who runs it, or sign in by mail.`,
  'company-unknown': `Nobody at this desk has the address that ${company} says. Ask an owner of this site to add you under People.`,
}

type Props = { searchParams: Promise<{ problem?: string | string[]; to?: string | string[] }> }

export default async function SignInPage({ searchParams }: Props) {
  const { problem, to } = await searchParams
  const path = typeof to === 'string' ? deskPath(to) : null
  const words =
    typeof problem === 'string' && Object.hasOwn(problems, problem) ? problems[problem] : undefined
  return (
    <>
      <Headline>Sign in to the desk</Headline>
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
          label="Sign in with a passkey"
        />
      ) : null}
      {ownCompany ? <CompanyForm action={goToCompany.bind(null, path)} name={company} /> : null}
      <p>We mail you a link. It works for {linkMinutes} minutes, once.</p>
      <ActionForm action={askForLink} className="grid gap-3">
        {path ? <input type="hidden" name="to" value={path} /> : null}
        <TextField
          label="Your e-mail address"
          name="email"
          type="email"
          maxLength={254}
          autoComplete="email"
        />
        <SubmitButton>Mail me a link</SubmitButton>
      </ActionForm>
    </>
  )
}
