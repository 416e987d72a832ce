'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField, line } from '#app/desk/forms.ts'
import { askForGood } from '#app/desk/questions.ts'
import { makeApiToken, revokeApiToken } from '#lib/flows/settings/make-api-token.ts'
import { apiScopes } from '#lib/rules/settings/api-scope.ts'
import { later } from '#lib/rules/time/time.ts'

const scopesField = z
  .string()
  .transform(typed => typed.split(' ').filter(scope => scope !== ''))
  .pipe(z.array(z.enum(apiScopes)))

const wanted = z.looseObject({
  name: line(80),
  scopes: scopesField.default([]),
  days: z.enum(['', '30', '90', '365'], 'is not in the list').default(''),
})

/** The scopes that a page fixes, or those that were ticked. */
export const makeToken = deskAction(
  wanted,
  async ({ name, scopes: fixed, days }, { db, staffId, now, form }) => {
    const scopes = fixed.length > 0 ? fixed : apiScopes.filter(scope => form.get(`scope ${scope}`) === 'on')
    if (scopes.length === 0) return { problem: 'Tick what the key may do.' }
    const expiresAt = days === '' ? null : later(now, Number(days) * 86_400)
    const made = await makeApiToken(db, { name, scopes, expiresAt, staffId }, now)
    if (made === 'name-taken') return { problem: `There is a key with the name ${name} already.` }
    return { done: `Copy it now, it is not shown again: ${made.token}` }
  },
)

export const revokeToken = deskAction(
  z.object({ tokenId: idField }),
  async (fields, { db, staffId, now }) =>
    say(await revokeApiToken(db, { ...fields, staffId }, now), {
      done: 'Revoked. It opens nothing any more.',
      gone: 'It was revoked already.',
    }),
  async () => askForGood('Revoke it for good, so that whatever still uses it is refused?', 'Yes, revoke it'),
)
