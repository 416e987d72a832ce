import { z } from 'zod'
import { idField, isTicked } from '#app/desk/forms.ts'
import { type Sign, type SignFacts, signLimits, signTypes, tagForm } from '#lib/rules/indicators/indicator.ts'
import { readValue } from '#lib/rules/indicators/sign-value.ts'
import { valueProblems } from './sign-words.ts'

const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `is longer than ${most} characters`)
    .default('')
    .transform(text => (text === '' ? null : text.replace(/\s+/g, ' ')))

const tagField = z
  .string()
  .trim()
  .toLowerCase()
  .default('')
  .transform(text => (text === '' ? null : text))
  .refine(tag => tag === null || tagForm.test(tag), 'has other signs than small letters, digits and -')

const entryFields = {
  type: z.enum(signTypes, 'is not in the list'),
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
    tag: z.string().regex(tagForm, 'is not one of ours'),
    to: z.enum(['look', 'ignore', 'show', 'hide'], 'is not in the list'),
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
  if ('problem' in read) return { problem: `The value ${valueProblems[read.problem]}.` }
  return { entry: { type, value: read.value, tag, note, reference, isPublic, isActive } }
}
