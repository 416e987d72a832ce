import { z } from 'zod'
import { idField, isTicked } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type Sign, type SignFacts, signLimits, signTypes, tagForm } from '#lib/rules/indicators/indicator.ts'
import { readValue } from '#lib/rules/indicators/sign-value.ts'
import { valueProblems } from './sign-words.ts'

const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { error: () => staffWords('deskIndicators.indicatorForms.isLongerThanMost', { most }) })
    .default('')
    .transform(text => (text === '' ? null : text.replace(/\s+/g, ' ')))

const tagField = z
  .string()
  .trim()
  .toLowerCase()
  .default('')
  .transform(text => (text === '' ? null : text))
  .refine(tag => tag === null || tagForm.test(tag), {
    error: () => staffWords('deskIndicators.indicatorForms.hasOtherSignsThan'),
  })

const entryFields = {
  type: z.enum(signTypes, { error: () => staffWords('deskIndicators.indicatorForms.notInList') }),
  value: z.string(),
  tag: tagField,
  note: optional(signLimits.note),
  reference: optional(signLimits.reference),
  isPublic: isTicked,
  isActive: isTicked,
}

const seen = z.coerce.number().int().min(1)

export const indicatorForms = {
  addition: z.object(entryFields),
  edit: z.object({ id: idField, seen, ...entryFields }),
  removal: z.object({ id: idField, seen }),
  tagSwitch: z.object({
    tag: z.string().regex(tagForm, { error: () => staffWords('deskIndicators.indicatorForms.notOurs') }),
    to: z.enum(['look', 'ignore', 'show', 'hide'], {
      error: () => staffWords('deskIndicators.indicatorForms.notInList'),
    }),
  }),
  given: z.object({ list: z.string().default(''), file: z.instanceof(File).optional() }),
  applied: z.object({
    list: z.string(),
    tag: tagField,
    reference: optional(signLimits.reference),
    isPublic: isTicked,
    isActive: isTicked,
  }),
  nothing: z.object({}),
}

/** An entry as it was typed, or what is wrong with its value. */
export function entryOf(fields: Sign & SignFacts): { entry: Sign & SignFacts } | { problem: string } {
  const { type, value: typed, tag, note, reference, isPublic, isActive } = fields
  const read = readValue(type, typed)
  if ('problem' in read)
    return {
      problem: staffWords('deskIndicators.indicatorForms.theValue', {
        problem: valueProblems()[read.problem],
      }),
    }
  return { entry: { type, value: read.value, tag, note, reference, isPublic, isActive } }
}
