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
import { staffWords } from '#app/desk/staff-words.ts'
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

export const generateMetadata = (): Metadata => ({ title: staffWords('deskAccount.page.yourAccount') })

export default async function AccountPage() {
  const desk = await requireStaff()
  const { name, email, role } = desk.staffMember
  return (
    <>
      <Headline>{staffWords('deskAccount.page.account')}</Headline>
      <p className="max-w-prose text-soft wrap-anywhere">
        {staffWords.rich('deskAccount.page.youAreNameEmail', {
          name,
          email,
          role: roleWords()[role],
          link: text => <a href="/desk/people/me">{text}</a>,
        })}
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
    <Part title={staffWords('deskAccount.page.passkeys')}>
      <p className="max-w-prose text-sm text-soft">{staffWords('deskAccount.page.aPasskeyIsKept')}</p>
      {passkeys.map(passkey => (
        <PasskeyCard key={passkey.id} passkey={passkey} />
      ))}
      {arePasskeysPossible ? (
        <PasskeyButton
          what="make"
          ask={askToMake}
          answer={makePasskey}
          label={staffWords('deskAccount.page.makeAPasskey')}
        >
          <TextField
            label={staffWords('deskAccount.page.passkeyName')}
            name="name"
            maxLength={60}
            defaultValue={staffWords('deskAccount.page.myPasskey')}
          />
        </PasskeyButton>
      ) : (
        <p>{staffWords('deskAccount.page.passkeysNeedAHost')}</p>
      )}
    </Part>
  )
}

async function Codes({ desk: { db, staffMember } }: { desk: Desk }) {
  const left = await countRecoveryCodes(db, staffMember.id)
  return (
    <Part title={staffWords('deskAccount.page.recoveryCodes')}>
      <Card>
        <p className="max-w-prose">{staffWords('deskAccount.page.codesLeft', { left })}</p>
        <CodesForm
          action={makeCodes}
          button={staffWords('deskAccount.codesForm.makeTenCodes', { hasCodes: left > 0 ? 'yes' : 'no' })}
          once={staffWords('deskAccount.codesForm.keepCodes')}
        />
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
        {since
          ? staffWords.rich('deskAccount.page.linkedSince', { since: () => <LocalTime at={since} /> })
          : staffWords('deskAccount.page.youHaveNotSigned', { email: staffMember.email })}
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
    <Part title={staffWords('deskAccount.page.whereYouAreSigned')} id="sessions">
      <p className="max-w-prose text-sm text-soft">
        {staffWords('deskAccount.page.aSessionEndsAfter', { idleHours, sessionDays })}
      </p>
      {sessions.map(one => (
        <SessionCard key={one.id} session={one} isThis={one.id === session.id} />
      ))}
      {sessions.length > 1 ? (
        <ActionForm act="end-sessions" action={endOthers} className="grid gap-2">
          <SubmitButton look="apart">{staffWords('deskAccount.page.endAllOtherSessions')}</SubmitButton>
        </ActionForm>
      ) : null}
    </Part>
  )
}
