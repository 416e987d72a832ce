'use server'

import type { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { askForGood } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
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

const problems = (): Record<Exclude<MeasureEditOutcome, 'done'>, string> => ({
  'changed-meanwhile': staffWords('deskContainment.actions.changedMeanwhile'),
  'before-its-beginning': staffWords('deskContainment.actions.itHasNotBegun'),
})

/** A measure as it was typed, or what is wrong with it. */
async function readTyped(
  fields: z.infer<typeof measureForms.addition>,
  db: Desk['db'],
  now: Date,
): Promise<MeasureFacts | { problem: string }> {
  const { postId } = fields
  if (postId !== null && !(await readMeasurePost(db, postId)))
    return { problem: staffWords('deskContainment.actions.postIsGone') }
  return measureOf(fields, await readTargets(db), now)
}

export const recordTaken = deskAction(measureForms.addition, async (fields, { db, staffId, now }) => {
  const measure = await readTyped(fields, db, now)
  if ('problem' in measure) return measure
  return say(await recordMeasure(db, { id: fields.id, staffId, measure }, now), {
    done: staffWords('deskContainment.actions.entered'),
    'there-already': staffWords('deskContainment.actions.alreadyInLog'),
  })
})

export const changeTaken = deskAction(measureForms.edit, async (fields, { db, staffId, now }) => {
  const measure = await readTyped(fields, db, now)
  if ('problem' in measure) return measure
  const { id, version } = fields
  return say(await changeMeasure(db, { id, version, staffId, measure }, now), {
    done: staffWords('deskContainment.actions.saved'),
    ...problems(),
  })
})

export const endTaken = deskAction(measureForms.choice, async (fields, { db, staffId, now }) =>
  say(await endMeasure(db, { ...fields, staffId }, now), {
    done: staffWords('deskContainment.actions.ended'),
    ...problems(),
  }),
)

export const withdrawTaken = deskAction(
  measureForms.choice,
  async (fields, { db, staffId, now }) =>
    say(await withdrawMeasure(db, { ...fields, staffId }, now), {
      done: staffWords('deskContainment.actions.withdrawn'),
      ...problems(),
    }),
  async () =>
    askForGood(
      staffWords('deskContainment.actions.askWithdraw'),
      staffWords('deskContainment.actions.confirmWithdraw'),
    ),
)
