'use server'

import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { answer, forms, readForm } from '#app/desk/forms.ts'
import { requireStaff } from '#app/desk/session.ts'
import { dropPost, releasePost } from '#lib/flows/notices/release-notices.ts'
import { sendNow } from '#lib/flows/notices/send-now.ts'
import { retryDeliveries } from '#lib/flows/sending/retry-deliveries.ts'

const quicker = 'A colleague was quicker: nothing is held of this post any more.'

export async function releaseHeldPost(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.heldPost, form)
  if ('answer' in read) return read.answer
  const isDone = await releasePost(db, { ...read.fields, staffId: staffMember.id }, new Date())
  return answer(isDone, 'Released. It is mailed now.', quicker, form)
}

export async function drop(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.heldPost, form)
  if ('answer' in read) return read.answer
  const isDone = await dropPost(db, { ...read.fields, staffId: staffMember.id }, new Date())
  return answer(isDone, 'Dropped. Nobody gets a mail of it.', quicker, form)
}

export async function retry(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.deliveries, form)
  if ('answer' in read) return read.answer
  const queued = await retryDeliveries(db, { ...read.fields, staffId: staffMember.id }, new Date())
  const done = queued === 1 ? 'It is tried again now.' : `${queued} are tried again now.`
  return answer(queued > 0, done, 'None of them is refused any more: look at them again.', form)
}

const gone = 'None of them waits any more: look at them again.'

/** Sends all that waits of a notice. */
export async function sendNoticeNow(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.waitingNotice, form)
  if ('answer' in read) return read.answer
  const count = await sendNow(db, { meant: read.fields, staffId: staffMember.id }, new Date())
  return answer(count > 0, sentWords(count), gone, form)
}

/** Sends these deliveries, as far as they wait. */
export async function sendDeliveriesNow(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.deliveries, form)
  if ('answer' in read) return read.answer
  const count = await sendNow(db, { meant: read.fields, staffId: staffMember.id }, new Date())
  return answer(count > 0, sentWords(count), gone, form)
}

function sentWords(count: number): string {
  return count === 1 ? 'It goes out now.' : `${count} go out now.`
}
