import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { readColleagues } from '#db/reads/reminders/colleagues.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { env } from '#lib/env.ts'
import { inLadderOrder } from '#lib/rules/reminders/ladder.ts'
import { LadderForms, LadderState, type Rung } from './_parts/ladder.tsx'
import { addToStaff, removeFromStaff } from './actions.ts'

export const metadata: Metadata = { title: 'People' }

export default async function StaffPage() {
  const { db, staffMember: signedIn } = await requireStaff()
  const [staff, colleagues, { escalateMinutes }] = await Promise.all([
    readStaff(db),
    readColleagues(db, env.TIME_ZONE),
    readPolicy(db),
  ])
  const signedInAt = new Map(staff.map(member => [member.id, member.signedInAt]))
  const ladder = inLadderOrder(colleagues)
  const now = new Date()
  return (
    <>
      <Headline>Who may sit at the desk</Headline>
      <p className="max-w-prose text-soft">
        This order is the ladder. What waits for a person is said to who has it, or else to the first; while
        it waits, every {escalateMinutes} minutes to the next one, and at last to everybody. Who wants quiet
        comes behind those who do not. <a href="/desk/people/me">How you are reminded</a> is yours to choose.
      </p>
      <ol className="mt-6 grid gap-3">
        {ladder.map((colleague, place) => (
          <StaffLine
            key={colleague.id}
            rung={{ colleague, place, count: ladder.length }}
            signedInAt={signedInAt.get(colleague.id) ?? null}
            isYou={colleague.id === signedIn.id}
            now={now}
          />
        ))}
      </ol>
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

type LineProps = { rung: Rung; signedInAt: Date | null; isYou: boolean; now: Date }

function StaffLine({ rung, signedInAt, isYou, now }: LineProps) {
  const { id, name, email } = rung.colleague
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line pt-3">
      <div className="min-w-0 grow basis-64">
        <p className="font-semibold">
          {rung.place + 1}. {name}
          {isYou ? ' (you)' : null}
        </p>
        <p className="text-sm wrap-anywhere text-soft">
          {email} ·{' '}
          {signedInAt ? (
            <>
              signed in <LocalTime at={signedInAt} />
            </>
          ) : (
            'not signed in'
          )}
        </p>
        <LadderState colleague={rung.colleague} isYou={isYou} now={now} />
      </div>
      <LadderForms rung={rung} />
      {isYou ? null : (
        <ActionForm action={removeFromStaff} className="grid gap-2">
          <input type="hidden" name="personId" value={id} />
          <SubmitButton look="apart">Remove {name}</SubmitButton>
        </ActionForm>
      )}
    </li>
  )
}
