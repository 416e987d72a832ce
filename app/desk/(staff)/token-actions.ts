'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField, line } from '#app/desk/forms.ts'
import { askForGood } from '#app/desk/questions.ts'
import { makeApiToken, revokeApiToken } from '#lib/flows/settings/make-api-token.ts'
import { apiScopes } from '#lib/rules/settings/api-scope.ts'

const wanted = z.object({ scope: z.enum(apiScopes), name: line(80) })

export const makeToken = deskAction(wanted, async (fields, { db, staffId, now }) => {
  const made = await makeApiToken(db, { ...fields, staffId }, now)
  if (made === 'name-taken') return { problem: `There is a token with the name ${fields.name} already.` }
  return { done: `Copy it now, it is not shown again: ${made.token}` }
})

export const revokeToken = deskAction(
  z.object({ tokenId: idField }),
  async (fields, { db, staffId, now }) =>
    say(await revokeApiToken(db, { ...fields, staffId }, now), {
      done: 'Revoked. It opens nothing any more.',
      gone: 'It was revoked already.',
    }),
  async () => askForGood('Revoke it for good, so that whatever still uses it is refused?', 'Yes, revoke it'),
)
