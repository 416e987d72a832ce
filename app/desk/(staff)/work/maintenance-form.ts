import { z } from 'zod'
import { idField, isTicked, line } from '#app/desk/forms.ts'
import { readTypedServers, serverFields, type TypedServers } from '#app/desk/server-names.ts'
import type { Targets } from '#db/reads/subscribers/subscribing.ts'
import { env } from '#lib/env.ts'
import { momentsAt } from '#lib/rules/time/wall-time.ts'
import { Zone } from '#lib/rules/time/zone.ts'

/** As a field of date and time sends it, on the clock of whoever typed it. */
const wallTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'has to be a day and a time')

/** Nobody plans a longer stretch: what is forgotten must not mute trouble for ever. */
const mostDays = 14

export const maintenanceForm = z
  .object({
    postId: idField,
    kind: z.enum(['maintenance', 'countermeasure']),
    what: line(160),
    isMailed: isTicked,
    text: z
      .string()
      .trim()
      .max(5000, 'is longer than 5000 characters')
      .transform(text => (text === '' ? null : text)),
    ...serverFields,
    from: wallTime,
    to: wallTime,
    zone: Zone.catch(env.TIME_ZONE),
  })
  .transform(({ zone, ...fields }, context) => {
    // Where clocks show a time twice, the work is taken to last the longer of the two.
    const from = momentsAt(fields.from, zone)[0]
    const to = momentsAt(fields.to, zone).at(-1)
    if (from && to) return { ...fields, from, to }
    const message = `is no time that there is in ${zone}: clocks go forward over it, or the month has no such day`
    context.addIssue({ code: 'custom', path: [from ? 'to' : 'from'], message })
    return z.NEVER
  })
  .refine(({ from, to }) => to > from, { path: ['to'], message: 'has to be after the beginning' })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= mostDays * 86_400_000, {
    path: ['to'],
    message: `has to be within ${mostDays} days of the beginning`,
  })

export const maintenanceEnd = z.object({ postId: idField, how: z.enum(['complete', 'cancel']) })

/** The servers that a person means, each once and at least one; or what is wrong with them. */
export function chooseMaintenanceServers(
  typed: TypedServers,
  targets: Targets,
): { ids: string[] } | { problem: string } {
  const chosen = readTypedServers(typed, targets)
  if ('problem' in chosen || chosen.ids.length > 0) return chosen
  return { problem: 'Name at least one server, or choose a group that has some.' }
}
