import { cookies, headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { cache } from 'react'
import { askedHeader, followedHeader } from '#lib/front/asked.ts'
import { type Desk, findSeat, type SessionCookie } from '#lib/identity/session.ts'
import { mayOpen } from '#lib/rules/staff/desk-pages.ts'
import { deskPath, withReturn } from '#lib/rules/staff/desk-path.ts'

/** Who is signed in, perhaps without all that it takes before the desk opens; null: nobody. */
export const findSeated = cache(async () => {
  const given = await headers()
  return findSeat(given, new Date(), { isUsed: given.get(followedHeader) !== '1' })
})

/** Who is at the desk, with the database; null: nobody is signed in, or not by all that it takes. */
export async function findStaff(): Promise<Desk | null> {
  const seat = await findSeated()
  return seat?.missing === null ? seat : null
}

/** Who is at the desk, with the database, whatever their role. Whoever is not signed in is sent to sign in, and comes back from there. */
export const requireSignedIn = cache(async () => {
  const seat = await findSeated()
  if (seat?.missing === null) return seat
  const door = seat ? '/desk/second-step' : '/desk/sign-in'
  redirect(withReturn(door, deskPath(await askedAddress())))
})

/**
 * The same for a page, which their role has to open: see lib/rules/staff/desk-pages. Else it answers 403, in a sentence. Every
 * desk page begins with it.
 */
export const requireStaff = cache(async () => {
  const desk = await requireSignedIn()
  if (!mayOpen(desk.staffMember.role, await askedAddress())) forbidden()
  return desk
})

async function askedAddress(): Promise<string | null> {
  return (await headers()).get(askedHeader)
}

/** Signs this browser in or out. For actions: pages cannot set cookies. */
export async function giveCookies(given: readonly SessionCookie[]): Promise<void> {
  const jar = await cookies()
  for (const { name, value, options } of given) jar.set(name, value, options)
}
