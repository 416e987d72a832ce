'use server'

import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { askForGood } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { nameOwnPasskey, removeOwnPasskey } from '#lib/flows/sign-in/change-passkeys.ts'
import { endOtherSessions, endSession } from '#lib/flows/sign-in/end-sessions.ts'
import { makeRecoveryCodes } from '#lib/flows/sign-in/make-recovery-codes.ts'
import { accountForms } from './forms.ts'

const signInAgain = () => staffWords('deskAccount.actions.signedInTooLongAgo')

export const namePasskey = deskAction(accountForms.name, async (fields, act) =>
  say(await nameOwnPasskey(act, fields, act.now), {
    done: staffWords('deskAccount.actions.itHasTheNew'),
    gone: staffWords('deskAccount.actions.thisPasskeyWasRemoved'),
  }),
)

export const removePasskey = deskAction(
  accountForms.passkey,
  async ({ id }, act) =>
    say(await removeOwnPasskey(act, id, await headers(), act.now), {
      done: staffWords('deskAccount.actions.removed'),
      gone: staffWords('deskAccount.actions.thisPasskeyWasRemoved'),
      last: staffWords('deskAccount.actions.notRemovedThisSite'),
      'sign-in-again': signInAgain(),
    }),
  async () =>
    askForGood(staffWords('deskAccount.actions.askRemove'), staffWords('deskAccount.actions.confirmRemove')),
)

/** Makes codes, which are in the answer and nowhere else. */
export const makeCodes = deskAction(
  accountForms.nothing,
  async (_fields, act) => {
    const made = await makeRecoveryCodes(act, act.now)
    if (made === 'sign-in-again') return { problem: signInAgain() }
    if (made === 'gone') return { problem: staffWords('deskAccount.actions.youAreNoLonger') }
    refresh()
    return { given: made.codes }
  },
  async () =>
    askForGood(
      staffWords('deskAccount.actions.makeTenCodesThose'),
      staffWords('deskAccount.actions.yesMakeThem'),
    ),
)

export const endOne = deskAction(accountForms.session, async ({ id }, act) =>
  say(await endSession(act, id, act.now), {
    done: staffWords('deskAccount.actions.ended'),
    gone: staffWords('deskAccount.actions.itHadEndedAlready'),
  }),
)

export const endOthers = deskAction(
  accountForms.nothing,
  async (_fields, act) => {
    const count = await endOtherSessions(act, act.now)
    return { done: staffWords('deskAccount.actions.oneSessionWasEnded', { count }) }
  },
  async () =>
    askForGood(
      staffWords('deskAccount.actions.askSignOut'),
      staffWords('deskAccount.actions.yesSignOutThere'),
    ),
)
