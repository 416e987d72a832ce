import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { setUp } from '#app/desk/(door)/actions.ts'
import { checkSetUpLink } from '#lib/identity/links.ts'

export const metadata: Metadata = { title: 'Set up' }

const problems = {
  invalid: 'This link is not whole. Open it as the terminal printed it, in one piece.',
  expired: 'This link is older than 7 days. Start the server again: it prints a new one.',
  done: 'The desk is set up already. Sign in with your e-mail address.',
}

export default async function SetUpPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const problem = await checkSetUpLink(token, new Date())
  if (problem)
    return (
      <>
        <Headline>Nothing to set up here</Headline>
        <p>{problems[problem]}</p>
        <p>
          <a href="/desk/sign-in">Sign in</a>
        </p>
      </>
    )
  return (
    <>
      <Headline>Set up the desk</Headline>
      <p>You are the first. With this address you sign in from now on; colleagues are added at the desk.</p>
      <ActionForm action={setUp.bind(null, token)} className="grid gap-3">
        <TextField label="Your name" name="name" maxLength={80} autoComplete="name" />
        <TextField
          label="Your e-mail address"
          name="email"
          type="email"
          maxLength={254}
          autoComplete="email"
        />
        <SubmitButton>Set up and sign in</SubmitButton>
      </ActionForm>
    </>
  )
}
