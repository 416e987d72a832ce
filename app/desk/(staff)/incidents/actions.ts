'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { confirmedFirst, deskAction, say, signedOut } from '#app/desk/desk-action.ts'
import { draftOthers } from '#app/desk/draft-others.ts'
import { readForm, refusal } from '#app/desk/forms.ts'
import { findStaff } from '#app/desk/session.ts'
import { readSpoken, titledLimits, wordsLimits } from '#app/desk/spoken-form.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { changeIncident } from '#lib/flows/incidents/change-incident.ts'
import { correctUpdate } from '#lib/flows/incidents/correct-update.ts'
import { declareIncident, enterPastIncident } from '#lib/flows/incidents/declare-incident.ts'
import { mergeIncident } from '#lib/flows/incidents/merge-incident.ts'
import { reopenIncident } from '#lib/flows/incidents/reopen-incident.ts'
import { takeBackIncident } from '#lib/flows/incidents/take-back-incident.ts'
import { takeBackUpdate } from '#lib/flows/incidents/take-back-update.ts'
import { incidentForms, readMoment, readPromise } from './incident-fields.ts'
import { askToDeclare, eachOnce, readServersIn, serversOfGroup } from './questions.ts'

const noSuchTime = 'The beginning is no time that there is: clocks go forward over it.'
const sentTwice = 'This form was sent twice: the incident is there already.'
const changed = 'A colleague was quicker, so nothing was done. Load the page again to see how it is now.'

/** Declares an incident, after asking where people are to be told. Leads to its page. */
export async function declare(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const desk = await findStaff()
  if (!desk) return signedOut(form)
  const { db, staffMember } = desk
  const now = new Date()
  const drafted = await draftOthers(form)
  if (drafted) return drafted
  const read = readForm(incidentForms.declaration, form)
  if ('answer' in read) return read.answer
  const { postId, title, text, impact, groupId, from, zone, isTold, ...typed } = read.fields
  const targets = await readTargets(db)
  const [named, others] = [
    readServersIn(typed.serverNames, impact, targets),
    readServersIn(typed.otherNames, typed.otherImpact, targets),
  ]
  if ('problem' in named) return refusal(named.problem, form)
  if ('problem' in others) return refusal(others.problem, form)
  const servers = eachOnce([...serversOfGroup(groupId, impact, targets), ...named.servers, ...others.servers])
  const promised = readPromise({ ...typed, zone }, now)
  if ('problem' in promised) return refusal(promised.problem, form)
  const startedAt = readMoment(from, zone, now)
  if (!startedAt) return refusal(noSuchTime, form)
  const question = await askToDeclare(db, servers, isTold, now)
  const asked = confirmedFirst(question, form)
  if (asked) return asked
  const spoken = readSpoken(form, titledLimits)
  const facts = {
    postId,
    title,
    text,
    servers,
    groupId,
    startedAt,
    isTold,
    nextUpdateAt: promised.at,
    ...spoken,
  }
  const outcome = await declareIncident(db, { ...facts, staffId: staffMember.id }, now)
  if (outcome === 'future') return refusal('The beginning has to be in the past.', form)
  // A form that was sent twice leads to the same page.
  return redirect(`/desk/posts/${postId}`)
}

