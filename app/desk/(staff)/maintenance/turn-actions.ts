'use server'

import { z } from 'zod'
import type { FormQuestion } from '#app/_components/desk/forms/confirmation.tsx'
import { type DeskAct, deskAction, say } from '#app/desk/desk-action.ts'
import { idField, line } from '#app/desk/forms.ts'
import { askToTell } from '#app/desk/questions.ts'
import { readSpoken, reasonLimits } from '#app/desk/spoken-form.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readDeskMaintenance, readDeskTurns } from '#db/reads/maintenance/desk-maintenance.ts'
import { readTurnReach } from '#db/reads/maintenance/reach.ts'
import { completeTurn } from '#lib/flows/maintenance/complete-turn.ts'
import { dropTurn } from '#lib/flows/maintenance/drop-turn.ts'

const turn = z.object({ postId: idField, serverId: idField, version: z.coerce.number().int().min(0) })

const changed = () => staffWords('deskMaintenance.turnActions.itsTurnHasBegun')

/** Asks before the customers of one server are told that its turn is over, or is none. */
async function askForTurn(
  { postId, serverId }: z.infer<typeof turn>,
  { db, now }: DeskAct,
  whatOf: (label: string) => string,
): Promise<FormQuestion | null> {
  const maintenance = await readDeskMaintenance(db, postId)
  if (!maintenance) return null
  const turns = await readDeskTurns(db, maintenance.id)
  const own = turns.find(each => each.serverId === serverId)
  if (!own) return null
  const people = await readTurnReach(db, maintenance, turns, serverId, now)
  return people === 0 ? null : askToTell(whatOf(own.label), people)
}

export const endTurn = deskAction(
  turn,
  async (fields, { db, staffId, now }) =>
    say(await completeTurn(db, { ...fields, staffId }, now), {
      done: staffWords('deskMaintenance.turnActions.turnDone'),
      'changed-meanwhile': changed(),
    }),
  (fields, act) =>
    askForTurn(fields, act, label => staffWords('deskMaintenance.turnActions.confirmTurnDone', { label })),
)

export const leaveOut = deskAction(
  turn.extend({ reason: line(500) }),
  async (fields, { db, staffId, now, form }) =>
    say(await dropTurn(db, { ...fields, ...readSpoken(form, reasonLimits), staffId }, now), {
      done: staffWords('deskMaintenance.turnActions.leftOutTheOthers'),
      only: staffWords('deskMaintenance.turnActions.lastServer'),
      'changed-meanwhile': changed(),
    }),
  (fields, act) =>
    askForTurn(fields, act, label => staffWords('deskMaintenance.turnActions.leaveLabelOut', { label })),
)
