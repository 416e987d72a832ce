'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { showUnseen } from '#app/desk/(staff)/incidents/unseen-update.ts'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { forms } from '#app/desk/forms.ts'
import { askForGood, askToTell } from '#app/desk/questions.ts'
import { giveCookies } from '#app/desk/session.ts'
import { readSpoken, titledLimits, wordsLimits } from '#app/desk/spoken-form.ts'
import { countWouldHear } from '#db/reads/notices/watcher-counts.ts'
import { answerQuestion } from '#lib/flows/alerts/answer-question.ts'
import { acknowledgeIncident } from '#lib/flows/incidents/acknowledge-incident.ts'
import { approveIncident } from '#lib/flows/incidents/approve-incident.ts'
import { dismissIncident } from '#lib/flows/incidents/dismiss-incident.ts'
import { keepOpen } from '#lib/flows/incidents/keep-open.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { takeOnIncident } from '#lib/flows/incidents/take-on-incident.ts'
import { writeUpdate } from '#lib/flows/incidents/write-update.ts'
import { tellAnyway } from '#lib/flows/notices/tell-anyway.ts'
import { signOut } from '#lib/flows/sign-in/end-sessions.ts'
import { makeRule } from '#lib/flows/sources/make-rule.ts'
import { takeRow } from '#lib/flows/staff/take-row.ts'
import { later } from '#lib/rules/time/time.ts'

const over = 'This incident is over or not public any more, so nothing was changed. Look at it again.'
const quicker = 'A colleague has it already, or it is over. Look at it again.'

export const approve = deskAction(
  forms.approval,
  async (fields, { db, staffId, now, form }) =>
    say(await approveIncident(db, { ...fields, ...readSpoken(form, titledLimits), staffId }, now), {
      done: 'Published. Customers of its servers are told now.',
      grown: 'Nothing was published: more servers have joined since you looked. Look at it again.',
      'changed-meanwhile': 'Nothing was published: a colleague was quicker. Look at it again.',
    }),
  async ({ postId, title }, { db, now }) =>
    askToTell(`Publish “${title}”`, await countWouldHear(db, postId, 'began', now)),
)

/** Publishes a guess. Then its page offers to make a rule of the answer. */
export async function publishGuess(before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const outcome = await approve(before, form)
  if (outcome && 'done' in outcome) redirect(`/desk/posts/${form.get('postId')}?answered=published`)
  return outcome
}

/** Puts a guess aside. Then its page offers to make a rule of the answer. */
export async function dismissGuess(before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const outcome = await dismiss(before, form)
  if (outcome && 'done' in outcome) redirect(`/desk/posts/${form.get('postId')}?answered=dismissed`)
  return outcome
}

/** Says of an alert that nobody has confirmed for long whether it is still true. */
export const answerStillTrue = deskAction(forms.question, async (fields, { db, staffId, now }) => {
  const isTrue = fields.answer === 'true'
  return say(await answerQuestion(db, { alertId: fields.alertId, isTrue, staffId }, now), {
    done: isTrue ? 'Noted: it is still true.' : 'Ended. Its server is watched, then its all clear is told.',
    over: 'It is over already: its source or a colleague was quicker.',
  })
})

/** Makes a rule of an answer for all alerts that are like it. */
export const makeRuleOf = deskAction(forms.rule, async (fields, { db, staffId, now }) =>
  say(await makeRule(db, { ...fields, staffId }, now), {
    done: 'From the next alert on it is read so.',
    gone: 'The alert or its source is gone: nothing was changed.',
    full: 'This source has 200 rules already. Remove one on its page first.',
  }),
)

export const acknowledge = deskAction(forms.acknowledgement, async (fields, { db, staffId, now }) =>
  say(await acknowledgeIncident(db, { ...fields, staffId }, now), {
    done: 'It is yours. Your colleagues see that you have it.',
    'changed-meanwhile': quicker,
  }),
)

export const takeOn = deskAction(forms.acknowledgement, async (fields, { db, staffId, now }) =>
  say(await takeOnIncident(db, { ...fields, staffId }, now), {
    done: 'It is yours. Readers see that we are on it.',
    'changed-meanwhile': quicker,
  }),
)

export const keepIt = deskAction(forms.acknowledgement, async (fields, { db, staffId, now }) =>
  say(await keepOpen(db, { ...fields, staffId }, now), {
    done: 'It stays open until you resolve it.',
    'changed-meanwhile':
      'It is over, not clear any more, or a colleague keeps it open already. Look at it again.',
  }),
)

/** Takes what waits on the work list and is no incident that nobody has. */
export const takeWaiting = deskAction(forms.takenRow, async (fields, { db, staffId, now }) =>
  say(await takeRow(db, { ...fields, staffId }, now), {
    done: 'It is yours. Your colleagues see that you have it.',
    'changed-meanwhile': quicker,
  }),
)

export const dismiss = deskAction(
  forms.dismissal,
  async (fields, { db, staffId, now }) =>
    say(await dismissIncident(db, { ...fields, staffId }, now), {
      done: 'Dismissed. No customer hears of it.',
      'changed-meanwhile': 'A colleague was quicker: this incident is not held any more. Look at it again.',
    }),
  async () =>
    askForGood('Dismiss it for good, so that no customer ever hears of it?', 'Yes, tell nobody of it'),
)

export const releaseBadNews = deskAction(
  forms.release,
  async (fields, { db, staffId, now }) =>
    say(await tellAnyway(db, { ...fields, staffId }, now), {
      done: 'Let go. Customers of its servers are told now.',
      'changed-meanwhile': 'A colleague was quicker, or it is over: nothing of it is held any more.',
    }),
  async ({ postId }, { db, now }) => askToTell('Let it go', await countWouldHear(db, postId, 'began', now)),
)

export const update = deskAction(
  forms.update,
  async ({ nextUpdateMinutes, ...fields }, { db, staffId, now, form }) => {
    const nextUpdateAt = nextUpdateMinutes === null ? null : later(now, nextUpdateMinutes * 60)
    const written = { ...fields, ...readSpoken(form, wordsLimits), nextUpdateAt, staffId }
    const outcome = await writeUpdate(db, written, now)
    if (outcome === 'changed-meanwhile') return { problem: await showUnseen(db, written, form, now) }
    return say(outcome, {
      done: fields.isMailed ? 'Published. Customers of its servers get it by mail.' : 'Published.',
      over,
    })
  },
  async ({ postId, isMailed }, { db, now }) =>
    isMailed ? askToTell('Publish this update', await countWouldHear(db, postId, 'update', now)) : null,
)

export const resolve = deskAction(
  forms.resolution,
  async (fields, { db, staffId, now, form }) =>
    say(await resolveIncident(db, { ...fields, ...readSpoken(form, titledLimits), staffId }, now), {
      done: 'Resolved. Customers who were told of it hear that it is over.',
      over,
    }),
  async ({ postId }, { db, now }) =>
    askToTell('End it on all its servers', await countWouldHear(db, postId, 'ended', now)),
)

/** Ends the session of this browser. */
export async function leave(): Promise<void> {
  await giveCookies(await signOut(await headers(), new Date()))
  redirect('/desk/sign-in')
}
