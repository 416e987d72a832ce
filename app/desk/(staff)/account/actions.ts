'use server'

import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { askForGood } from '#app/desk/questions.ts'
import { nameOwnPasskey, removeOwnPasskey } from '#lib/flows/sign-in/change-passkeys.ts'
import { endOtherSessions, endSession } from '#lib/flows/sign-in/end-sessions.ts'
import { makeRecoveryCodes } from '#lib/flows/sign-in/make-recovery-codes.ts'
import { accountForms } from './forms.ts'

const signInAgain =
  'Nothing was changed: you signed in more than an hour ago. Sign out, sign in again, and do it then.'

export const namePasskey = deskAction(accountForms.name, async (fields, act) =>
  say(await nameOwnPasskey(act, fields, act.now), {
    done: 'It has the new name.',
    gone: 'This passkey was removed already.',
  }),
)

export const removePasskey = deskAction(
  accountForms.passkey,
  async ({ id }, act) =>
    say(await removeOwnPasskey(act, id, await headers(), act.now), {
      done: 'Removed. If it was lost or stolen, end all other sessions below, too.',
      gone: 'This passkey was removed already.',
      last: 'Not removed: this site requires a passkey of you, and you have no other. Make another one first.',
      'sign-in-again': signInAgain,
    }),
  async () => askForGood('Remove this passkey for good?', 'Yes, remove it'),
)

/** Makes codes, which are in the answer and nowhere else. */
export const makeCodes = deskAction(
  accountForms.nothing,
  async (_fields, act) => {
    const made = await makeRecoveryCodes(act, act.now)
    if (made === 'sign-in-again') return { problem: signInAgain }
    if (made === 'gone') return { problem: 'You are no longer among the staff, so no codes were made.' }
    refresh()
    return { given: made.codes }
  },
  async () =>
    askForGood('Make ten codes? Those that you had before open nothing any more.', 'Yes, make them'),
)

export const endOne = deskAction(accountForms.session, async ({ id }, act) =>
  say(await endSession(act, id, act.now), { done: 'Ended.', gone: 'It had ended already.' }),
)

export const endOthers = deskAction(
  accountForms.nothing,
  async (_fields, act) => {
    const count = await endOtherSessions(act, act.now)
    return { done: count === 1 ? 'One session was ended.' : `${count} sessions were ended.` }
  },
  async () => askForGood('Sign out everywhere but here?', 'Yes, sign out there'),
)
