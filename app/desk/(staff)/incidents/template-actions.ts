'use server'

import { deskAction, say } from '#app/desk/desk-action.ts'
import { askForGood } from '#app/desk/questions.ts'
import { readSpoken } from '#app/desk/spoken-form.ts'
import { newId } from '#db/id.ts'
import { dropTemplate, keepTemplate } from '#lib/flows/incidents/change-templates.ts'
import { saidText } from '#lib/flows/posts/said-words.ts'
import { templateFields, templateLimits, unknownFields } from '#lib/rules/incidents/template.ts'
import { incidentForms } from './incident-fields.ts'

const answers = {
  'changed-meanwhile': 'A colleague changed the templates, so nothing was saved. Load the page again.',
  full: `There are ${templateLimits.count} templates already. Throw one away first.`,
}

export const keep = deskAction(incidentForms.template, async (fields, { db, staffId, now, form }) => {
  const { id, version, ...words } = fields
  const { language, translations } = saidText(words.text, readSpoken(form, { body: templateLimits.text }))
  const [unknown] = [words.text, ...Object.values(translations)].flatMap(unknownFields)
  if (unknown !== undefined)
    return {
      problem: `There is no field {${unknown}}. There are ${templateFields.map(name => `{${name}}`).join(', ')}.`,
    }
  const template = { ...words, language, translations, id: id === '' ? newId() : id }
  return say(await keepTemplate(db, { template, version, staffId }, now), { done: 'Saved.', ...answers })
})

export const throwAway = deskAction(
  incidentForms.dropped,
  async ({ id, version }, { db, staffId, now }) =>
    say(await dropTemplate(db, { templateId: id, version, staffId }, now), {
      done: 'Thrown away.',
      ...answers,
    }),
  async () => askForGood('Throw this template away for good?', 'Yes, throw it away'),
)
