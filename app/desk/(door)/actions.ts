'use server'

import { setTimeout as pause } from 'node:timers/promises'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import type { CompanyOutcome } from '#app/desk/(door)/_parts/company-form.tsx'
import { forms, readForm, refusal } from '#app/desk/forms.ts'
import { findSeated, giveCookies } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { env } from '#lib/env.ts'
import { enterByCode } from '#lib/flows/sign-in/enter-by-code.ts'
import { enterByLink } from '#lib/flows/sign-in/enter-by-link.ts'
import { startCompany } from '#lib/flows/sign-in/start-company.ts'
import { askSignIn } from '#lib/flows/staff/ask-sign-in.ts'
import { joinDesk } from '#lib/flows/staff/join-desk.ts'
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
  if (result === 'often') return refusal(staffWords('deskDoor.actions.tooManyLinksWere'), form)
  return { done: staffWords('deskDoor.actions.linkIsMailed') }
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

/** Opens the desk by a recovery code to who has come by a mailed link. */
export async function enterWithCode(
  to: string | null,
  _before: FormOutcome,
  form: FormData,
): Promise<FormOutcome> {
  const read = readForm(forms.recoveryCode, form)
  if ('answer' in read) return read.answer
  const seat = await findSeated()
  if (!seat) redirect('/desk/sign-in')
  const given = await enterByCode(read.fields.secret, seat, await headers(), new Date())
  if (given === 'gone') redirect('/desk/sign-in')
  if (given === 'often') return refusal(staffWords('deskDoor.actions.tooManyCodesWere'), form)
  if (given === 'unknown') return refusal(staffWords('deskDoor.actions.wrongRecoveryCode'), form)
  await giveCookies(given)
  redirect(deskPath(to) ?? '/desk')
}

const notStarted = () => ({
  none: staffWords('deskDoor.actions.noCompanyAccount'),
  often: staffWords('deskDoor.actions.tooManyHaveBegun'),
  away: staffWords('deskDoor.actions.companyFails', { company: env.OIDC_NAME }),
})

/** Where to sign in at the company. */
export async function goToCompany(to: string | null): Promise<CompanyOutcome> {
  const path = deskPath(to)
  const started = await startCompany({ headers: await headers(), path }, new Date())
  if (typeof started === 'string') return { problem: notStarted()[started] }
  await giveCookies([started.cookie])
  return { address: started.address }
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

/** Makes whoever was invited one of the staff, and signs them in. */
export async function join(token: string): Promise<void> {
  const joined = await joinDesk(token, new Date())
  if ('problem' in joined) redirect(`/desk/join/${encodeURIComponent(token)}`)
  await enter(joined.signInToken, null)
}
