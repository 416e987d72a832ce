import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { readStaff, type StaffMember } from '#db/reads/staff/desk-staff.ts'
import { addToStaff, removeFromStaff } from './actions.ts'

export const metadata: Metadata = { title: 'People' }

export default async function StaffPage() {
  const { db, staffMember: signedIn } = await requireStaff()
  const staff = await readStaff(db)
  return (
    <>
      <Headline>Who may sit at the desk</Headline>
      <ul className="mt-6 grid gap-3">
        {staff.map(staffMember => (
          <StaffLine key={staffMember.id} staffMember={staffMember} isYou={staffMember.id === signedIn.id} />
        ))}
      </ul>
      <Part title="Add a colleague">
        <Card>
          <ActionForm action={addToStaff} className="grid max-w-md gap-3">
            <TextField label="Name" name="name" maxLength={80} autoComplete="off" />
            <TextField label="E-mail address" name="email" type="email" maxLength={254} autoComplete="off" />
            <SubmitButton>Add</SubmitButton>
          </ActionForm>
        </Card>
      </Part>
    </>
  )
}

function StaffLine({ staffMember, isYou }: { staffMember: StaffMember; isYou: boolean }) {
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line pt-3">
      <div className="min-w-0 grow">
        <p className="font-semibold">
          {staffMember.name}
          {isYou ? ' (you)' : null}
        </p>
        <p className="text-sm wrap-anywhere text-soft">
          {staffMember.email} ·{' '}
          {staffMember.signedInAt ? (
            <>
              signed in <LocalTime at={staffMember.signedInAt} />
            </>
          ) : (
            'not signed in'
          )}
        </p>
      </div>
      {isYou ? null : (
        <ActionForm action={removeFromStaff} className="grid gap-2">
          <input type="hidden" name="personId" value={staffMember.id} />
          <SubmitButton look="apart">Remove {staffMember.name}</SubmitButton>
        </ActionForm>
      )}
    </li>
  )
}
