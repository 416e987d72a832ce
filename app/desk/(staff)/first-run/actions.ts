'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { confirmSite, dismissFirstRun } from '#lib/flows/settings/first-run.ts'
import { confirmMail, sendTestMail } from '#lib/flows/settings/prove-mail.ts'

export const mailCode = deskAction(z.object({}), async (_, { db, staffId, staffMember, now }) => {
  const to = staffMember.email
  return say(await sendTestMail(db, { staffId, to }, now), {
    done: staffWords('deskNow.firstRunActions.codeMailed', { to }),
    'too-soon': staffWords('deskNow.firstRunActions.oneHasJustGone'),
  })
})

const typedCode = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, { error: () => staffWords('deskNow.firstRunActions.hasSixDigits') }),
})

export const confirm = deskAction(typedCode, async (fields, { db, staffId, now }) =>
  say(await confirmMail(db, { ...fields, staffId }, now), {
    done: staffWords('deskNow.firstRunActions.mailArrives'),
    wrong: staffWords('deskNow.firstRunActions.wrongCode'),
  }),
)

export const callSiteRight = deskAction(z.object({}), async (_, { db, staffId, now }) =>
  say(await confirmSite(db, { staffId }, now), { done: staffWords('deskNow.firstRunActions.noted') }),
)

export const putAside = deskAction(z.object({}), async (_, { db, staffId, now }) => {
  await dismissFirstRun(db, { staffId }, now)
  return redirect('/desk')
})
