import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { join } from '#app/desk/(door)/actions.ts'
import { roleMeanings } from '#app/desk/role-words.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { findInvitation } from '#lib/flows/staff/join-desk.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskDoor.onePage.invitation') })

const problems = () => ({
  invalid: staffWords('deskDoor.onePage.thisLinkIsNotWhole'),
  expired: staffWords('deskDoor.onePage.thisInvitationIsOver'),
  gone: staffWords('deskDoor.onePage.thisInvitationWasUsed'),
})

/** A scanner of mail that opens this page uses nothing up: only the button does. */
export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const found = await findInvitation(token, new Date())
  if ('problem' in found)
    return (
      <>
        <Headline>{staffWords('deskDoor.onePage.invitationFails')}</Headline>
        <p>{problems()[found.problem]}</p>
        <p>
          <a href="/desk/sign-in">{staffWords('deskDoor.onePage.signIn')}</a>
        </p>
      </>
    )
  return (
    <>
      <Headline>{staffWords('deskDoor.onePage.invitedBy', { byName: found.byName })}</Headline>
      <p className="wrap-anywhere">
        {staffWords('deskDoor.onePage.signInAs', {
          name: found.name,
          email: found.email,
          roleMeanings: roleMeanings()[found.role],
        })}
      </p>
      <form action={join.bind(null, token)} className="grid">
        <SubmitButton>{staffWords('deskDoor.onePage.accept')}</SubmitButton>
      </form>
    </>
  )
}
