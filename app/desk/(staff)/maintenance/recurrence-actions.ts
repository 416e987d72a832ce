'use server'

import type { z } from 'zod'
import type { FormQuestion } from '#app/_components/desk/forms/confirmation.tsx'
import { type DeskAct, deskAction, type Said, say } from '#app/desk/desk-action.ts'
import { askToTell } from '#app/desk/questions.ts'
import { readSpoken, titledLimits } from '#app/desk/spoken-form.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readWindowsReach } from '#db/reads/maintenance/reach.ts'
import { readRecurrenceToEdit } from '#db/reads/maintenance/recurrences.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { editRecurrence } from '#lib/flows/maintenance/edit-recurrence.ts'
import { readRecurrence } from '#lib/rules/maintenance/recurrence.ts'
import { recurrenceForm, remindersOf } from './maintenance-form.ts'
import { plannedSlots } from './planned-slots.ts'
import { recurrenceOf } from './recurrence-of.ts'

const changed = () => staffWords('deskMaintenance.recurrenceActions.changedMeanwhile')

type Fields = z.infer<typeof recurrenceForm>

export const changePlan = deskAction(recurrenceForm, saveChange, askAboutChange)

async function saveChange(fields: Fields, { db, staffId, now, form }: DeskAct): Promise<Said> {
  const before = await readRecurrenceToEdit(db, fields.postId, now)
  if (!before) return { problem: changed() }
  const planned = plannedSlots(fields, await readTargets(db))
  if ('problem' in planned) return planned
  const { lasts, kind, what: title, text, isMailed, isTold, version } = fields
  const ending = lasts === 'as-now' ? 'for-ever' : lasts
  const repeated = recurrenceOf({ ...fields, lasts: ending }, planned.slots, before.zone)
  if (!repeated) return { problem: staffWords('deskMaintenance.recurrenceActions.chooseHowItRepeats') }
  if ('problem' in repeated) return repeated
  const until = lasts === 'as-now' ? (readRecurrence(before.rule)?.until ?? null) : repeated.rule.until
  const endsBy = fields.endsByItself ? ('itself' as const) : ('staff' as const)
  const said = { title, text, ...readSpoken(form, titledLimits) }
  const facts = { recurrenceId: fields.postId, version, staffId, kind, ...said, isMailed, isTold, endsBy }
  const plan = { ...repeated, rule: { ...repeated.rule, until }, reminders: remindersOf(fields) }
  return say(await editRecurrence(db, { ...facts, ...plan }, now), {
    done: staffWords('deskMaintenance.recurrenceActions.changedAndTheWindows'),
    never: staffWords('deskMaintenance.recurrenceActions.noWindowLeft'),
    'changed-meanwhile': changed(),
  })
}

async function askAboutChange(
  { postId: id, what, isTold, isMailed }: Fields,
  { db, now }: DeskAct,
): Promise<FormQuestion | null> {
  if (!isTold || !isMailed) return null
  const people = await readWindowsReach(db, id, now)
  return people === 0 ? null : askToTell(staffWords('deskMaintenance.actions.changeIt', { what }), people)
}
