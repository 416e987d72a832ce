'use server'

import { setTimeout as pause } from 'node:timers/promises'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { forms, readForm, refusal } from '#app/desk/forms.ts'
import { giveCookies } from '#app/desk/session.ts'
import { askSignIn } from '#lib/flows/staff/ask-sign-in.ts'
import { enterByLink } from '#lib/flows/staff/enter-by-link.ts'
import { setUpDesk } from '#lib/flows/staff/set-up-desk.ts'
import { deskPath, withReturn } from '#lib/rules/staff/desk-path.ts'

/** No answer is quicker: what is known of an address costs less than this, so its time tells nothing. */
const leastMs = 150

/** Queues a mail with a link. Neither the words nor the time of the answer tell whether the address is known. */
export async function askForLink(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const read = readForm(forms.signIn, form)
  if ('answer' in read) return read.answer
  const { email, to } = read.fields
  const asked = { email, path: deskPath(to) }
  const [result] = await Promise.all([
    askSignIn(asked, new Date(), { headers: await headers() }),
    pause(leastMs),
  ])
  if (result === 'often')
    return refusal('Too many links were asked for from your network. Wait a minute, then ask again.', form)
  return { done: 'If this address is known here, a mail with a link is on its way.' }
}

/** Uses up a sign-in link, and leads on to the page of the desk that was asked for. */
export async function enter(token: string, to: string | null): Promise<void> {
  const given = await enterByLink(token, await headers(), new Date())
  const path = deskPath(to)
  if (given === 'often') redirect(withReturn('/desk/sign-in?problem=often', path))
  if (given === 'unknown') redirect(withReturn('/desk/sign-in?problem=link', path))
  await giveCookies(given)
  redirect(path ?? '/desk')
}

/** Makes the first person and signs them in. */
export async function setUp(token: string, _before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const read = readForm(forms.firstStaffMember, form)
  if ('answer' in read) return read.answer
  const result = await setUpDesk({ token, ...read.fields }, new Date())
  if ('problem' in result) redirect(`/desk/set-up/${encodeURIComponent(token)}`)
  await enter(result.signInToken, null)
  return null
}
