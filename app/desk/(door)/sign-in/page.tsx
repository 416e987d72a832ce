import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { askForLink } from '#app/desk/(door)/actions.ts'
import { linkMinutes } from '#lib/identity/auth.ts'
import { deskPath } from '#lib/rules/staff/desk-path.ts'

export const metadata: Metadata = { title: 'Sign in' }

const problems = {
  link: `That link was used already, or is older than ${linkMinutes} minutes. Ask for a new one here.`,
  often:
    'Too many links that do not work were opened from your network. Wait a minute, then open yours again.',
}

type Props = { searchParams: Promise<{ problem?: string; to?: string | string[] }> }

export default async function SignInPage({ searchParams }: Props) {
  const { problem, to } = await searchParams
  const path = typeof to === 'string' ? deskPath(to) : null
  return (
    <>
      <Headline>Sign in to the desk</Headline>
      {problem === 'link' || problem === 'often' ? (
        <p role="alert" className="rounded-lg bg-slow-bg px-4 py-3 text-slow">
          {problems[problem]}
        </p>
      ) : null}
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
