'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { confirmedFirst, deskAction, say, signedOut } from '#app/desk/desk-action.ts'
import { draftOthers } from '#app/desk/draft-others.ts'
import { readForm, refusal } from '#app/desk/forms.ts'
import { findStaff } from '#app/desk/session.ts'
import { readSpoken, titledLimits, wordsLimits } from '#app/desk/spoken-form.ts'
import { staffWords } from '#app/desk/staff-words.ts'
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

const noSuchTime = () => staffWords('deskIncidents.actions.beginningIsNoTime')
const sentTwice = () => staffWords('deskIncidents.actions.thisFormWasSent')
const changed = () => staffWords('deskIncidents.actions.aColleagueWasQuicker')

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
  if (!startedAt) return refusal(noSuchTime(), form)
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
  if (outcome === 'future') return refusal(staffWords('deskIncidents.actions.beginningNotPast'), form)
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
  if (!startedAt || !endedAt) return refusal(staffWords('deskIncidents.actions.beginningAndEndMissing'), form)
  const servers = eachOnce([...serversOfGroup(groupId, impact, targets), ...named.servers])
  const spoken = readSpoken(form, titledLimits)
  const facts = { postId, title, text, servers, groupId, startedAt, endedAt, ...spoken }
  const outcome = await enterPastIncident(db, { ...facts, staffId: staffMember.id }, now)
  if (outcome === 'backwards') return refusal(staffWords('deskIncidents.actions.itHasToEnd'), form)
  if (outcome === 'there-already') return refusal(sentTwice(), form)
  return redirect(`/desk/posts/${postId}`)
}

const tooLate = () => staffWords('deskIncidents.actions.itIsTooLate')

/** Takes back an entry, or where none is named the whole incident, before anybody is told. */
export const takeBack = deskAction(incidentForms.takeBack, async (fields, { db, staffId, now }) => {
  const { postId, updateId } = fields
  const outcome = updateId
    ? await takeBackUpdate(db, { postId, updateId, staffId }, now)
    : await takeBackIncident(db, { postId, staffId }, now)
  // The page says so, and has the words ready to be put right.
  if (updateId && outcome === 'done') redirect(`/desk/posts/${postId}?taken-back=${updateId}`)
  return say(outcome, { done: staffWords('deskIncidents.actions.takenBack'), 'too-late': tooLate() })
})

export const correct = deskAction(incidentForms.correction, async (fields, { db, staffId, now, form }) =>
  say(await correctUpdate(db, { ...fields, ...readSpoken(form, wordsLimits), staffId }, now), {
    done: fields.isTold
      ? staffWords('deskIncidents.actions.correctedAndTold')
      : staffWords('deskIncidents.actions.corrected'),
    nothing: staffWords('deskIncidents.actions.sameWords'),
    'changed-meanwhile': changed(),
  }),
)

export const reopen = deskAction(incidentForms.reopening, async (fields, { db, staffId, now, form }) =>
  say(await reopenIncident(db, { ...fields, ...readSpoken(form, wordsLimits), staffId }, now), {
    done: fields.isTold
      ? staffWords('deskIncidents.actions.openAgainAndTold')
      : staffWords('deskIncidents.actions.openAgain'),
    'too-late': staffWords('deskIncidents.actions.itIsOpenAlready'),
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
  if (!startedAt || (seenTo !== '' && !endedAt))
    return { problem: staffWords('deskIncidents.actions.timesMissing') }
  const spoken = readSpoken(form, { title: 160 })
  return say(await changeIncident(db, { postId, staffId, title, startedAt, endedAt, seen, ...spoken }, now), {
    done: staffWords('deskIncidents.actions.saved'),
    over: staffWords('deskIncidents.actions.notPublic'),
    'changed-meanwhile': changed(),
    backwards: staffWords('deskIncidents.actions.itHasToEndAfter'),
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
  return refusal(staffWords('deskIncidents.actions.oneOfTheTwo'), form)
}
