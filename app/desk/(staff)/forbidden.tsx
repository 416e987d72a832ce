import { headers } from 'next/headers'
import { Headline } from '#app/_components/desk/card.tsx'
import { roleWords } from '#app/desk/role-words.ts'
import { requireSignedIn } from '#app/desk/session.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { askedHeader } from '#lib/front/asked.ts'
import { leastRoleOf } from '#lib/rules/staff/desk-pages.ts'

/** In the place of a page that a person's role does not open. */
export default async function Forbidden() {
  const { db, staffMember } = await requireSignedIn()
  const least = leastRoleOf((await headers()).get(askedHeader))
  const owners = (await readStaff(db)).filter(({ role }) => role === 'owner')
  return (
    <>
      <Headline>This page is not yours to open</Headline>
      <p className="max-w-prose">
        You are {roleWords[staffMember.role]} at this desk, and it needs {roleWords[least]}. An owner can
        change your role, under People: {owners.map(({ name }) => name).join(', ')}.
      </p>
      <p>
        <a href="/desk">What waits now</a>
      </p>
    </>
  )
}
