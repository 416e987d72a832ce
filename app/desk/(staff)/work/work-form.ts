import { z } from 'zod'
import { id, isTicked, line } from '#app/desk/forms.ts'
import type { Targets } from '#db/reads/subscribing.ts'
import { chosenServer } from '#lib/rules/server-choice.ts'

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
    serverNames: z.string().max(5000, 'are longer than 5000 characters'),
    groupId: z.union([z.literal('').transform(() => null), id]),
    ...{ from: utcMoment, to: utcMoment },
  })
  .refine(({ from, to }) => to > from, { path: ['to'], message: 'has to be after the beginning' })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= mostDays * 86_400_000, {
    path: ['to'],
    message: `has to be within ${mostDays} days of the beginning`,
  })

export const workEnd = z.object({ postId: id, how: z.enum(['complete', 'cancel']) })

type Named = { serverNames: string; groupId: string | null }

/** The servers that a person means, each once; or what is wrong with them. */
export function chooseWorkServers(
  typed: Named,
  { servers }: Targets,
): { ids: string[] } | { problem: string } {
  const names = typed.serverNames.split(/[\s,]+/).filter(name => name !== '')
  const unknown = names.find(name => !chosenServer(name, servers))
  if (unknown !== undefined)
    return {
      problem: `No one server is called "${unknown}". Write host names or labels, such as web07, web08.`,
    }
  const ofGroup = servers.filter(server => typed.groupId !== null && server.groupId === typed.groupId)
  const named = names.flatMap(name => chosenServer(name, servers)?.id ?? [])
  const ids = [...new Set([...named, ...ofGroup.map(server => server.id)])]
  return ids.length > 0 ? { ids } : { problem: 'Name at least one server, or choose a group that has some.' }
}
