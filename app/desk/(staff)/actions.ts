'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { answer, forms, readForm } from '#app/desk/forms.ts'
import { giveCookies, requireStaff } from '#app/desk/session.ts'
import { answerQuestion } from '#lib/flows/alerts/answer-question.ts'
import { acknowledgeIncident } from '#lib/flows/incidents/acknowledge-incident.ts'
import { approveIncident } from '#lib/flows/incidents/approve-incident.ts'
import { dismissIncident } from '#lib/flows/incidents/dismiss-incident.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { takeOnIncident } from '#lib/flows/incidents/take-on-incident.ts'
import { writeUpdate } from '#lib/flows/incidents/write-update.ts'
import { tellAnyway } from '#lib/flows/notices/tell-anyway.ts'
import { makeRule } from '#lib/flows/sources/make-rule.ts'
import { addStaffMember } from '#lib/flows/staff/add-staff-member.ts'
import { removeStaffMember } from '#lib/flows/staff/remove-staff-member.ts'
import { leaveDesk } from '#lib/identity/session.ts'

const notHeld = 'A colleague was quicker: this incident is not held any more. Look at it again.'
const notAsSeen =
  'Nothing was published: a colleague was quicker, or more servers have joined since you looked. Look at it again.'
const notOpen = 'This incident is over or not public any more, so nothing was changed. Look at it again.'

export async function approve(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.approval, form)
  if ('answer' in read) return read.answer
  const isDone = await approveIncident(db, { ...read.fields, staffId: staffMember.id }, new Date())
  return answer(isDone, 'Published. Customers of its servers are told now.', notAsSeen, form)
}

/** Publishes a guess. Then its page offers to make a rule of the answer. */
export async function publishGuess(before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const outcome = await approve(before, form)
  if (outcome && 'done' in outcome) redirect(`/desk/posts/${form.get('postId')}?answered=published`)
  return outcome
}

/** Puts a guess aside. Then its page offers to make a rule of the answer. */
export async function dismissGuess(before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const outcome = await dismiss(before, form)
  if (outcome && 'done' in outcome) redirect(`/desk/posts/${form.get('postId')}?answered=dismissed`)
  return outcome
}

/** Says of an alert that nobody has confirmed for long whether it is still true. */
export async function answerStillTrue(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.question, form)
  if ('answer' in read) return read.answer
  const { alertId, answer: said } = read.fields
  const isTrue = said === 'true'
  const isDone = await answerQuestion(db, { alertId, isTrue, staffId: staffMember.id }, new Date())
  const done = isTrue
    ? 'Noted: it is still true.'
    : 'Ended. Its server is watched, then its all clear is told.'
  return answer(isDone, done, 'It is over already: its source or a colleague was quicker.', form)
}

/** Makes a rule of an answer for all alerts that are like it. */
export async function makeRuleOf(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.rule, form)
  if ('answer' in read) return read.answer
  switch (await makeRule(db, { ...read.fields, staffId: staffMember.id }, new Date())) {
    case 'done':
      return answer(true, 'From the next alert on it is read so.', '', form)
    case 'gone':
      return answer(false, '', 'The alert or its source is gone: nothing was changed.', form)
    case 'full':
      return answer(false, '', 'This source has 200 rules already. Remove one on its page first.', form)
  }
}

export async function acknowledge(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.acknowledgement, form)
  if ('answer' in read) return read.answer
  const isDone = await acknowledgeIncident(db, { ...read.fields, staffId: staffMember.id }, new Date())
  const other = 'A colleague looks at it already, or it is not held any more.'
  return answer(isDone, 'Noted. Your colleagues see that you look at it.', other, form)
}

export async function takeOn(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.acknowledgement, form)
  if ('answer' in read) return read.answer
  const isDone = await takeOnIncident(db, { ...read.fields, staffId: staffMember.id }, new Date())
  const other = 'A colleague has it already, or it is over. Look at it again.'
  return answer(isDone, 'It is yours. Readers see that we are on it.', other, form)
}

export async function dismiss(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.dismissal, form)
  if ('answer' in read) return read.answer
  const isDone = await dismissIncident(db, { ...read.fields, staffId: staffMember.id }, new Date())
  return answer(isDone, 'Dismissed. No customer hears of it.', notHeld, form)
}

export async function releaseBadNews(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.release, form)
  if ('answer' in read) return read.answer
  const isDone = await tellAnyway(db, { ...read.fields, staffId: staffMember.id }, new Date())
  const nothing = 'A colleague was quicker, or it is over: nothing of it is held any more.'
  return answer(isDone, 'Let go. Customers of its servers are told now.', nothing, form)
}

export async function update(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.update, form)
  if ('answer' in read) return read.answer
  const isDone = await writeUpdate(db, { ...read.fields, staffId: staffMember.id }, new Date())
  const done = read.fields.isMailed ? 'Published. Customers of its servers get it by mail.' : 'Published.'
  return answer(isDone, done, notOpen, form)
}

export async function resolve(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.resolution, form)
  if ('answer' in read) return read.answer
  const isDone = await resolveIncident(db, { ...read.fields, staffId: staffMember.id }, new Date())
  return answer(isDone, 'Resolved. Customers who were told of it hear that it is over.', notOpen, form)
}

export async function addToStaff(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.staffMember, form)
  if ('answer' in read) return read.answer
  const isDone = await addStaffMember(db, { ...read.fields, by: staffMember }, new Date())
  const { name, email } = read.fields
  const done = `Added. ${name} is mailed at ${email} how to sign in.`
  return answer(isDone, done, `${email} is among the staff already.`, form)
}

export async function removeFromStaff(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.removal, form)
  if ('answer' in read) return read.answer
  const result = await removeStaffMember(db, read.fields.personId, staffMember.id, new Date())
  switch (result) {
    case 'removed':
      return answer(true, 'Removed, and signed out everywhere.', '', form)
    case 'gone':
      return answer(false, '', 'They were removed already.', form)
    case 'yourself':
      return answer(false, '', 'You cannot remove yourself: ask a colleague.', form)
    case 'not-allowed':
      return redirect('/desk/sign-in')
  }
}

/** Ends the session of this browser. */
export async function leave(): Promise<void> {
  const { db } = await requireStaff()
  await giveCookies(await leaveDesk(db, await headers()))
  redirect('/desk/sign-in')
}
