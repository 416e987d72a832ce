import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { enter } from '#app/desk/(door)/actions.ts'

export const metadata: Metadata = { title: 'Sign in' }

/** A scanner of mail that opens this page uses nothing up: only the button does. */
export default async function EnterPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  return (
    <>
      <Headline>Your link is here</Headline>
      <p>It signs this browser in at the desk, once.</p>
      <form action={enter.bind(null, token)} className="grid">
        <SubmitButton>Sign in</SubmitButton>
      </form>
    </>
  )
}
