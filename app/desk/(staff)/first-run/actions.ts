'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { confirmSite, dismissFirstRun } from '#lib/flows/settings/first-run.ts'
import { confirmMail, sendTestMail } from '#lib/flows/settings/prove-mail.ts'

export const mailCode = deskAction(z.object({}), async (_, { db, staffId, staffMember, now }) => {
  const to = staffMember.email
  return say(await sendTestMail(db, { staffId, to }, now), {
    done: `A mail to ${to} is under way. Type the code that is in it.`,
    'too-soon': 'One has just gone out: look there, or try again in half a minute.',
  })
})

const typedCode = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'has six digits'),
})

export const confirm = deskAction(typedCode, async (fields, { db, staffId, now }) =>
  say(await confirmMail(db, { ...fields, staffId }, now), {
    done: 'Mail arrives.',
    wrong: 'That is not the code of the last test mail.',
  }),
)

export const callSiteRight = deskAction(z.object({}), async (_, { db, staffId, now }) =>
  say(await confirmSite(db, { staffId }, now), { done: 'Noted.' }),
)

export const putAside = deskAction(z.object({}), async (_, { db, staffId, now }) => {
  await dismissFirstRun(db, { staffId }, now)
  return redirect('/desk')
})
