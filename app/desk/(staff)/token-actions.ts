'use server'

import { z } from 'zod'
import { keyEndOf, keyFields } from '#app/desk/(staff)/keys/key-forms.ts'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField, line } from '#app/desk/forms.ts'
import { askForGood } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { makeApiToken, revokeApiToken } from '#lib/flows/settings/make-api-token.ts'
import { apiScopes } from '#lib/rules/settings/api-scope.ts'

const scopesField = z
  .string()
  .transform(typed => typed.split(' ').filter(scope => scope !== ''))
  .pipe(z.array(z.enum(apiScopes)))

const madeFields = z.looseObject({
  name: line(80),
  scopes: scopesField.default([]),
  ...keyFields,
})

/** The scopes that a page fixes, or those that were ticked. */
export const makeToken = deskAction(
  madeFields,
  async ({ name, scopes: fixed, days, perMinute, networks }, { db, staffId, now, form }) => {
    const scopes = fixed.length > 0 ? fixed : apiScopes.filter(scope => form.get(`scope ${scope}`) === 'on')
    if (scopes.length === 0) return { problem: staffWords('deskKeys.tokenActions.tick') }
    const wanted = { name, scopes, expiresAt: keyEndOf(days, now), staffId, perMinute, networks }
    const made = await makeApiToken(db, wanted, now)
    if (made === 'name-taken') return { problem: staffWords('deskKeys.tokenActions.nameTaken', { name }) }
    return { done: staffWords('deskKeys.actions.copyNow', { token: made.token }) }
  },
)

export const revokeToken = deskAction(
  z.object({ tokenId: idField }),
  async (fields, { db, staffId, now }) =>
    say(await revokeApiToken(db, { ...fields, staffId }, now), {
      done: staffWords('deskKeys.tokenActions.revoked'),
      gone: staffWords('deskKeys.tokenActions.revokedAlready'),
    }),
  async () =>
    askForGood(staffWords('deskKeys.tokenActions.revoke'), staffWords('deskKeys.tokenActions.yesRevoke')),
)
