import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { setUp } from '#app/desk/(door)/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { checkSetUpLink } from '#lib/identity/links.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskDoor.onePage.setUp') })

const problems = () => ({
  invalid: staffWords('deskDoor.onePage.linkNotWhole'),
  expired: staffWords('deskDoor.onePage.thisLinkIsOlder'),
  done: staffWords('deskDoor.onePage.theDeskIsSet'),
})

export default async function SetUpPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const problem = await checkSetUpLink(token, new Date())
  if (problem)
    return (
      <>
        <Headline>{staffWords('deskDoor.onePage.nothingToSetUp')}</Headline>
        <p>{problems()[problem]}</p>
        <p>
          <a href="/desk/sign-in">{staffWords('deskDoor.onePage.signIn')}</a>
        </p>
      </>
    )
  return (
    <>
      <Headline>{staffWords('deskDoor.onePage.setUpTheDesk')}</Headline>
      <p>{staffWords('deskDoor.onePage.youAreTheFirst')}</p>
      <ActionForm action={setUp.bind(null, token)} className="grid gap-3">
        <TextField
          label={staffWords('deskDoor.onePage.yourName')}
          name="name"
          maxLength={80}
          autoComplete="name"
        />
        <TextField
          label={staffWords('deskDoor.onePage.yourEMailAddress')}
          name="email"
          type="email"
          maxLength={254}
          autoComplete="email"
        />
        <SubmitButton>{staffWords('deskDoor.onePage.setUpAndSign')}</SubmitButton>
      </ActionForm>
    </>
  )
}
