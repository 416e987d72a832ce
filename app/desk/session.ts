import { cookies, headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { cache } from 'react'
import { askedHeader } from '#lib/front/asked.ts'
import { openDesk, type SessionCookie } from '#lib/identity/session.ts'
import { mayOpen } from '#lib/rules/staff/desk-pages.ts'
import { deskPath, withReturn } from '#lib/rules/staff/desk-path.ts'

/** Who is at the desk, with the database; null: nobody is signed in. */
export const findStaff = cache(async () => openDesk(await headers()))

/** Who is at the desk, with the database, whatever their role. Whoever is not signed in is sent to sign in, and comes back from there. */
export const requireSignedIn = cache(async () => {
  const desk = await findStaff()
  if (!desk) redirect(withReturn('/desk/sign-in', deskPath(await askedAddress())))
  return desk
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
