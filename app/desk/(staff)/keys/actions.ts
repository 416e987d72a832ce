'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { askForGood } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { limitKey } from '#lib/flows/settings/limit-key.ts'
import { endOldSecret, renewKey } from '#lib/flows/settings/renew-key.ts'
import { switchPublicTools } from '#lib/flows/settings/switch-public-tools.ts'
import { keyEndOf, keyForms } from './key-forms.ts'

const wanted = z.object({ isOn: z.enum(['yes', 'no']).transform(typed => typed === 'yes') })

/** Lets programs ask by MCP without a key, or does not any more. */
export const switchTools = deskAction(wanted, async ({ isOn }, { db, staffId, now }) => {
  await switchPublicTools(db, { isOn, staffId }, now)
  return {
    done: isOn ? staffWords('deskKeys.actions.anyProgramMayAsk') : staffWords('deskKeys.actions.onlyWithKey'),
  }
})

/** Gives a key a new secret, which is shown once. */
export const renew = deskAction(
  keyForms.renewal,
  async ({ keyId, seenStart, overlap, days }, { db, staffId, now }) => {
    const expiresAt = keyEndOf(days, now)
    const renewal = { keyId, seenStart, overlapHours: Number(overlap), expiresAt, staffId }
    const renewed = await renewKey(db, renewal, now)
    if (renewed === 'changed-meanwhile') return { problem: staffWords('deskKeys.actions.changedMeanwhile') }
    return { done: staffWords('deskKeys.actions.copyNow', { token: renewed.token }) }
  },
)

export const endOldKey = deskAction(
  keyForms.key,
  async (fields, { db, staffId, now }) =>
    say(await endOldSecret(db, { ...fields, staffId }, now), {
      done: staffWords('deskKeys.actions.endedOnlyThePresent'),
      gone: staffWords('deskKeys.actions.itHadEndedAlready'),
    }),
  async () =>
    askForGood(staffWords('deskKeys.actions.endTheSecretBefore'), staffWords('deskKeys.actions.confirmEnd')),
)

export const limit = deskAction(keyForms.limits, async (fields, { db, staffId, now }) =>
  say(await limitKey(db, { ...fields, staffId }, now), {
    done: staffWords('deskKeys.actions.saved'),
    gone: staffWords('deskKeys.actions.itWasRevokedMeanwhile'),
  }),
)
