'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { endOwnWork } from '#lib/flows/maintenance/end-own-work.ts'

/** Ends what an agent says of its own server. */
export const endOwn = deskAction(z.object({ id: idField }), async ({ id }, { db, staffId, now }) =>
  say(await endOwnWork(db, { id, staffId }, now), {
    done: staffWords('deskMaintenance.ownWorkActions.ended'),
    over: staffWords('deskMaintenance.ownWorkActions.itHasEndedAlready'),
  }),
)
