import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { openDesk, type SessionCookie } from '#lib/identity/session.ts'

/** Who is at the desk, with the database. Whoever is not signed in is sent to sign in. Every desk page and action begins with it. */
export const requirePerson = cache(async () => {
  const desk = await openDesk(await headers())
  if (!desk) redirect('/desk/sign-in')
  return desk
})

/** Signs this browser in or out. For actions: pages cannot set cookies. */
export async function giveCookies(given: readonly SessionCookie[]): Promise<void> {
  const jar = await cookies()
  for (const { name, value, options } of given) jar.set(name, value, options)
}
