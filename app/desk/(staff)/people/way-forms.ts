import { z } from 'zod'
import { idField } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { ClockTime } from '#lib/rules/reminders/quiet-time.ts'
import { Zone } from '#lib/rules/time/zone.ts'

const clock = z.union([z.literal(''), ClockTime], {
  error: () => staffWords('deskPeople.wayForms.isNoTimeSuch'),
})

/** Who is to be reminded at any time leaves both times empty. */
const quiet = z
  .object({ zone: Zone, from: clock, to: clock })
  .refine(({ from, to }) => (from === '') === (to === ''), {
    path: ['to'],
    error: () => staffWords('deskPeople.wayForms.isMissingGiveBoth'),
  })
  .refine(({ from, to }) => from === '' || from !== to, {
    path: ['to'],
    error: () => staffWords('deskPeople.wayForms.sameAsBeginning'),
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
