'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { id } from '#app/desk/forms.ts'
import { liftSuppression } from '#lib/flows/subscribers/lift-suppression.ts'

export const lift = deskAction(z.object({ subscriberId: id }), async (fields, { db, personId, now }) =>
  say(await liftSuppression(db, { ...fields, personId }, now), {
    done: 'Lifted.',
    'changed-meanwhile': 'It was lifted already.',
  }),
)
