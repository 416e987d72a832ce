import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline } from '#app/_components/desk/card.tsx'
import { SearchField } from '#app/_components/desk/field.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { listAddress, onPage, pageOf, textOf } from '#app/desk/list-query.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readStaffOnLadder } from '#db/reads/reminders/staff-on-ladder.ts'
import { readKeyOwners } from '#db/reads/settings/api-tokens.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { readInvitations } from '#db/reads/staff/invitations.ts'
import { inLadderOrder } from '#lib/rules/reminders/ladder.ts'
import { ourSite } from '#lib/site.ts'
import { InvitationParts } from './_parts/invitations.tsx'
import type { Rung } from './_parts/ladder.tsx'
import { StaffLine } from './_parts/staff-line.tsx'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskPeople.page.people') })

const perPage = 50

/** From this many on a name is looked for rather than seen. */
const fewPeople = 10

type Query = Partial<Record<'page' | 'text', string | string[]>>

export default async function StaffPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db, staffMember: signedIn } = await requireStaff()
  const asked = await searchParams
  const text = textOf(asked.text)
  const [staff, members, { escalateMinutes }, invitations, keyOwners] = await Promise.all([
    readStaff(db),
    readStaffOnLadder(db, ourSite().zone),
    readPolicy(db),
    readInvitations(db),
    readKeyOwners(db),
  ])
  const byId = new Map(staff.map(member => [member.id, member]))
  const ladder = inLadderOrder(members)
  const rungs = ladder.map((member, place) => ({ member, place, count: ladder.length }))
  const list = onPage(
    rungs.filter(rung => isCalled(rung, text)),
    pageOf(asked.page),
    perPage,
  )
  if (!list) notFound()
  const now = new Date()
  return (
    <>
      <Headline>{staffWords('deskPeople.page.title')}</Headline>
      <AboutLadder escalateMinutes={escalateMinutes} />
      {ladder.length > fewPeople ? (
        <form className="mt-6 grid max-w-2xl items-end gap-3 sm:grid-cols-[1fr_auto]">
          <SearchField
            label={staffWords('deskPeople.page.nameOrAddress')}
            name="text"
            defaultValue={text ?? ''}
            maxLength={100}
          />
          <SubmitButton look="side">{staffWords('deskPeople.page.show')}</SubmitButton>
        </form>
      ) : null}
      {list.shown.length === 0 ? (
        <p className="mt-4 text-soft">{staffWords('deskPeople.page.nobodyFits')}</p>
      ) : null}
      <ol className="mt-6 grid gap-3">
        {list.shown.map(rung => (
          <StaffLine
            key={rung.member.id}
            rung={rung}
            role={byId.get(rung.member.id)?.role ?? 'reader'}
            signedInAt={byId.get(rung.member.id)?.signedInAt ?? null}
            hasKeys={keyOwners.has(rung.member.id)}
            isYou={rung.member.id === signedIn.id}
            now={now}
          />
        ))}
      </ol>
      <ListPages
        what={staffWords('deskPeople.page.personWord')}
        page={list.page}
        pages={list.pages}
        href={number => listAddress('/desk/people', { text, page: number })}
      />
      <May act="invite-colleague">
        <InvitationParts invitations={invitations} now={now} />
      </May>
    </>
  )
}

function isCalled({ member: { name, email } }: Rung, text: string | null): boolean {
  return `${name} ${email}`.toLowerCase().includes(text?.toLowerCase() ?? '')
}

function AboutLadder({ escalateMinutes }: { escalateMinutes: number }) {
  return (
    <p className="max-w-prose text-soft">
      {staffWords.rich('deskPeople.page.ladderHint', {
        escalateMinutes,
        link: text => <a href="/desk/people/me">{text}</a>,
        account: text => <a href="/desk/account">{text}</a>,
        signIn: text => <a href="/desk/people/sign-in">{text}</a>,
      })}
    </p>
  )
}
