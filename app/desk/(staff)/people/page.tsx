import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField, SearchField, TextField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { listAddress, onPage, pageOf, textOf } from '#app/desk/list-query.ts'
import { roleMeanings } from '#app/desk/role-words.ts'
import { requireStaff } from '#app/desk/session.ts'
import { readColleagues } from '#db/reads/reminders/colleagues.ts'
import { readKeyOwners } from '#db/reads/settings/api-tokens.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { env } from '#lib/env.ts'
import { inLadderOrder } from '#lib/rules/reminders/ladder.ts'
import { roles } from '#lib/rules/staff/role.ts'
import { LadderForms, LadderState, type Rung } from './_parts/ladder.tsx'
import { addToStaff, removeFromStaff } from './actions.ts'

export const metadata: Metadata = { title: 'People' }

const perPage = 50

const fateChoices = [
  { value: 'revoke', word: 'are revoked with it' },
  { value: 'take', word: 'become yours' },
]

const roleChoices = roles.map(role => ({ value: role, word: roleMeanings[role] }))

/** From this many on a name is looked for rather than seen. */
const fewPeople = 10

type Query = Partial<Record<'page' | 'text', string | string[]>>

export default async function StaffPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db, staffMember: signedIn } = await requireStaff()
  const asked = await searchParams
  const text = textOf(asked.text)
  const [staff, colleagues, { escalateMinutes }, keyOwners] = await Promise.all([
    readStaff(db),
    readColleagues(db, env.TIME_ZONE),
    readPolicy(db),
    readKeyOwners(db),
  ])
  const signedInAt = new Map(staff.map(member => [member.id, member.signedInAt]))
  const ladder = inLadderOrder(colleagues)
  const rungs = ladder.map((colleague, place) => ({ colleague, place, count: ladder.length }))
  const list = onPage(
    rungs.filter(rung => isCalled(rung, text)),
    pageOf(asked.page),
    perPage,
  )
  if (!list) notFound()
  const now = new Date()
  return (
    <>
      <Headline>Who may sit at the desk</Headline>
      <p className="max-w-prose text-soft">
        This order is the ladder. What waits for a person is said to who has it, or else to the first; while
        it waits, every {escalateMinutes} minutes to the next one, and at last to everybody. Who wants quiet
        comes behind those who do not. <a href="/desk/people/me">How you are reminded</a> is yours to choose.
      </p>
      {ladder.length > fewPeople ? (
        <form className="mt-6 grid max-w-2xl items-end gap-3 sm:grid-cols-[1fr_auto]">
          <SearchField label="Name or address" name="text" defaultValue={text ?? ''} maxLength={100} />
          <SubmitButton look="side">Show</SubmitButton>
        </form>
      ) : null}
      {list.shown.length === 0 ? <p className="mt-4 text-soft">Nobody fits.</p> : null}
      <ol className="mt-6 grid gap-3">
        {list.shown.map(rung => (
          <StaffLine
            key={rung.colleague.id}
            rung={rung}
            signedInAt={signedInAt.get(rung.colleague.id) ?? null}
            hasKeys={keyOwners.has(rung.colleague.id)}
            isYou={rung.colleague.id === signedIn.id}
            now={now}
          />
        ))}
      </ol>
      <ListPages
        what="people"
        page={list.page}
        pages={list.pages}
        href={number => listAddress('/desk/people', { text, page: number })}
      />
      <Part title="Add a colleague">
        <Card>
          <ActionForm action={addToStaff} className="grid max-w-md gap-3">
            <TextField label="Name" name="name" maxLength={80} autoComplete="off" />
            <TextField label="E-mail address" name="email" type="email" maxLength={254} autoComplete="off" />
            <ChoiceField label="Role" name="role" choices={roleChoices} defaultValue="responder" />
            <SubmitButton>Add</SubmitButton>
          </ActionForm>
        </Card>
      </Part>
    </>
  )
}

function isCalled({ colleague: { name, email } }: Rung, text: string | null): boolean {
  return `${name} ${email}`.toLowerCase().includes(text?.toLowerCase() ?? '')
}

type LineProps = { rung: Rung; signedInAt: Date | null; hasKeys: boolean; isYou: boolean; now: Date }

function StaffLine({ rung, signedInAt, hasKeys, isYou, now }: LineProps) {
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
          {hasKeys ? (
            <ChoiceField label="Their API keys" name="keys" choices={fateChoices} defaultValue="revoke" />
          ) : null}
          <SubmitButton look="apart">Remove {name}</SubmitButton>
        </ActionForm>
      )}
    </li>
  )
}
