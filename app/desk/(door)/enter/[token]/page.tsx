import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { enter } from '#app/desk/(door)/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { deskPath } from '#lib/rules/staff/desk-path.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskDoor.onePage.signIn') })

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ to?: string | string[] }> }

/** A scanner of mail that opens this page uses nothing up: only the button does. */
export default async function EnterPage({ params, searchParams }: Props) {
  const { token } = await params
  const { to } = await searchParams
  return (
    <>
      <Headline>{staffWords('deskDoor.onePage.yourLinkIsHere')}</Headline>
      <p>{staffWords('deskDoor.onePage.itSignsThisBrowser')}</p>
      <form action={enter.bind(null, token, typeof to === 'string' ? deskPath(to) : null)} className="grid">
        <SubmitButton>{staffWords('deskDoor.onePage.signIn')}</SubmitButton>
      </form>
    </>
  )
}
