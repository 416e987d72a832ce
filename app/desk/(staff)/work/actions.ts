'use server'

import type { Outcome } from '#app/_components/desk/action-form.tsx'
import { answer, forms, readForm, refusal } from '#app/desk/forms.ts'
import { requirePerson } from '#app/desk/session.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { endWorkNow } from '#lib/flows/maintenance/end-work.ts'
import { planWork } from '#lib/flows/maintenance/plan-work.ts'
import { writeWorkUpdate } from '#lib/flows/maintenance/write-work-update.ts'
import { chooseWorkServers, workEnd, workForm } from './work-form.ts'

export async function plan(_before: Outcome, form: FormData): Promise<Outcome> {
  const { db, person } = await requirePerson()
  const read = readForm(workForm, form)
  if ('answer' in read) return read.answer
  const { what: title, from: startsAt, to: endsAt, postId, kind, text, isMailed } = read.fields
  const now = new Date()
  if (endsAt <= now)
    return refusal('The end is past already. Write when the work ends, on your own clock.', form)
  const chosen = chooseWorkServers(read.fields, await readTargets(db))
  if ('problem' in chosen) return refusal(chosen.problem, form)
  const work = { postId, kind, title, text, startsAt, endsAt, isMailed, serverIds: chosen.ids }
  const isDone = await planWork(db, { ...work, personId: person.id }, now)
  const done = isMailed
    ? 'Published. Customers of its servers are told.'
    : 'Published. Nobody gets mail about it.'
  return answer(isDone, done, 'This very work is published already: see the list below.', form)
}

export async function end(_before: Outcome, form: FormData): Promise<Outcome> {
  const { db, person } = await requirePerson()
  const read = readForm(workEnd, form)
  if ('answer' in read) return read.answer
  const isDone = await endWorkNow(db, { ...read.fields, personId: person.id }, new Date())
  const done = read.fields.how === 'complete' ? 'Completed.' : 'Cancelled.'
  const other = 'It is over, or has begun meanwhile, so nothing was changed. Look at the list again.'
  return answer(isDone, done, other, form)
}

export async function update(_before: Outcome, form: FormData): Promise<Outcome> {
  const { db, person } = await requirePerson()
  const read = readForm(forms.workUpdate, form)
  if ('answer' in read) return read.answer
  const isDone = await writeWorkUpdate(db, { ...read.fields, personId: person.id }, new Date())
  const done = read.fields.isMailed ? 'Published. Who was told of it gets it by mail.' : 'Published.'
  return answer(isDone, done, 'This work is over, so nothing was published.', form)
}
