import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { join } from '#app/desk/(door)/actions.ts'
import { roleMeanings } from '#app/desk/role-words.ts'
import { findInvitation } from '#lib/flows/staff/join-desk.ts'

export const metadata: Metadata = { title: 'Invitation' }

const problems = {
  invalid: 'This link is not whole. Open it as it stands in the mail, in one piece.',
  expired: 'This invitation is over. Ask who invited you to send it again.',
  gone: 'This invitation was used already, or taken back. If you have used it, sign in with your e-mail address; else ask who invited you.',
}

/** A scanner of mail that opens this page uses nothing up: only the button does. */
export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const found = await findInvitation(token, new Date())
  if ('problem' in found)
    return (
      <>
        <Headline>This invitation does not work</Headline>
        <p>{problems[found.problem]}</p>
        <p>
          <a href="/desk/sign-in">Sign in</a>
        </p>
      </>
    )
  return (
    <>
      <Headline>{found.byName} invites you to this desk</Headline>
      <p className="wrap-anywhere">
        You sign in as {found.name}, with the address {found.email}. {roleMeanings[found.role]}.
      </p>
      <form action={join.bind(null, token)} className="grid">
        <SubmitButton>Accept and sign in</SubmitButton>
      </form>
    </>
  )
}
