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
import { arePasskeysPossible } from '#lib/identity/passkeys.ts'
import { deskPath } from '#lib/rules/staff/desk-path.ts'

export const metadata: Metadata = { title: 'One more step' }

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
        <p>Passkeys need scripts, which your browser does not run here. Allow them for this site.</p>
      </noscript>
      <form action={leave} className="mt-6 grid">
        <SubmitButton look="side">Sign out ({seat.staffMember.email})</SubmitButton>
      </form>
    </>
  )
}

function UsePasskey({ path }: { path: string | null }) {
  return (
    <>
      <Headline>Now your passkey</Headline>
      <p>This site asks owners and editors for a passkey, so that nobody gets in by a mailbox alone.</p>
      <PasskeyButton
        what="use"
        ask={askToSignIn}
        answer={signInByPasskey.bind(null, path)}
        label="Use my passkey"
      />
      <Part title="Lost it?">
        <p>
          Type one of the ten recovery codes that you made. It is used up, and the owners of this site are
          mailed. Without a code, ask an owner to remove you and add you again, or whoever runs the server for
          a link.
        </p>
        <ActionForm action={enterWithCode.bind(null, path)} className="grid gap-3">
          <TextField label="Recovery code" name="secret" maxLength={200} autoComplete="off" />
          <SubmitButton look="side">Use the code</SubmitButton>
        </ActionForm>
      </Part>
    </>
  )
}

function MakePasskey() {
  return (
    <>
      <Headline>Make a passkey first</Headline>
      <p>
        This site asks owners and editors for a passkey, so that nobody gets in by a mailbox alone. Your
        phone, your computer or a security key keeps it, and asks for your finger, face or PIN.
      </p>
      {arePasskeysPossible ? (
        <PasskeyButton what="make" ask={askToMake} answer={makePasskey} label="Make a passkey">
          <TextField label="Its name, for you" name="name" maxLength={60} defaultValue="My passkey" />
        </PasskeyButton>
      ) : (
        <p role="alert">
          Passkeys need a host name, and this site is reached by a number. Ask whoever runs the server for a
          link.
        </p>
      )}
    </>
  )
}