/** Enters an incident that is over, of which nobody is told. Leads to its page. */
export async function enterPast(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const desk = await findStaff()
  if (!desk) return signedOut(form)
  const { db, staffMember } = desk
  const now = new Date()
  const drafted = await draftOthers(form)
  if (drafted) return drafted
  const read = readForm(incidentForms.past, form)
  if ('answer' in read) return read.answer
  const { postId, title, text, impact, groupId, serverNames, from, to, zone } = read.fields
  const targets = await readTargets(db)
  const named = readServersIn(serverNames, impact, targets)
  if ('problem' in named) return refusal(named.problem, form)
  const [startedAt, endedAt] = [readMoment(from, zone, null), readMoment(to, zone, null)]
  if (!startedAt || !endedAt) return refusal('Give the beginning and the end, each a day and a time.', form)
  const servers = eachOnce([...serversOfGroup(groupId, impact, targets), ...named.servers])
  const spoken = readSpoken(form, titledLimits)
  const facts = { postId, title, text, servers, groupId, startedAt, endedAt, ...spoken }
  const outcome = await enterPastIncident(db, { ...facts, staffId: staffMember.id }, now)
  if (outcome === 'backwards') return refusal('It has to end after it began, and before now.', form)
  if (outcome === 'there-already') return refusal(sentTwice, form)
  return redirect(`/desk/posts/${postId}`)
}

const tooLate = 'It is too late: customers may be reading it already. Correct it, or write an update.'

/** Takes back an entry, or where none is named the whole incident, before anybody is told. */
export const takeBack = deskAction(incidentForms.takeBack, async (fields, { db, staffId, now }) => {
  const { postId, updateId } = fields
  const outcome = updateId
    ? await takeBackUpdate(db, { postId, updateId, staffId }, now)
    : await takeBackIncident(db, { postId, staffId }, now)
  // The page says so, and has the words ready to be put right.
  if (updateId && outcome === 'done') redirect(`/desk/posts/${postId}?taken-back=${updateId}`)
  return say(outcome, { done: 'Taken back. Nobody was told.', 'too-late': tooLate })
})

export const correct = deskAction(incidentForms.correction, async (fields, { db, staffId, now, form }) =>
  say(await correctUpdate(db, { ...fields, ...readSpoken(form, wordsLimits), staffId }, now), {
    done: fields.isTold ? 'Corrected. Who heard of it is told.' : 'Corrected.',
    nothing: 'The words are the same as before, so nothing was changed.',
    'changed-meanwhile': changed,
  }),
)

export const reopen = deskAction(incidentForms.reopening, async (fields, { db, staffId, now, form }) =>
  say(await reopenIncident(db, { ...fields, ...readSpoken(form, wordsLimits), staffId }, now), {
    done: fields.isTold ? 'Open again. Customers of its servers are told.' : 'Open again. Nobody is told.',
    'too-late': 'It is open already, or over for more than a day: then declare a new one.',
  }),
)

export const change = deskAction(incidentForms.change, async (fields, { db, staffId, now, form }) => {
  const { postId, title, from, to, zone, seenTitle, seenFrom, seenTo } = fields
  const seen = {
    title: seenTitle,
    startedAt: new Date(seenFrom),
    endedAt: seenTo === '' ? null : new Date(seenTo),
  }
  const startedAt = readMoment(from, zone, null)
  const endedAt = seenTo === '' ? null : readMoment(to, zone, null)
  if (!startedAt || (seenTo !== '' && !endedAt)) return { problem: 'Give the times, each a day and a time.' }
  const spoken = readSpoken(form, { title: 160 })
  return say(await changeIncident(db, { postId, staffId, title, startedAt, endedAt, seen, ...spoken }, now), {
    done: 'Saved. The page and the days of its servers show it.',
    over: 'This incident is not public, so nothing was changed.',
    'changed-meanwhile': changed,
    backwards: 'It has to end after it began, on every server, and not in the future.',
  })
})

/** Merges an incident into another one, and leads to that. */
export async function merge(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const desk = await findStaff()
  if (!desk) return signedOut(form)
  const { db, staffMember } = desk
  const read = readForm(incidentForms.merger, form)
  if ('answer' in read) return read.answer
  const { postId, intoId } = read.fields
  const outcome =
    postId === intoId
      ? 'over'
      : await mergeIncident(db, { postId, intoId, staffId: staffMember.id }, new Date())
  if (outcome === 'done') redirect(`/desk/posts/${intoId}`)
  refresh()
  return refusal('One of the two is over by now, so nothing was changed.', form)
}
