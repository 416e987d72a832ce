import { z } from 'zod'
import { idField } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { Targets } from '#db/reads/subscribers/subscribing.ts'
import { chosenServer } from '#lib/rules/alerts/server-choice.ts'

/** Where a person writes servers, and chooses a group of them. */
export const serverFields = {
  serverNames: z.string().max(5000, { error: () => staffWords('deskShared.serverNames.tooLong') }),
  groupId: z.union([z.literal('').transform(() => null), idField]),
}

export type TypedServers = { serverNames: string; groupId: string | null }

/** The servers that a person means, each once, perhaps none; or what is wrong with them. */
export function readTypedServers(
  typed: TypedServers,
  { servers }: Targets,
): { ids: string[] } | { problem: string } {
  const names = typed.serverNames.split(/[\s,]+/).filter(name => name !== '')
  const unknown = names.find(name => !chosenServer(name, servers))
  if (unknown !== undefined)
    return {
      problem: staffWords('deskShared.serverNames.unknownServer', { unknown }),
    }
  const ofGroup = servers.filter(server => typed.groupId !== null && server.groupId === typed.groupId)
  const named = names.flatMap(name => chosenServer(name, servers)?.id ?? [])
  return { ids: [...new Set([...named, ...ofGroup.map(server => server.id)])] }
}
