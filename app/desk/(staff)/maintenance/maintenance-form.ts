import { z } from 'zod'
import { idField, isTicked, line } from '#app/desk/forms.ts'
import { readTypedServers, serverFields, type TypedServers } from '#app/desk/server-names.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { Targets } from '#db/reads/subscribers/subscribing.ts'
import { extensionMinutes } from '#lib/rules/maintenance/extension.ts'
import { mostPlannedDays, periodProblem } from '#lib/rules/maintenance/period.ts'
import { reminderMinutes } from '#lib/rules/maintenance/told-maintenance.ts'
import { momentsAt } from '#lib/rules/time/wall-time.ts'
import { Zone } from '#lib/rules/time/zone.ts'
import { ourSite } from '#lib/site.ts'
import { endings, repetitions } from './repetition.ts'

/** As a field of date and time sends it, on the clock of whoever typed it. */
const wallField = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, {
  error: () => staffWords('deskMaintenance.maintenanceForm.hasWrongForm'),
})

const periodFields = { from: wallField, to: wallField, zone: Zone.catch(() => ourSite().zone) }

/** A beginning and an end on one clock, as moments and as they were typed. */
type TypedPeriod = { from: string; to: string; zone: string }

function momentsTyped<T extends TypedPeriod>(fields: T, context: z.RefinementCtx) {
  // Where clocks show a time twice, the maintenance is taken to last the longer of the two.
  const startsAt = momentsAt(fields.from, fields.zone)[0]
  const endsAt = momentsAt(fields.to, fields.zone).at(-1)
  if (startsAt && endsAt) return { ...fields, startsAt, endsAt }
  const message = staffWords('deskMaintenance.maintenanceForm.noSuchTime', { zone: fields.zone })
  context.addIssue({ code: 'custom', path: [startsAt ? 'to' : 'from'], message })
  return z.NEVER
}

type Moments = { startsAt: Date; endsAt: Date }

const isInOrder = ({ startsAt, endsAt }: Moments) => periodProblem(startsAt, endsAt) !== 'backwards'
const isShort = ({ startsAt, endsAt }: Moments) => periodProblem(startsAt, endsAt) !== 'long'
const inOrder = { path: ['to'], error: () => staffWords('deskMaintenance.maintenanceForm.hasToBeAfter') }
const short = {
  path: ['to'],
  error: () => staffWords('deskMaintenance.maintenanceForm.hasToBeWithin', { mostPlannedDays }),
}

const reminders = {
  remindDay: isTicked,
  remindHour: isTicked,
}

const planFields = {
  postId: idField,
  kind: z.enum(['maintenance', 'countermeasure']),
  what: line(160),
  isMailed: isTicked,
  endsByItself: isTicked,
  ...reminders,
  text: z
    .string()
    .trim()
    .max(5000, { error: () => staffWords('deskMaintenance.maintenanceForm.tooLong') })
    .transform(text => (text === '' ? null : text)),
  ...serverFields,
  turns: z
    .string()
    .max(20_000, { error: () => staffWords('deskMaintenance.maintenanceForm.textTooLong') })
    .default(''),
  minutesEach: z
    .union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(1440)])
    .default(null),
  repeats: z.enum(repetitions).default('once'),
  lasts: z.enum(endings).default('for-ever'),
  ...periodFields,
}

export const maintenanceForm = z
  .object(planFields)
  .transform(momentsTyped)
  .refine(isInOrder, inOrder)
  .refine(isShort, short)

/** postId: of the recurrence. isTold: who was told of a window hears what changes of it. */
export const recurrenceForm = z
  .object({
    ...planFields,
    version: z.coerce.number().int().min(0),
    isTold: isTicked,
    repeats: z.enum(repetitions).exclude(['once']),
    lasts: z.enum([...endings, 'as-now']),
  })
  .transform(momentsTyped)
  .refine(isInOrder, inOrder)
  .refine(isShort, short)

/** How long before each turn customers are reminded, in minutes. */
export function remindersOf(fields: { remindDay: boolean; remindHour: boolean }): number[] {
  const { day, hour } = reminderMinutes
  return [...(fields.remindDay ? [day] : []), ...(fields.remindHour ? [hour] : [])]
}

const version = z.coerce.number().int().min(0)

export const moveForm = z
  .object({ postId: idField, version, isMailed: isTicked, ...periodFields })
  .transform(momentsTyped)
  .refine(isInOrder, inOrder)
  .refine(isShort, short)

/** Where servers have turns of their own, only the beginning is asked for. */
export const shiftForm = z
  .object({
    postId: idField,
    version,
    isMailed: isTicked,
    from: wallField,
    zone: Zone.catch(() => ourSite().zone),
  })
  .transform((fields, context) => momentsTyped({ ...fields, to: fields.from }, context))

export const extensionForm = z.object({
  postId: idField,
  version,
  minutes: z.coerce.number().pipe(z.literal([...extensionMinutes])),
  isMailed: isTicked,
})

export const completionForm = z.object({ postId: idField })
export const cancellationForm = z.object({ postId: idField, reason: line(500) })

export const stopForm = z
  .object({ recurrenceId: idField, cancels: isTicked, reason: z.string().trim().max(500).default('') })
  .refine(({ cancels, reason }) => !cancels || reason !== '', {
    path: ['reason'],
    error: () => staffWords('deskMaintenance.maintenanceForm.isEmptyCustomersRead'),
  })

export const countermeasureForm = z.object({
  postId: idField,
  what: line(160),
  minutes: z.coerce
    .number()
    .int()
    .min(5)
    .max(24 * 60),
  isMailed: isTicked,
  ...serverFields,
})

/** The servers that a person means, each once and at least one; or what is wrong with them. */
export function chooseMaintenanceServers(
  typed: TypedServers,
  targets: Targets,
): { ids: string[] } | { problem: string } {
  const chosen = readTypedServers(typed, targets)
  if ('problem' in chosen || chosen.ids.length > 0) return chosen
  return { problem: staffWords('deskMaintenance.maintenanceForm.noServer') }
}
