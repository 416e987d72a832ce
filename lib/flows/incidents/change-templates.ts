import type { Database, Transaction } from '#db/client.ts'
import { readKeptTemplates } from '#db/reads/settings/settings.ts'
import { writeTemplates } from '#db/writes/settings/settings.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { offeredLanguages } from '#lib/language.ts'
import { templateLimits, type UpdateTemplate } from '#lib/rules/incidents/template.ts'

import { firstTemplates } from '#lib/words/templates.ts'
import { wordsIn } from '#lib/words/words.ts'

/** version 0: staff have changed none yet. */
export type Templates = { version: number; templates: readonly UpdateTemplate[] }

/** The templates of staff, or those that there are until they keep their own. */
export async function listTemplates(db: Database | Transaction): Promise<Templates> {
  const [own = 'en', ...others] = offeredLanguages()
  const templates = () => firstTemplates([wordsIn(own), ...others.map(wordsIn)])
  return (await readKeptTemplates(db)) ?? { version: 0, templates: templates() }
}

export type TemplateChange = { staffId: string; version: number }
type Changed = 'done' | 'changed-meanwhile' | 'full'

/** Keeps a template: a new one, or other words for one that is there. */
export function keepTemplate(
  db: Database,
  { template, ...change }: TemplateChange & { template: UpdateTemplate },
  now: Date,
): Promise<Changed> {
  return changeTemplates(db, 'keep-template', change, template.id, now, templates => {
    const isKnown = templates.some(({ id }) => id === template.id)
    return isKnown
      ? templates.map(each => (each.id === template.id ? template : each))
      : [...templates, template]
  })
}

/** Throws a template away. */
export function dropTemplate(
  db: Database,
  { templateId, ...change }: TemplateChange & { templateId: string },
  now: Date,
): Promise<Changed> {
  return changeTemplates(db, 'drop-template', change, templateId, now, templates =>
    templates.filter(({ id }) => id !== templateId),
  )
}

function changeTemplates(
  db: Database,
  action: 'keep-template' | 'drop-template',
  { staffId, version }: TemplateChange,
  templateId: string,
  now: Date,
  change: (templates: readonly UpdateTemplate[]) => UpdateTemplate[],
): Promise<Changed> {
  return db.transaction(async tx => {
    const before = await listTemplates(tx)
    const after = change(before.templates)
    if (after.length > templateLimits.count) return 'full'
    if (before.version !== version || !(await writeTemplates(tx, after, version, now)))
      return 'changed-meanwhile'
    await writeAudit(tx, { at: now, staffId, action, subject: `template ${templateId}` })
    return 'done'
  })
}
