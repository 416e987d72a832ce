import { z } from 'zod'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { countermeasures } from '#lib/rules/maintenance/measure.ts'
import { ruleChoices } from '#lib/rules/sources/rule-offer.ts'
import { keyFates } from '#lib/rules/staff/key-fate.ts'
import { roles } from '#lib/rules/staff/role.ts'
import { Email, emailProblem } from '#lib/rules/subscribers/email.ts'

export const idField = z.string().regex(/^[a-z0-9]{12}$/, 'is not one of ours')
export const line = (most: number) =>
  z.string().trim().min(1, 'is empty').max(most, `is longer than ${most} characters`)
/** A mail address, as rules/subscribers/email reads it. */
export const emailField = z.string().transform((typed, context) => {
  const known = Email.safeParse(typed)
  if (known.success) return known.data
  const isMailbox = emailProblem(typed) === 'mailbox'
  const message = isMailbox
    ? 'has letters such as ö before the @, where our mail cannot go: give another one'
    : 'is not an e-mail address'
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

const keysField = z.enum(keyFates, 'is not in the list').default('revoke')

const deliveryIds = z
  .string()
  .transform(text => text.split(' '))
  .pipe(z.array(z.string().regex(/^[a-z0-9]{12,32}$/, 'is not one of ours')).max(100))

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
      .regex(/^[a-z]+(:[a-z0-9]+){0,3}$/, 'is not one of ours')
      .max(100),
  }),
  countermeasure: z.object({
    id: idField,
    postId: idField,
    measure: z.enum(countermeasures, 'is not in the list'),
  }),
  acknowledgement: z.object({ postId: idField }),
  release: z.object({ postId: idField }),
  question: z.object({ alertId: idField, answer: z.enum(['over', 'true'], 'is not in the list') }),
  rule: z.object({
    sequence: z.coerce.number().int().min(1),
    choice: z.enum(ruleChoices, 'is not in the list'),
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
    role: z.enum(roles, 'is not in the list'),
    words: z.string().trim().max(1000, 'are longer than 1000 characters'),
  }),
  invited: z.object({ invitationId: idField }),
  roleChange: z.object({ personId: idField, role: z.enum(roles, 'is not in the list'), keys: keysField }),
  removal: z.object({ personId: idField, keys: keysField }),
  person: z.object({ personId: idField }),
  signIn: z.object({ email: emailField, to: z.string().optional() }),
  recoveryCode: z.object({ secret: line(200) }),
  heldPost: z.object({ postId: idField }),
  deliveries: z.object({ deliveryIds }),
  waitingNotice: z.object({ noticeId: idField }),
}

const words: Record<string, string> = {
  title: 'The title',
  text: 'The text',
  name: 'The name',
  email: 'The address',
  nextUpdateMinutes: 'The time of the next update',
  format: 'The tool',
  defaultServer: 'The server',
  agentServer: 'The agent’s server',
  expectedEverySeconds: 'The time between signs of life',
  repeatSeconds: 'The time between repetitions',
  header: 'The header of the signature',
  timestampHeader: 'The header of the time',
  hostname: 'The host name',
  host: 'The host name',
  label: 'The label',
  slug: 'The address',
  code: 'The code',
  secret: 'The code',
  note: 'What customers read',
  aliases: 'The other names',
  addresses: 'The addresses',
  server: 'The server',
  what: 'What we do',
  turns: 'The turns',
  minutesEach: 'The minutes of each turn',
  promise: 'The time of the next update',
  promiseAt: 'The time of the next update',
  otherNames: 'The other servers',
  addedNames: 'The servers to add',
  tell: 'Who is told',
  serverNames: 'The servers',
  body: 'The text',
  change: 'What has changed',
  reason: 'The reason',
  from: 'The beginning',
  to: 'The end',
  file: 'The file',
  watch: 'What they hear of',
  origin: 'Where they agreed',
  at: 'The time',
  word: 'What is done',
  role: 'The role',
  words: 'The words to them',
  keptDays: 'The number of days',
  days: 'The end',
  perMinute: 'The number of requests in a minute',
  networks: 'The addresses',
  overlap: 'The time of the present secret',
  keys: 'What becomes of their keys',
  home: 'The address of your website',
  support: 'The address for help',
  imprint: 'The address of the imprint',
  privacy: 'The address of what you say of privacy',
  footer: 'The text at the end of each page',
  zone: 'The time zone',
  language: 'The language',
  weekStart: 'The first day of the week',
  theme: 'The theme',
  accentLight: 'The accent by day',
  accentDark: 'The accent by night',
  senderName: 'The name',
  senderAddress: 'The address',
  address: 'The address',
  page: 'The page',
  product: 'The product',
}

/** Reads a form. Returns its fields, or the answer that says what is wrong with which. */
export function readForm<T extends z.ZodType>(
  schema: T,
  form: FormData,
): { fields: z.infer<T> } | { answer: FormOutcome } {
  const parsed = schema.safeParse(plainFields(form))
  if (parsed.success) return { fields: parsed.data }
  const problems = parsed.error.issues.map(issue => {
    const name = String(issue.path[0])
    return `${words[name] ?? `The field ${name}`} ${issue.message}.`
  })
  return { answer: refusal(problems.join(' '), form) }
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
