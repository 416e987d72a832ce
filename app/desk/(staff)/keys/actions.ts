'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { askForGood } from '#app/desk/questions.ts'
import { limitKey } from '#lib/flows/settings/limit-key.ts'
import { endOldSecret, renewKey } from '#lib/flows/settings/renew-key.ts'
import { switchPublicTools } from '#lib/flows/settings/switch-public-tools.ts'
import { keyEndOf, keyForms } from './key-forms.ts'

const wanted = z.object({ isOn: z.enum(['yes', 'no']).transform(typed => typed === 'yes') })

/** Lets programs ask by MCP without a key, or does not any more. */
export const switchTools = deskAction(wanted, async ({ isOn }, { db, staffId, now }) => {
  await switchPublicTools(db, { isOn, staffId }, now)
  return { done: isOn ? 'Any program may ask by MCP from now on.' : 'Only who has a key may ask by MCP.' }
})

/** Gives a key a new secret, which is shown once. */
export const renew = deskAction(
  keyForms.renewal,
  async ({ keyId, seenStart, overlap, days }, { db, staffId, now }) => {
    const expiresAt = keyEndOf(days, now)
    const renewal = { keyId, seenStart, overlapHours: Number(overlap), expiresAt, staffId }
    const renewed = await renewKey(db, renewal, now)
    if (renewed === 'changed-meanwhile')
      return { problem: 'Nothing was done: a colleague has renewed or revoked this key meanwhile.' }
    return { done: `Copy it now, it is not shown again: ${renewed.token}` }
  },
)

export const endOldKey = deskAction(
  keyForms.key,
  async (fields, { db, staffId, now }) =>
    say(await endOldSecret(db, { ...fields, staffId }, now), {
      done: 'Ended. Only the present secret opens anything.',
      gone: 'It had ended already.',
    }),
  async () =>
    askForGood('End the secret before now, so that whatever still uses it is refused?', 'Yes, end it'),
)

export const limit = deskAction(keyForms.limits, async (fields, { db, staffId, now }) =>
  say(await limitKey(db, { ...fields, staffId }, now), {
    done: 'Saved. It counts from the next request on.',
    gone: 'It was revoked meanwhile.',
  }),
)
