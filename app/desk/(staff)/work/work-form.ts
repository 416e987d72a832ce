import { z } from 'zod'
import { id, isTicked, line } from '#app/desk/forms.ts'
import { readServerNames, serverFields, type TypedServers } from '#app/desk/server-names.ts'
import type { Targets } from '#db/reads/subscribing.ts'

const utcMoment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'has to be a day and a time')
  .transform(text => new Date(`${text}Z`))
  .refine(at => !Number.isNaN(at.getTime()), 'is no day that there is')

/** Nobody plans a longer stretch: what is forgotten must not mute trouble for ever. */
const mostDays = 14

export const workForm = z
  .object({
    ...{ postId: id, kind: z.enum(['maintenance', 'countermeasure']), what: line(160), isMailed: isTicked },
    text: z
      .string()
      .trim()
      .max(5000, 'is longer than 5000 characters')
      .transform(text => (text === '' ? null : text)),
    ...serverFields,
    ...{ from: utcMoment, to: utcMoment },
  })
  .refine(({ from, to }) => to > from, { path: ['to'], message: 'has to be after the beginning' })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= mostDays * 86_400_000, {
    path: ['to'],
    message: `has to be within ${mostDays} days of the beginning`,
  })

export const workEnd = z.object({ postId: id, how: z.enum(['complete', 'cancel']) })

/** The servers that a person means, each once and at least one; or what is wrong with them. */
export function chooseWorkServers(
  typed: TypedServers,
  targets: Targets,
): { ids: string[] } | { problem: string } {
  const chosen = readServerNames(typed, targets)
  if ('problem' in chosen || chosen.ids.length > 0) return chosen
  return { problem: 'Name at least one server, or choose a group that has some.' }
}
