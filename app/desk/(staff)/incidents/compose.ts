'use server'

import { refresh } from 'next/cache'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import type { ComposerOutcome } from '#app/_components/desk/incident/composer.tsx'
import { signedOut, withinRole } from '#app/desk/desk-action.ts'
import { draftOthers } from '#app/desk/draft-others.ts'
import { readForm, refusal } from '#app/desk/forms.ts'
import { findStaff } from '#app/desk/session.ts'
import { readSpoken, titledLimits, wordsLimits } from '#app/desk/spoken-form.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type DeskIncident, readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { listTemplates } from '#lib/flows/incidents/change-templates.ts'
import { previewUpdate, type UpdateDraft } from '#lib/flows/incidents/preview-update.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { writeUpdate } from '#lib/flows/incidents/write-update.ts'
import { fillTemplate } from '#lib/rules/incidents/template.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { LanguageCode } from '#lib/rules/languages/language-code.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import { ourSite } from '#lib/site.ts'
import { filledFacts, fillOthers, fillSpoken, previewOthers } from './filled-words.ts'
import { evenLines, incidentForms, readPromise } from './incident-fields.ts'
import { showUnseen } from './unseen-update.ts'

const over = () => staffWords('deskIncidents.compose.thisIncidentIsOver')

/** Writes an update, or shows it first, or puts a template into its words. */
export async function composeUpdate(_before: ComposerOutcome, form: FormData): Promise<ComposerOutcome> {
  return withinRole(form, async () => (await draftOthers(form)) ?? publishUpdate(form))
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
  const spoken = fillSpoken(incident, written.text, readSpoken(form, wordsLimits), promised.at, now)
  const { text } = spoken
  if (text === '') return refusal(emptied(), form)
  const draft = { text, phase: written.phase, nextUpdateAt: promised.at }
  if (form.get('do') !== 'publish') return preview(desk.db, incident, { ...draft, spoken }, form, now)
  const isForHeard = tell === 'heard'
  const update = {
    ...written,
    ...draft,
    ...spoken,
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
  return withinRole(form, async () => (await draftOthers(form)) ?? publishEnd(form))
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
  const spoken = fillSpoken(incident, read.fields.text, readSpoken(form, titledLimits), null, now)
  if (spoken.text === '') return refusal(emptied(), form)
  const draft = { text: spoken.text, phase: 'resolved' as const, nextUpdateAt: null }
  if (form.get('do') !== 'publish') return preview(desk.db, incident, { ...draft, spoken }, form, now)
  const resolution = { ...read.fields, ...spoken, staffId: desk.staffMember.id }
  if ((await resolveIncident(desk.db, resolution, now)) === 'over') return refusal(over(), form)
  refresh()
  return { done: staffWords('deskIncidents.compose.resolvedCustomersWhoWere') }
}

const emptied = () => staffWords('deskIncidents.compose.nothingLeft')

async function preview(
  db: Parameters<typeof previewUpdate>[0],
  incident: DeskIncident,
  { spoken, ...draft }: UpdateDraft & { spoken: SpokenWords },
  form: FormData,
  now: Date,
): Promise<ComposerOutcome> {
  const preview = await previewUpdate(db, incident, draft, now)
  return { preview, others: previewOthers(spoken), typed: typedIn(form) }
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
  const fill = (text: string, language: Language) =>
    fillTemplate(text, { ...filledFacts(incident, null, now, language), 'next update': '{next update}' })
  const own = LanguageCode.catch(ourSite().language).parse(typed.language)
  const inOwn = own === template.language ? template.text : (template.translations[own] ?? template.text)
  const filled = fill(inOwn, inOwn === template.text ? template.language : own)
  const before = evenLines(typed.text ?? '').trim()
  const isUntouched = before === '' || before === evenLines(typed.drafted ?? '').trim()
  const text = isUntouched ? filled : `${before}\n\n${filled}`
  const { phase } = template
  const others = fillOthers(template, own, typed, isUntouched, fill)
  const words = {
    text,
    ...others,
    drafted: isUntouched ? filled : '',
    phase: phase === 'resolved' ? '' : phase,
  }
  return {
    filled: staffWords('deskIncidents.compose.filledIn', { name: template.name }),
    typed: { ...typed, ...words },
  }
}
