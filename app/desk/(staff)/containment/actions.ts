'use server'

import type { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { askForGood } from '#app/desk/questions.ts'
import { readMeasurePost } from '#db/reads/containment/measures.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import {
  changeMeasure,
  endMeasure,
  type MeasureEditOutcome,
  recordMeasure,
  withdrawMeasure,
} from '#lib/flows/containment/change-measures.ts'
import type { Desk } from '#lib/identity/session.ts'
import type { MeasureFacts } from '#lib/rules/containment/containment.ts'
import { measureForms, measureOf } from './measure-forms.ts'

const problems: Record<Exclude<MeasureEditOutcome, 'done'>, string> = {
  'changed-meanwhile':
    'A colleague or an agent changed it meanwhile, or it is withdrawn, so nothing was done. Load the page again.',
  'before-its-beginning': 'It has not begun yet, so it cannot end. Withdraw it, or change when it begins.',
}

/** A measure as it was typed, or what is wrong with it. */
async function readTyped(
  fields: z.infer<typeof measureForms.addition>,
  db: Desk['db'],
  now: Date,
): Promise<MeasureFacts | { problem: string }> {
  const { postId } = fields
  if (postId !== null && !(await readMeasurePost(db, postId)))
    return { problem: 'What it belongs to is gone. Load the page again, and choose another.' }
  return measureOf(fields, await readTargets(db), now)
}

export const recordTaken = deskAction(measureForms.addition, async (fields, { db, staffId, now }) => {
  const measure = await readTyped(fields, db, now)
  if ('problem' in measure) return measure
  return say(await recordMeasure(db, { id: fields.id, staffId, measure }, now), {
    done: 'Entered.',
    'there-already': 'This very measure is in the log already.',
  })
})

export const changeTaken = deskAction(measureForms.edit, async (fields, { db, staffId, now }) => {
  const measure = await readTyped(fields, db, now)
  if ('problem' in measure) return measure
  const { id, version } = fields
  return say(await changeMeasure(db, { id, version, staffId, measure }, now), { done: 'Saved.', ...problems })
})

export const endTaken = deskAction(measureForms.choice, async (fields, { db, staffId, now }) =>
  say(await endMeasure(db, { ...fields, staffId }, now), { done: 'Ended.', ...problems }),
)

export const withdrawTaken = deskAction(
  measureForms.choice,
  async (fields, { db, staffId, now }) =>
    say(await withdrawMeasure(db, { ...fields, staffId }, now), {
      done: 'Withdrawn: readers find it no more.',
      ...problems,
    }),
  async () => askForGood('Withdraw this measure for good, as one that was never taken?', 'Yes, withdraw it'),
)
