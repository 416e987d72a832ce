import { z } from 'zod'
import { LanguageCode } from '#lib/rules/languages/language-code.ts'
import { incidentPhases } from '#lib/rules/posts/post.ts'
import { type Cause, compareImpact, type Impact } from '#lib/rules/servers/status.ts'

/** What a template may leave open, each in braces: facts of the incident fill it. */
export const templateFields = ['servers', 'since', 'next update'] as const
export type TemplateField = (typeof templateFields)[number]

/** What an incident is about, as far as its words depend on it. */
export const templateKinds = ['any', 'outage', 'slowdown', 'suspicious-file'] as const
export type TemplateKind = (typeof templateKinds)[number]

export const templateLimits = { name: 60, text: 2000, count: 60 }

/** Words that staff begin an update with. */
export const UpdateTemplate = z.object({
  id: z.string().min(1).max(40),
  name: z.string().min(1).max(templateLimits.name),
  phase: z.enum(incidentPhases),
  kind: z.enum(templateKinds),
  text: z.string().min(1).max(templateLimits.text),
  /** In which it is written; left out by versions that knew one language. */
  language: LanguageCode.default('en'),
  translations: z.partialRecord(LanguageCode, z.string().max(templateLimits.text)).default({}),
})
export type UpdateTemplate = z.infer<typeof UpdateTemplate>

/** As they are kept. version: counts the changes, so that nobody overwrites what they have not seen. */
export const KeptTemplates = z.object({
  version: z.number().int().min(1),
  templates: z.array(UpdateTemplate).max(templateLimits.count),
})

/** null: there is no such fact, and a sentence that rests on it falls out. */
export type TemplateFacts = Record<TemplateField, string | null>

const field = /\{([^{}\n]{1,40})\}/g

/** The text with its fields filled. What stands in braces and is no field stays as it is. */
export function fillTemplate(text: string, facts: TemplateFacts): string {
  return text
    .split('\n')
    .map(line => fillLine(line, facts))
    .join('\n')
    .trim()
}

/** What stands in braces and is no field of ours. */
export function unknownFields(text: string): string[] {
  const named = [...text.matchAll(field)].map(([, name = '']) => name)
  return named.filter(name => !isField(name))
}

/** What an incident is about; null: about something that is no server. */
export function templateKindOf(
  rows: readonly { impact: Impact; cause: Cause; endedAt: Date | null }[],
): TemplateKind | null {
  const open = rows.filter(row => !row.endedAt)
  const [worst] = (open.length > 0 ? open : rows).toSorted((a, b) => compareImpact(b.impact, a.impact))
  if (!worst) return null
  if (worst.cause === 'suspicious-file') return 'suspicious-file'
  return worst.impact === 'degraded' ? 'slowdown' : 'outage'
}

/** Those that fit an incident, in the order of staff. */
export function fittingTemplates(
  templates: readonly UpdateTemplate[],
  kind: TemplateKind | null,
  isEnd: boolean,
): UpdateTemplate[] {
  return templates.filter(
    template =>
      (template.kind === 'any' || template.kind === kind) && (template.phase === 'resolved') === isEnd,
  )
}

function fillLine(line: string, facts: TemplateFacts): string {
  const sentences = line.match(/[^.!?]*(?:[.!?]+(?!\s|$)[^.!?]*)*[.!?]*\s*/g) ?? []
  const kept = sentences.filter(sentence => !fieldsIn(sentence).some(name => facts[name] === null))
  return kept
    .join('')
    .replace(field, (whole, name: string) => (isField(name) ? (facts[name] ?? '') : whole))
    .trimEnd()
}

function fieldsIn(text: string): TemplateField[] {
  return [...text.matchAll(field)].map(([, name = '']) => name).filter(isField)
}

function isField(name: string): name is TemplateField {
  return templateFields.some(known => known === name)
}
