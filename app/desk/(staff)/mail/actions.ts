'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { liftSuppression } from '#lib/flows/subscribers/lift-suppression.ts'

export const lift = deskAction(z.object({ subscriberId: idField }), async (fields, { db, staffId, now }) =>
  say(await liftSuppression(db, { ...fields, staffId }, now), {
    done: staffWords('deskMail.actions.lifted'),
    'changed-meanwhile': staffWords('deskMail.actions.itWasLiftedAlready'),
  }),
)
