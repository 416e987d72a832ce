import { z } from 'zod'
import { idField } from '#app/desk/forms.ts'
import { ClockTime } from '#lib/rules/reminders/quiet-time.ts'
import { Zone } from '#lib/rules/time/zone.ts'

const clock = z.union([z.literal(''), ClockTime], { error: 'is no time such as 22:00' })

/** Who is to be reminded at any time leaves both times empty. */
const quiet = z
  .object({ zone: Zone, from: clock, to: clock })
  .refine(({ from, to }) => (from === '') === (to === ''), {
    path: ['to'],
    message: 'is missing: give both times, or none',
  })
  .refine(({ from, to }) => from === '' || from !== to, {
    path: ['to'],
    message: 'is the same as the beginning: you would never be left alone, or always',
  })
  .transform(({ zone, from, to }) => ({ zone, quiet: from === '' ? null : { from, to } }))

export const wayForms = {
  /** Its fields are read with the channel's own rules. */
  added: z.record(z.string(), z.unknown()),
  way: z.object({ destinationId: idField }),
  code: z.object({ destinationId: idField, code: z.string().max(20) }),
  mail: z.object({ mail: z.enum(['on', 'off']) }),
  move: z.object({ personId: idField, way: z.enum(['up', 'down']) }),
  quiet,
}
