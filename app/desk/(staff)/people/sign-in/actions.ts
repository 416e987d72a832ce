'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { isTicked } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { changeSignInRules } from '#lib/flows/sign-in/change-sign-in-rules.ts'
import { mostSessionDays } from '#lib/rules/staff/sign-in-rules.ts'

const count = (most: number) =>
  z.coerce
    .number({ error: () => staffWords('deskPeople.signInActions.isNotANumber') })
    .int({ error: () => staffWords('deskPeople.signInActions.isNotAWhole') })
    .min(1, { error: () => staffWords('deskPeople.signInActions.tooSmall') })
    .max(most, { error: () => staffWords('deskPeople.signInActions.isMoreThanMost', { most: String(most) }) })

const form = z.object({
  isPasskeyRequired: isTicked,
  idleHours: count(168),
  sessionDays: count(mostSessionDays),
})

export const saveSignIn = deskAction(form, async (fields, act) =>
  say(await changeSignInRules(act, fields, act.now), {
    done: staffWords('deskPeople.signInActions.saved'),
    'use-passkey': staffWords('deskPeople.signInActions.nothingWasChangedBefore'),
  }),
)
