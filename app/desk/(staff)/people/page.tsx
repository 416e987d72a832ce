import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { addPerson, removePerson } from '#app/desk/(staff)/actions.ts'
import { requirePerson } from '#app/desk/session.ts'
import { type Colleague, readColleagues } from '#db/reads/staff/desk-people.ts'

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage() {
  const { db, person } = await requirePerson()
  const colleagues = await readColleagues(db)
  return (
    <>
      <Headline>Who may sit at the desk</Headline>
      <ul className="mt-6 grid gap-3">
        {colleagues.map(colleague => (
          <PersonLine key={colleague.id} colleague={colleague} isYou={colleague.id === person.id} />
        ))}
      </ul>
      <Part title="Add a colleague">
        <Card>
          <ActionForm action={addPerson} className="grid max-w-md gap-3">
            <TextField label="Name" name="name" maxLength={80} autoComplete="off" />
            <TextField label="E-mail address" name="email" type="email" maxLength={254} autoComplete="off" />
            <SubmitButton>Add</SubmitButton>
          </ActionForm>
        </Card>
      </Part>
    </>
  )
}

function PersonLine({ colleague, isYou }: { colleague: Colleague; isYou: boolean }) {
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line pt-3">
      <div className="min-w-0 grow">
        <p className="font-semibold">
          {colleague.name}
          {isYou ? ' (you)' : null}
        </p>
        <p className="text-sm wrap-anywhere text-soft">
          {colleague.email} ·{' '}
          {colleague.signedInAt ? (
            <>
              signed in <LocalTime at={colleague.signedInAt} />
            </>
          ) : (
            'not signed in'
          )}
        </p>
      </div>
      {isYou ? null : (
        <ActionForm action={removePerson} className="grid gap-2">
          <input type="hidden" name="personId" value={colleague.id} />
          <SubmitButton look="side">Remove {colleague.name}</SubmitButton>
        </ActionForm>
      )}
    </li>
  )
}
