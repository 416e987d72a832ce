import { z } from 'zod'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { countermeasures } from '#lib/rules/maintenance/measure.ts'
import { ruleChoices } from '#lib/rules/sources/rule-offer.ts'
import { keyFates } from '#lib/rules/staff/key-fate.ts'
import { roles } from '#lib/rules/staff/role.ts'
import { Email, emailProblem } from '#lib/rules/subscribers/email.ts'
import { deskForms } from '#lib/words/en/desk/forms.ts'

export const idField = z
  .string()
  .regex(/^[a-z0-9]{12}$/, { error: () => staffWords('deskForms.forms.notOurs') })
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, { error: () => staffWords('deskForms.forms.isEmpty') })
    .max(most, { error: () => staffWords('deskForms.forms.isLongerThanMost', { most }) })
/** A mail address, as rules/subscribers/email reads it. */
export const emailField = z.string().transform((typed, context) => {
  const known = Email.safeParse(typed)
  if (known.success) return known.data
  const isMailbox = emailProblem(typed) === 'mailbox'
  const message = isMailbox
    ? staffWords('deskForms.forms.lettersNotMailable')
    : staffWords('deskForms.forms.isNotAnE')
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})
const nextUpdateMinutes = z
  .string()
  .default('')
  .transform(text => (text === '' ? null : Number(text)))
  .pipe(z.number().int().min(1).max(1440).nullable())

/** A box to tick; a browser leaves it out when it is not. */
export const isTicked = z
  .literal('on')
  .optional()
  .transform(value => value === 'on')

const seenServerIds = z.string().transform(text => text.split(' '))

const keysField = z.enum(keyFates, { error: () => staffWords('deskForms.forms.notInList') }).default('revoke')

const deliveryIds = z
  .string()
  .transform(text => text.split(' '))
  .pipe(
    z
      .array(z.string().regex(/^[a-z0-9]{12,32}$/, { error: () => staffWords('deskForms.forms.notOurs') }))
      .max(100),
  )

export const forms = {
  approval: z.object({
    postId: idField,
    seenServerIds,
    title: line(160),
    text: line(5000),
    nextUpdateMinutes,
  }),
  update: z.object({
    id: idField,
    postId: idField,
    text: line(5000),
    nextUpdateMinutes,
    isMailed: isTicked,
    seenAt: z.coerce.date(),
    phase: z.enum(['investigating', 'identified', 'monitoring']),
  }),
  dismissal: z.object({ postId: idField }),
  takenRow: z.object({
    key: z
      .string()
      .regex(/^[a-z]+(:[a-z0-9]+){0,3}$/, { error: () => staffWords('deskForms.forms.notOurs') })
      .max(100),
  }),
  countermeasure: z.object({
    id: idField,
    postId: idField,
    measure: z.enum(countermeasures, { error: () => staffWords('deskForms.forms.notInList') }),
  }),
  acknowledgement: z.object({ postId: idField }),
  release: z.object({ postId: idField }),
  question: z.object({
    alertId: idField,
    answer: z.enum(['over', 'true'], { error: () => staffWords('deskForms.forms.notInList') }),
  }),
  rule: z.object({
    sequence: z.coerce.number().int().min(1),
    choice: z.enum(ruleChoices, { error: () => staffWords('deskForms.forms.notInList') }),
  }),
  maintenanceUpdate: z.object({
    id: idField,
    postId: idField,
    text: line(5000),
    nextUpdateMinutes,
    isMailed: isTicked,
  }),
  resolution: z.object({ postId: idField, title: line(160), text: line(5000) }),
  firstStaffMember: z.object({ name: line(80), email: emailField }),
  invitation: z.object({
    name: line(80),
    email: emailField,
    role: z.enum(roles, { error: () => staffWords('deskForms.forms.notInList') }),
    words: z
      .string()
      .trim()
      .max(1000, { error: () => staffWords('deskForms.forms.tooLong') }),
  }),
  invited: z.object({ invitationId: idField }),
  roleChange: z.object({
    personId: idField,
    role: z.enum(roles, { error: () => staffWords('deskForms.forms.notInList') }),
    keys: keysField,
  }),
  removal: z.object({ personId: idField, keys: keysField }),
  person: z.object({ personId: idField }),
  signIn: z.object({ email: emailField, to: z.string().optional() }),
  recoveryCode: z.object({ secret: line(200) }),
  heldPost: z.object({ postId: idField }),
  deliveries: z.object({ deliveryIds }),
  waitingNotice: z.object({ noticeId: idField }),
}

type Field = keyof typeof deskForms.fields

const isField = (name: string): name is Field => Object.hasOwn(deskForms.fields, name)

/** Reads a form. Returns its fields, or the answer that says what is wrong with which. */
export function readForm<T extends z.ZodType>(
  schema: T,
  form: FormData,
): { fields: z.infer<T> } | { answer: FormOutcome } {
  const parsed = schema.safeParse(plainFields(form))
  if (parsed.success) return { fields: parsed.data }
  const problems = parsed.error.issues.map(issue => {
    const name = String(issue.path[0])
    return fieldProblem(
      isField(name)
        ? staffWords(`deskForms.fields.${name}`)
        : staffWords('deskForms.forms.theFieldName', { name }),
      issue.message,
    )
  })
  return { answer: refusal(problems.join(' '), form) }
}

/** "The title is empty." */
export function fieldProblem(field: string, problem: string): string {
  return staffWords('deskForms.forms.problem', { field, problem })
}

/** The fields by name, without the sign that PostgreSQL refuses and nobody types. */
export function plainFields(form: FormData): Record<string, FormDataEntryValue> {
  const plain = (value: FormDataEntryValue) =>
    typeof value === 'string' ? value.replaceAll('\0', '') : value
  return Object.fromEntries([...form].map(([name, value]) => [name, plain(value)]))
}

/** Says what is wrong, and hands back what was typed, but no secret. */
export function refusal(problem: string, form: FormData): FormOutcome {
  return { problem, typed: typedIn(form) }
}
