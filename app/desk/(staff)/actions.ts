'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { Outcome } from '#app/_components/desk/action-form.tsx'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { forms } from '#app/desk/forms.ts'
import { giveCookies, requirePerson } from '#app/desk/session.ts'
import { answerQuestion } from '#lib/flows/alerts/answer-question.ts'
import { acknowledgeIncident } from '#lib/flows/incidents/acknowledge-incident.ts'
import { approveIncident } from '#lib/flows/incidents/approve-incident.ts'
import { dismissIncident } from '#lib/flows/incidents/dismiss-incident.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { takeIncident } from '#lib/flows/incidents/take-incident.ts'
import { writeUpdate } from '#lib/flows/incidents/write-update.ts'
import { tellAnyway } from '#lib/flows/notices/tell-anyway.ts'
import { makeRule } from '#lib/flows/sources/make-rule.ts'
import { addColleague } from '#lib/flows/staff/add-colleague.ts'
import { removeColleague } from '#lib/flows/staff/remove-colleague.ts'
import { leaveDesk } from '#lib/identity/session.ts'

const over = 'This incident is over or not public any more, so nothing was changed. Look at it again.'

export const approve = deskAction(forms.approval, async (fields, { db, personId, now }) =>
  say(await approveIncident(db, { ...fields, personId }, now), {
    done: 'Published. Customers of its servers are told now.',
    grown: 'Nothing was published: more servers have joined since you looked. Look at it again.',
    'changed-meanwhile': 'Nothing was published: a colleague was quicker. Look at it again.',
  }),
)

/** Publishes a guess. Then its page offers to make a rule of the answer. */
export async function publishGuess(before: Outcome, form: FormData): Promise<Outcome> {
  const outcome = await approve(before, form)
  if (outcome && 'done' in outcome) redirect(`/desk/posts/${form.get('postId')}?answered=published`)
  return outcome
}

/** Puts a guess aside. Then its page offers to make a rule of the answer. */
export async function dismissGuess(before: Outcome, form: FormData): Promise<Outcome> {
  const outcome = await dismiss(before, form)
  if (outcome && 'done' in outcome) redirect(`/desk/posts/${form.get('postId')}?answered=dismissed`)
  return outcome
}

/** Says of an alert that nobody has confirmed for long whether it is still true. */
export const answerStillTrue = deskAction(forms.question, async (fields, { db, personId, now }) => {
  const isTrue = fields.answer === 'true'
  return say(await answerQuestion(db, { alertId: fields.alertId, isTrue, personId }, now), {
    done: isTrue ? 'Noted: it is still true.' : 'Ended. Its server is watched, then its all clear is told.',
    over: 'It is over already: its source or a colleague was quicker.',
  })
})

/** Makes a rule of an answer for all alerts that are like it. */
export const makeRuleOf = deskAction(forms.rule, async (fields, { db, personId, now }) =>
  say(await makeRule(db, { ...fields, personId }, now), {
    done: 'From the next alert on it is read so.',
    gone: 'The alert or its source is gone: nothing was changed.',
    full: 'This source has 200 rules already. Remove one on its page first.',
  }),
)

export const acknowledge = deskAction(forms.acknowledgement, async (fields, { db, personId, now }) =>
  say(await acknowledgeIncident(db, { ...fields, personId }, now), {
    done: 'Noted. Your colleagues see that you look at it.',
    'changed-meanwhile': 'A colleague looks at it already, or it is not held any more.',
  }),
)

export const take = deskAction(forms.acknowledgement, async (fields, { db, personId, now }) =>
  say(await takeIncident(db, { ...fields, personId }, now), {
    done: 'It is yours. Readers see that we are on it.',
    'changed-meanwhile': 'A colleague has it already, or it is over. Look at it again.',
  }),
)

export const dismiss = deskAction(forms.dismissal, async (fields, { db, personId, now }) =>
  say(await dismissIncident(db, { ...fields, personId }, now), {
    done: 'Dismissed. No customer hears of it.',
    'changed-meanwhile': 'A colleague was quicker: this incident is not held any more. Look at it again.',
  }),
)

export const release = deskAction(forms.release, async (fields, { db, personId, now }) =>
  say(await tellAnyway(db, { ...fields, personId }, now), {
    done: 'Let go. Customers of its servers are told now.',
    'changed-meanwhile': 'A colleague was quicker, or it is over: nothing of it is held any more.',
  }),
)

export const update = deskAction(forms.update, async (fields, { db, personId, now }) =>
  say(await writeUpdate(db, { ...fields, personId }, now), {
    done: fields.isMailed ? 'Published. Customers of its servers get it by mail.' : 'Published.',
    over,
  }),
)

export const resolve = deskAction(forms.resolution, async (fields, { db, personId, now }) =>
  say(await resolveIncident(db, { ...fields, personId }, now), {
    done: 'Resolved. Customers who were told of it hear that it is over.',
    over,
  }),
)

export const addPerson = deskAction(forms.person, async (fields, { db, person, now }) =>
  say(await addColleague(db, { ...fields, by: person }, now), {
    done: `Added. ${fields.name} is mailed at ${fields.email} how to sign in.`,
    'address-taken': `${fields.email} is among the staff already.`,
  }),
)

export const removePerson = deskAction(forms.removal, async (fields, { db, personId, now }) => {
  const outcome = await removeColleague(db, fields.personId, personId, now)
  if (outcome === 'not-allowed') redirect('/desk/sign-in')
  return say(outcome, {
    done: 'Removed, and signed out everywhere.',
    gone: 'They were removed already.',
    yourself: 'You cannot remove yourself: ask a colleague.',
  })
})

/** Ends the session of this browser. */
export async function leave(): Promise<void> {
  const { db } = await requirePerson()
  await giveCookies(await leaveDesk(db, await headers()))
  redirect('/desk/sign-in')
}
