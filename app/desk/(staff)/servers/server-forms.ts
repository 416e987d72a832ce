import { z } from 'zod'
import { idField } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import {
  type EntryField,
  readServerEntry,
  type ServerEntry,
  type ServerProblem,
} from '#lib/rules/servers/server-entry.ts'
import { serverProblemText } from '#lib/words/server-lists.ts'

/** What a person types of a server. groupId: one that there is; newGroup: a name for one more. */
export const typedServer = {
  hostname: z.string().max(300, { error: () => staffWords('deskServers.serverForms.isTooLong') }),
  label: z.string().max(300, { error: () => staffWords('deskServers.serverForms.isTooLong') }),
  groupId: z.union([z.literal('').transform(() => null), idField]),
  newGroup: z
    .string()
    .max(300, { error: () => staffWords('deskServers.serverForms.isTooLong') })
    .default(''),
  aliases: z.string().max(30_000, { error: () => staffWords('deskServers.serverForms.areTooMany') }),
  addresses: z.string().max(10_000, { error: () => staffWords('deskServers.serverForms.areTooMany') }),
  note: z.string().max(2_000, { error: () => staffWords('deskServers.serverForms.isTooLong') }),
}

type Typed = z.infer<z.ZodObject<typeof typedServer>>

/** The server that was typed, or a sentence that says what is wrong with it. */
export function readTypedServer(
  { groupId, newGroup, label, ...rest }: Typed,
  groups: readonly { id: string; name: string }[],
): { entry: ServerEntry } | { problem: string } {
  const chosen = groups.find(group => group.id === groupId)
  if (groupId !== null && !chosen) return { problem: staffWords('deskServers.serverForms.thisGroupIsGone') }
  const group = newGroup.trim() || (chosen?.name ?? null)
  const given: Record<Exclude<EntryField, 'label'>, unknown> = {
    ...rest,
    note: rest.note.replace(/\s+/g, ' '),
    group,
  }
  const read = readServerEntry(1, label.trim() === '' ? given : { ...given, label })
  if ('entry' in read) return read
  return {
    problem:
      'problem' in read
        ? problemSentence(read.problem)
        : staffWords('deskServers.serverForms.nothingWasTyped'),
  }
}

const fieldWords = (): Record<EntryField, string> => ({
  hostname: staffWords('deskServers.serverForms.theHostName'),
  label: staffWords('deskServers.serverForms.labelName'),
  aliases: staffWords('deskServers.serverForms.otherNames'),
  addresses: staffWords('deskServers.serverForms.theAddresses'),
  group: staffWords('deskServers.serverForms.theGroup'),
  note: staffWords('deskServers.serverForms.whatCustomersRead'),
})

/** What is wrong first, as a sentence. */
export function firstProblem(problems: readonly ServerProblem[]): string {
  const [first] = problems
  return first ? problemSentence(first) : staffWords('deskServers.serverForms.nothingWasChanged')
}

function problemSentence(problem: ServerProblem): string {
  const text = serverProblemText(staffWords, problem)
  return problem.field ? `${fieldWords()[problem.field]}: ${text}.` : `${text}.`
}
