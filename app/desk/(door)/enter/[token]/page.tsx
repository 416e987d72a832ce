import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { enter } from '#app/desk/(door)/actions.ts'
import { deskPath } from '#lib/rules/staff/desk-path.ts'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ to?: string | string[] }> }

/** A scanner of mail that opens this page uses nothing up: only the button does. */
export default async function EnterPage({ params, searchParams }: Props) {
  const { token } = await params
  const { to } = await searchParams
  return (
    <>
      <Headline>Your link is here</Headline>
      <p>It signs this browser in at the desk, once.</p>
      <form action={enter.bind(null, token, typeof to === 'string' ? deskPath(to) : null)} className="grid">
        <SubmitButton>Sign in</SubmitButton>
      </form>
    </>
  )
}
