'use server'

import { deskAction, say } from '#app/desk/desk-action.ts'
import { askForGood } from '#app/desk/questions.ts'
import { readSpoken } from '#app/desk/spoken-form.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { newId } from '#db/id.ts'
import { dropTemplate, keepTemplate } from '#lib/flows/incidents/change-templates.ts'
import { saidText } from '#lib/flows/posts/said-words.ts'
import { templateFields, templateLimits, unknownFields } from '#lib/rules/incidents/template.ts'
import { incidentForms } from './incident-fields.ts'

const answers = () => ({
  'changed-meanwhile': staffWords('deskIncidents.templateActions.changedMeanwhile'),
  full: staffWords('deskIncidents.templateActions.tooMany', { count: templateLimits.count }),
})

export const keep = deskAction(incidentForms.template, async (fields, { db, staffId, now, form }) => {
  const { id, version, ...words } = fields
  const { language, translations } = saidText(words.text, readSpoken(form, { body: templateLimits.text }))
  const [unknown] = [words.text, ...Object.values(translations)].flatMap(unknownFields)
  if (unknown !== undefined)
    return {
      problem: staffWords('deskIncidents.templateActions.thereIsNoField', {
        field: `{${unknown}}`,
        fields: templateFields.map(name => `{${name}}`).join(', '),
      }),
    }
  const template = { ...words, language, translations, id: id === '' ? newId() : id }
  return say(await keepTemplate(db, { template, version, staffId }, now), {
    done: staffWords('deskIncidents.templateActions.saved'),
    ...answers(),
  })
})

export const throwAway = deskAction(
  incidentForms.dropped,
  async ({ id, version }, { db, staffId, now }) =>
    say(await dropTemplate(db, { templateId: id, version, staffId }, now), {
      done: staffWords('deskIncidents.templateActions.thrownAway'),
      ...answers(),
    }),
  async () =>
    askForGood(
      staffWords('deskIncidents.templateActions.throwThisTemplateAway'),
      staffWords('deskIncidents.templateActions.yesThrowItAway'),
    ),
)
