'use server'

import { refresh } from 'next/cache'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import type { ComposerOutcome } from '#app/_components/desk/incident/composer.tsx'
import { signedOut, withinRole } from '#app/desk/desk-action.ts'
import { readForm, refusal } from '#app/desk/forms.ts'
import { findStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type DeskIncident, readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { listTemplates } from '#lib/flows/incidents/change-templates.ts'
import { previewUpdate, type UpdateDraft } from '#lib/flows/incidents/preview-update.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { writeUpdate } from '#lib/flows/incidents/write-update.ts'
import { fillTemplate } from '#lib/rules/incidents/template.ts'
import { ourSite } from '#lib/site.ts'
import { templateFacts } from '#lib/words/templates.ts'
import { evenLines, incidentForms, readPromise } from './incident-fields.ts'
import { showUnseen } from './unseen-update.ts'

const over = () => staffWords('deskIncidents.compose.thisIncidentIsOver')

/** Writes an update, or shows it first, or puts a template into its words. */
export async function composeUpdate(_before: ComposerOutcome, form: FormData): Promise<ComposerOutcome> {
  return withinRole(form, () => publishUpdate(form))
}

async function publishUpdate(form: FormData): Promise<ComposerOutcome> {
  const desk = await findStaff()
  if (!desk) return signedOut(form)
  const now = new Date()
  if (form.has('template')) return withTemplate(form, now)
  const read = readForm(incidentForms.update, form)
  if ('answer' in read) return read.answer
  const { promise, promiseAt, zone, tell, ...written } = read.fields
  const promised = readPromise({ promise, promiseAt, zone }, now)
  if ('problem' in promised) return refusal(promised.problem, form)
  const incident = await readIncident(desk.db, written.postId)
  if (!incident) return refusal(over(), form)
  const text = fillTemplate(written.text, factsOf(incident, promised.at, now))
  if (text === '') return refusal(emptied(), form)
  const draft = { text, phase: written.phase, nextUpdateAt: promised.at }
  if (form.get('do') !== 'publish') return preview(desk.db, incident, draft, form, now)
  const isForHeard = tell === 'heard'
  const update = {
    ...written,
    ...draft,
    isForHeard,
    staffId: desk.staffMember.id,
    isMailed: tell !== 'nobody',
  }
  const outcome = await writeUpdate(desk.db, update, now)
  if (outcome === 'over') return refusal(over(), form)
  if (outcome === 'changed-meanwhile') return refusal(await showUnseen(desk.db, update, form, now), form)
  refresh()
  return {
    done:
      tell === 'nobody'
        ? staffWords('deskIncidents.compose.publishedNobodyIsTold')
        : staffWords('deskIncidents.compose.published'),
  }
}

/** Resolves an incident, or shows its last words first, or puts a template into them. */
export async function composeEnd(_before: ComposerOutcome, form: FormData): Promise<ComposerOutcome> {
  return withinRole(form, () => publishEnd(form))
}

async function publishEnd(form: FormData): Promise<ComposerOutcome> {
  const desk = await findStaff()
  if (!desk) return signedOut(form)
  const now = new Date()
  if (form.has('template')) return withTemplate(form, now)
  const read = readForm(incidentForms.end, form)
  if ('answer' in read) return read.answer
  const incident = await readIncident(desk.db, read.fields.postId)
  if (!incident) return refusal(over(), form)
  const text = fillTemplate(read.fields.text, factsOf(incident, null, now))
  if (text === '') return refusal(emptied(), form)
  const draft = { text, phase: 'resolved' as const, nextUpdateAt: null }
  if (form.get('do') !== 'publish') return preview(desk.db, incident, draft, form, now)
  const resolution = { ...read.fields, text, staffId: desk.staffMember.id }
  if ((await resolveIncident(desk.db, resolution, now)) === 'over') return refusal(over(), form)
  refresh()
  return { done: staffWords('deskIncidents.compose.resolvedCustomersWhoWere') }
}

const emptied = () => staffWords('deskIncidents.compose.nothingIsLeftOf')

async function preview(
  db: Parameters<typeof previewUpdate>[0],
  incident: DeskIncident,
  draft: UpdateDraft,
  form: FormData,
  now: Date,
): Promise<ComposerOutcome> {
  return { preview: await previewUpdate(db, incident, draft, now), typed: typedIn(form) }
}

/** Puts a template into the words: in the place of another one, or below what a person typed. */
async function withTemplate(form: FormData, now: Date): Promise<ComposerOutcome> {
  const desk = await findStaff()
  if (!desk) return signedOut(form)
  const { db } = desk
  const typed = typedIn(form)
  const [incident, { templates }] = [await readIncident(db, typed.postId ?? ''), await listTemplates(db)]
  const template = templates.find(({ id }) => id === typed.template)
  if (!incident || !template) return refusal(staffWords('deskIncidents.compose.thisTemplateIsGone'), form)
  // The promise may still change, so its time is filled in when the words are published.
  const facts = { ...factsOf(incident, null, now), 'next update': '{next update}' }
  const filled = fillTemplate(template.text, facts)
  const before = evenLines(typed.text ?? '').trim()
  const isUntouched = before === '' || before === evenLines(typed.drafted ?? '').trim()
  const text = isUntouched ? filled : `${before}\n\n${filled}`
  const { phase } = template
  const words = { text, drafted: isUntouched ? filled : '', phase: phase === 'resolved' ? '' : phase }
  return {
    filled: staffWords('deskIncidents.compose.nameIsFilledIn', { name: template.name }),
    typed: { ...typed, ...words },
  }
}

/** The facts of an incident that fill a template. */
function factsOf(incident: DeskIncident, nextUpdateAt: Date | null, now: Date) {
  const open = incident.servers.filter(row => !row.endedAt)
  const about = open.length > 0 ? open : incident.servers
  const facts = { labels: about.map(row => row.label), since: incident.startedAt, nextUpdateAt }
  return templateFacts(staffWords, facts, ourSite().zone, now)
}
