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
import { staffWords } from '#app/desk/staff-words.ts'
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

const over = () => staffWords('deskNow.actions.thisIncidentIsOver')
const quicker = () => staffWords('deskNow.actions.alreadyTaken')

export const approve = deskAction(
  forms.approval,
  async (fields, { db, staffId, now, form }) =>
    say(await approveIncident(db, { ...fields, ...readSpoken(form, titledLimits), staffId }, now), {
      done: staffWords('deskNow.actions.publishedAndTold'),
      grown: staffWords('deskNow.actions.nothingWasPublishedMore'),
      'changed-meanwhile': staffWords('deskNow.actions.publishedMeanwhile'),
    }),
  async ({ postId, title }, { db, now }) =>
    askToTell(
      staffWords('deskNow.actions.publishTitle', { title }),
      await countWouldHear(db, postId, 'began', now),
    ),
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
    done: isTrue ? staffWords('deskNow.actions.notedItIsStill') : staffWords('deskNow.actions.ended'),
    over: staffWords('deskNow.actions.itIsOverAlready'),
  })
})

/** Makes a rule of an answer for all alerts that are like it. */
export const makeRuleOf = deskAction(forms.rule, async (fields, { db, staffId, now }) =>
  say(await makeRule(db, { ...fields, staffId }, now), {
    done: staffWords('deskNow.actions.fromTheNextAlert'),
    gone: staffWords('deskNow.actions.alertGone'),
    full: staffWords('deskNow.actions.tooManyRules'),
  }),
)

export const acknowledge = deskAction(forms.acknowledgement, async (fields, { db, staffId, now }) =>
  say(await acknowledgeIncident(db, { ...fields, staffId }, now), {
    done: staffWords('deskNow.actions.taken'),
    'changed-meanwhile': quicker(),
  }),
)

export const takeOn = deskAction(forms.acknowledgement, async (fields, { db, staffId, now }) =>
  say(await takeOnIncident(db, { ...fields, staffId }, now), {
    done: staffWords('deskNow.actions.itIsYoursReaders'),
    'changed-meanwhile': quicker(),
  }),
)

export const keepIt = deskAction(forms.acknowledgement, async (fields, { db, staffId, now }) =>
  say(await keepOpen(db, { ...fields, staffId }, now), {
    done: staffWords('deskNow.actions.itStaysOpenUntil'),
    'changed-meanwhile': staffWords('deskNow.actions.keptOpenOrOver'),
  }),
)

/** Takes what waits on the work list and is no incident that nobody has. */
export const takeWaiting = deskAction(forms.takenRow, async (fields, { db, staffId, now }) =>
  say(await takeRow(db, { ...fields, staffId }, now), {
    done: staffWords('deskNow.actions.taken'),
    'changed-meanwhile': quicker(),
  }),
)

export const dismiss = deskAction(
  forms.dismissal,
  async (fields, { db, staffId, now }) =>
    say(await dismissIncident(db, { ...fields, staffId }, now), {
      done: staffWords('deskNow.actions.dismissedNoCustomerHears'),
      'changed-meanwhile': staffWords('deskNow.actions.aColleagueWasQuicker'),
    }),
  async () =>
    askForGood(
      staffWords('deskNow.actions.dismissItForGood'),
      staffWords('deskNow.actions.confirmTellNobody'),
    ),
)

export const releaseBadNews = deskAction(
  forms.release,
  async (fields, { db, staffId, now }) =>
    say(await tellAnyway(db, { ...fields, staffId }, now), {
      done: staffWords('deskNow.actions.letGo'),
      'changed-meanwhile': staffWords('deskNow.actions.quickerOrOver'),
    }),
  async ({ postId }, { db, now }) =>
    askToTell(staffWords('deskNow.actions.letItGo'), await countWouldHear(db, postId, 'began', now)),
)

export const update = deskAction(
  forms.update,
  async ({ nextUpdateMinutes, ...fields }, { db, staffId, now, form }) => {
    const nextUpdateAt = nextUpdateMinutes === null ? null : later(now, nextUpdateMinutes * 60)
    const written = { ...fields, ...readSpoken(form, wordsLimits), nextUpdateAt, staffId }
    const outcome = await writeUpdate(db, written, now)
    if (outcome === 'changed-meanwhile') return { problem: await showUnseen(db, written, form, now) }
    return say(outcome, {
      done: fields.isMailed
        ? staffWords('deskNow.actions.publishedCustomersOfItsServers')
        : staffWords('deskNow.actions.published'),
      over: over(),
    })
  },
  async ({ postId, isMailed }, { db, now }) =>
    isMailed
      ? askToTell(
          staffWords('deskNow.actions.publishThisUpdate'),
          await countWouldHear(db, postId, 'update', now),
        )
      : null,
)

export const resolve = deskAction(
  forms.resolution,
  async (fields, { db, staffId, now, form }) =>
    say(await resolveIncident(db, { ...fields, ...readSpoken(form, titledLimits), staffId }, now), {
      done: staffWords('deskNow.actions.resolvedCustomersWhoWere'),
      over: over(),
    }),
  async ({ postId }, { db, now }) =>
    askToTell(staffWords('deskNow.actions.endItOnAll'), await countWouldHear(db, postId, 'ended', now)),
)

/** Ends the session of this browser. */
export async function leave(): Promise<void> {
  await giveCookies(await signOut(await headers(), new Date()))
  redirect('/desk/sign-in')
}
