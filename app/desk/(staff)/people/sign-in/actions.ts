'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { isTicked } from '#app/desk/forms.ts'
import { changeSignInRules } from '#lib/flows/sign-in/change-sign-in-rules.ts'
import { mostSessionDays } from '#lib/rules/staff/sign-in-rules.ts'

const count = (most: number) =>
  z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(1, 'is less than 1')
    .max(most, `is more than ${most}`)

const form = z.object({
  isPasskeyRequired: isTicked,
  idleHours: count(168),
  sessionDays: count(mostSessionDays),
})

export const saveSignIn = deskAction(form, async (fields, act) =>
  say(await changeSignInRules(act, fields, act.now), {
    done: 'Saved. It counts from the next click of everybody.',
    'use-passkey':
      'Nothing was changed: before you require a passkey of others, make one under your account, and sign in with it.',
  }),
)
