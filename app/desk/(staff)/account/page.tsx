import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { PasskeyButton } from '#app/_components/desk/passkey-button.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { askToMake, makePasskey } from '#app/desk/passkey-actions.ts'
import { roleWords } from '#app/desk/role-words.ts'
import { requireStaff } from '#app/desk/session.ts'
import { readSignInRules } from '#db/reads/settings/sign-in.ts'
import {
  countRecoveryCodes,
  readCompanyLink,
  readPasskeys,
  readSessions,
} from '#db/reads/sign-in/own-account.ts'
import { env } from '#lib/env.ts'
import { ownCompany } from '#lib/identity/company.ts'
import { arePasskeysPossible } from '#lib/identity/passkeys.ts'
import type { Desk } from '#lib/identity/session.ts'
import { later } from '#lib/rules/time/time.ts'
import { CodesForm } from './_parts/codes-form.tsx'
import { PasskeyCard } from './_parts/passkey-card.tsx'
import { SessionCard } from './_parts/session-card.tsx'
import { endOthers, makeCodes } from './actions.ts'

export const metadata: Metadata = { title: 'Your account' }

export default async function AccountPage() {
  const desk = await requireStaff()
  const { name, email, role } = desk.staffMember
  return (
    <>
      <Headline>How you sign in</Headline>
      <p className="max-w-prose text-soft wrap-anywhere">
        You are {name}, {email}, {roleWords()[role]}. How you are reminded is{' '}
        <a href="/desk/people/me">another page</a>.
      </p>
      <Passkeys desk={desk} />
      <Codes desk={desk} />
      <CompanyPart desk={desk} />
      <Sessions desk={desk} />
    </>
  )
}

async function Passkeys({ desk: { db, staffMember } }: { desk: Desk }) {
  const passkeys = await readPasskeys(db, staffMember.id)
  return (
    <Part title="Passkeys">
      <p className="max-w-prose text-sm text-soft">
        A passkey is kept by your phone, your computer or a security key, which asks for your finger, face or
        PIN. No copy of it is here, and no other site can ask for it.
      </p>
      {passkeys.map(passkey => (
        <PasskeyCard key={passkey.id} passkey={passkey} />
      ))}
      {arePasskeysPossible ? (
        <PasskeyButton what="make" ask={askToMake} answer={makePasskey} label="Make a passkey">
          <TextField label="Its name, for you" name="name" maxLength={60} defaultValue="My passkey" />
        </PasskeyButton>
      ) : (
        <p>Passkeys need a host name, and this site is reached by a number: see SITE_URL.</p>
      )}
    </Part>
  )
}

async function Codes({ desk: { db, staffMember } }: { desk: Desk }) {
  const left = await countRecoveryCodes(db, staffMember.id)
  return (
    <Part title="Recovery codes">
      <Card>
        <p className="max-w-prose">
          {left === 0
            ? 'You have none. A code lets you in, together with a mailed link, when your passkey is lost.'
            : `You have ${left === 1 ? 'one code' : `${left} codes`} that ${left === 1 ? 'was' : 'were'} not used. Each lets you in once, together with a mailed link, when your passkey is lost.`}
        </p>
        <CodesForm action={makeCodes} hasCodes={left > 0} />
      </Card>
    </Part>
  )
}

async function CompanyPart({ desk: { db, staffMember } }: { desk: Desk }) {
  if (!ownCompany) return null
  const since = await readCompanyLink(db, staffMember.id, ownCompany.issuer)
  return (
    <Part title={env.OIDC_NAME}>
      <p className="max-w-prose">
        {since ? (
          <>
            You sign in with it since <LocalTime at={since} />.
          </>
        ) : (
          `You have not signed in with it yet. It knows you by ${staffMember.email}.`
        )}
      </p>
    </Part>
  )
}

async function Sessions({ desk: { db, staffMember, session } }: { desk: Desk }) {
  const { idleHours, sessionDays } = await readSignInRules(db)
  const now = new Date()
  const since = { used: later(now, -idleHours * 3600), begun: later(now, -sessionDays * 86_400) }
  const sessions = await readSessions(db, staffMember.id, since)
  return (
    <Part title="Where you are signed in" id="sessions">
      <p className="max-w-prose text-sm text-soft">
        A session ends after {idleHours === 1 ? 'an hour' : `${idleHours} hours`} without use, and after{' '}
        {sessionDays === 1 ? 'a day' : `${sessionDays} days`} in any case.
      </p>
      {sessions.map(one => (
        <SessionCard key={one.id} session={one} isThis={one.id === session.id} />
      ))}
      {sessions.length > 1 ? (
        <ActionForm act="end-sessions" action={endOthers} className="grid gap-2">
          <SubmitButton look="apart">End all other sessions</SubmitButton>
        </ActionForm>
      ) : null}
    </Part>
  )
}
