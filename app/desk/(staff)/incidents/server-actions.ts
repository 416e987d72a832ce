'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { confirmedFirst, signedOut, withinRole } from '#app/desk/desk-action.ts'
import { draftOthers } from '#app/desk/draft-others.ts'
import { readForm, refusal } from '#app/desk/forms.ts'
import { findStaff } from '#app/desk/session.ts'
import { readSpoken, titledLimits } from '#app/desk/spoken-form.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import {
  type IncidentImpact,
  impactNow,
  judgeServers,
  type ServerJudgement,
} from '#lib/flows/incidents/judge-servers.ts'
import { splitIncident } from '#lib/flows/incidents/split-incident.ts'
import { judgedImpacts } from '#lib/rules/incidents/judgement.ts'
import { compareImpact, impacts } from '#lib/rules/servers/status.ts'
import { incidentForms } from './incident-fields.ts'
import { askOfTrouble, type ChosenImpact, readServersIn } from './questions.ts'

/** Says what servers of an incident are in, after asking where people are to be told. */
export async function judge(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  return withinRole(form, () => judgeIn(form))
}

async function judgeIn(form: FormData): Promise<FormOutcome> {
  const desk = await findStaff()
  if (!desk) return signedOut(form)
  const { db, staffMember } = desk
  const now = new Date()
  const read = readForm(incidentForms.servers, form)
  if ('answer' in read) return read.answer
  const { postId, addedNames, addedImpact, isTold } = read.fields
  const [incident, targets] = [await readIncident(db, postId), await readTargets(db)]
  const added = readServersIn(addedNames, addedImpact, targets)
  if ('problem' in added) return refusal(added.problem, form)
  if (!incident) return refusal(answers().over, form)
  const rows = new Map(incident.servers.map(row => [row.serverId, row]))
  const judgements = [
    ...typedJudgements(form),
    ...added.servers.map(({ id, impact }) => ({ serverId: id, impact, seen: impactNow(rows.get(id)) })),
  ]
  const labels = new Map([
    ...incident.servers.map(row => [row.serverId, row.label] as const),
    ...targets.servers.map(server => [server.id, server.label] as const),
  ])
  const question = isTold ? await askOfTrouble(db, worsened(judgements, labels), now) : null
  const asked = confirmedFirst(question, form)
  if (asked) return asked
  const outcome = await judgeServers(db, { postId, judgements, isTold, staffId: staffMember.id }, now)
  if (outcome !== 'done') return refusal(answers()[outcome], form)
  refresh()
  return { done: staffWords('deskIncidents.serverActions.saved') }
}

const answers = () => ({
  over: staffWords('deskIncidents.serverActions.thisIncidentIsOver'),
  'changed-meanwhile': staffWords('deskIncidents.serverActions.serverChanged'),
  nothing: staffWords('deskIncidents.serverActions.nothingWasChangedEvery'),
})

const serverId = /^impact-([a-z0-9]{12})$/

/** What a person chose for each server that the page named, with what they saw it in. */
function typedJudgements(form: FormData): ServerJudgement[] {
  return [...form].flatMap(([name, value]) => {
    const [, id] = serverId.exec(name) ?? []
    const impact = [...judgedImpacts, 'operational' as const].find(each => each === value)
    const seen = form.get(`seen-${id}`)
    return id && impact && typeof seen === 'string' ? [{ serverId: id, impact, seen }] : []
  })
}

/** Those of which something worse is said than before: an end is told to who heard of the trouble, without a question. */
function worsened(
  judgements: readonly ServerJudgement[],
  labels: ReadonlyMap<string, string>,
): ChosenImpact[] {
  return judgements.flatMap(({ serverId: id, impact, seen }) => {
    if (impact === 'operational' || !isWorse(impact, seen)) return []
    return [{ id, impact, label: labels.get(id) ?? id }]
  })
}

function isWorse(impact: IncidentImpact, seen: string | null): boolean {
  const before = impacts.find(each => each === seen) ?? 'operational'
  return compareImpact(impact, before) > 0
}

/** Makes an incident of its own of some servers, and leads to it. */
export async function split(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  return withinRole(form, () => splitBy(form))
}

async function splitBy(form: FormData): Promise<FormOutcome> {
  const desk = await findStaff()
  if (!desk) return signedOut(form)
  const { db, staffMember } = desk
  const drafted = await draftOthers(form)
  if (drafted) return drafted
  const read = readForm(incidentForms.split, form)
  if ('answer' in read) return read.answer
  const serverIds = form.getAll('serverId').filter(value => typeof value === 'string')
  const outcome = await splitIncident(
    db,
    { ...read.fields, ...readSpoken(form, titledLimits), serverIds, staffId: staffMember.id },
    new Date(),
  )
  if (outcome === 'done') redirect(`/desk/posts/${read.fields.newPostId}`)
  const problem =
    outcome === 'not-a-part' ? staffWords('deskIncidents.serverActions.tickSome') : answers().over
  return refusal(problem, form)
}
