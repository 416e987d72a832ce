import { type Database, getDatabase } from '#db/client.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { leastOfPage } from '#lib/rules/staff/desk-pages.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'
import { isAtLeast } from '#lib/rules/staff/role.ts'
import { openDesk } from './session.ts'

/** Why a page of the desk does not open: the role of who asks, the one that it needs, and who can give it. */
export type DeskRefusal = { role: DeskRole; least: DeskRole; owners: string[] }

/** Whether an address of the desk stays shut to who sends these headers; null: it opens, is no page, or nobody is signed in. */
export async function deskRefusal(
  url: string,
  headers: Headers,
  db: Database = getDatabase(),
): Promise<DeskRefusal | null> {
  const least = leastOfPage(url)
  if (least === null || least === 'reader') return null
  const desk = await openDesk(headers, db)
  if (!desk || isAtLeast(desk.staffMember.role, least)) return null
  const owners = (await readStaff(db)).filter(({ role }) => role === 'owner').map(({ name }) => name)
  return { role: desk.staffMember.role, least, owners }
}
