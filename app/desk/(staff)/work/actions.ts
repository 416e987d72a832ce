'use server'

import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { answer, forms, readForm, refusal } from '#app/desk/forms.ts'
import { requireStaff } from '#app/desk/session.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { endMaintenanceNow } from '#lib/flows/maintenance/end-maintenance.ts'
import { planMaintenance } from '#lib/flows/maintenance/plan-maintenance.ts'
import { writeMaintenanceUpdate } from '#lib/flows/maintenance/write-maintenance-update.ts'
import { chooseMaintenanceServers, maintenanceEnd, maintenanceForm } from './maintenance-form.ts'

export async function plan(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(maintenanceForm, form)
  if ('answer' in read) return read.answer
  const { what: title, from: startsAt, to: endsAt, postId, kind, text, isMailed } = read.fields
  const now = new Date()
  if (endsAt <= now)
    return refusal('The end is past already. Write when the work ends, on your own clock.', form)
  const chosen = chooseMaintenanceServers(read.fields, await readTargets(db))
  if ('problem' in chosen) return refusal(chosen.problem, form)
  const maintenance = { postId, kind, title, text, startsAt, endsAt, isMailed, serverIds: chosen.ids }
  const isDone = await planMaintenance(db, { ...maintenance, staffId: staffMember.id }, now)
  const done = isMailed
    ? 'Published. Customers of its servers are told.'
    : 'Published. Nobody gets mail about it.'
  return answer(isDone, done, 'This very work is published already: see the list below.', form)
}

export async function end(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(maintenanceEnd, form)
  if ('answer' in read) return read.answer
  const isDone = await endMaintenanceNow(db, { ...read.fields, staffId: staffMember.id }, new Date())
  const done = read.fields.how === 'complete' ? 'Completed.' : 'Cancelled.'
  const other = 'It is over, or has begun meanwhile, so nothing was changed. Look at the list again.'
  return answer(isDone, done, other, form)
}

export async function updateMaintenance(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(forms.maintenanceUpdate, form)
  if ('answer' in read) return read.answer
  const isDone = await writeMaintenanceUpdate(db, { ...read.fields, staffId: staffMember.id }, new Date())
  const done = read.fields.isMailed ? 'Published. Who was told of it gets it by mail.' : 'Published.'
  return answer(isDone, done, 'This work is over, so nothing was published.', form)
}
