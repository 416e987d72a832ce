import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { PasskeyButton } from '#app/_components/desk/passkey-button.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { enterWithCode } from '#app/desk/(door)/actions.ts'
import { leave } from '#app/desk/(staff)/actions.ts'
import { askToMake, askToSignIn, makePasskey, signInByPasskey } from '#app/desk/passkey-actions.ts'
import { findSeated } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { arePasskeysPossible } from '#lib/identity/passkeys.ts'
import { deskPath } from '#lib/rules/staff/desk-path.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskDoor.secondStepPage.oneMoreStep') })

type Props = { searchParams: Promise<{ to?: string | string[] }> }

/** For who has signed in by mail, where the site requires a passkey of their role. */
export default async function SecondStepPage({ searchParams }: Props) {
  const { to } = await searchParams
  const path = typeof to === 'string' ? deskPath(to) : null
  const seat = await findSeated()
  if (!seat) redirect('/desk/sign-in')
  if (seat.missing === null) redirect(path ?? '/desk')
  return (
    <>
      {seat.missing === 'use-passkey' ? <UsePasskey path={path} /> : <MakePasskey />}
      <noscript>
        <p>{staffWords('deskDoor.secondStepPage.needsScripts')}</p>
      </noscript>
      <form action={leave} className="mt-6 grid">
        <SubmitButton look="side">
          {staffWords('deskDoor.secondStepPage.signOutEmail', { email: seat.staffMember.email })}
        </SubmitButton>
      </form>
    </>
  )
}

function UsePasskey({ path }: { path: string | null }) {
  return (
    <>
      <Headline>{staffWords('deskDoor.secondStepPage.nowYourPasskey')}</Headline>
      <p>{staffWords('deskDoor.secondStepPage.thisSiteAsksOwners')}</p>
      <PasskeyButton
        what="use"
        ask={askToSignIn}
        answer={signInByPasskey.bind(null, path)}
        label={staffWords('deskDoor.secondStepPage.useMyPasskey')}
      />
      <Part title={staffWords('deskDoor.secondStepPage.lostIt')}>
        <p>{staffWords('deskDoor.secondStepPage.recoveryHint')}</p>
        <ActionForm action={enterWithCode.bind(null, path)} className="grid gap-3">
          <TextField
            label={staffWords('deskDoor.secondStepPage.recoveryCode')}
            name="secret"
            maxLength={200}
            autoComplete="off"
          />
          <SubmitButton look="side">{staffWords('deskDoor.secondStepPage.useTheCode')}</SubmitButton>
        </ActionForm>
      </Part>
    </>
  )
}

function MakePasskey() {
  return (
    <>
      <Headline>{staffWords('deskDoor.secondStepPage.makeAPasskeyFirst')}</Headline>
      <p>{staffWords('deskDoor.secondStepPage.passkeyRequired')}</p>
      {arePasskeysPossible ? (
        <PasskeyButton
          what="make"
          ask={askToMake}
          answer={makePasskey}
          label={staffWords('deskDoor.secondStepPage.makeAPasskey')}
        >
          <TextField
            label={staffWords('deskDoor.secondStepPage.passkeyName')}
            name="name"
            maxLength={60}
            defaultValue={staffWords('deskDoor.secondStepPage.myPasskey')}
          />
        </PasskeyButton>
      ) : (
        <p role="alert">{staffWords('deskDoor.secondStepPage.passkeysNeedAHost')}</p>
      )}
    </>
  )
}
