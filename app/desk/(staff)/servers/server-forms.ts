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
  hostname: z.string().max(300, 'is too long'),
  label: z.string().max(300, 'is too long'),
  groupId: z.union([z.literal('').transform(() => null), idField]),
  newGroup: z.string().max(300, 'is too long').default(''),
  aliases: z.string().max(30_000, 'are too many'),
  addresses: z.string().max(10_000, 'are too many'),
  note: z.string().max(2_000, 'is too long'),
}

type Typed = z.infer<z.ZodObject<typeof typedServer>>

/** The server that was typed, or a sentence that says what is wrong with it. */
export function readTypedServer(
  { groupId, newGroup, label, ...rest }: Typed,
  groups: readonly { id: string; name: string }[],
): { entry: ServerEntry } | { problem: string } {
  const chosen = groups.find(group => group.id === groupId)
  if (groupId !== null && !chosen) return { problem: 'This group is gone: choose another one.' }
  const group = newGroup.trim() || (chosen?.name ?? null)
  const given: Record<Exclude<EntryField, 'label'>, unknown> = {
    ...rest,
    note: rest.note.replace(/\s+/g, ' '),
    group,
  }
  const read = readServerEntry(1, label.trim() === '' ? given : { ...given, label })
  if ('entry' in read) return read
  return { problem: 'problem' in read ? problemSentence(read.problem) : 'Nothing was typed.' }
}

const fieldWords: Record<EntryField, string> = {
  hostname: 'The host name',
  label: 'What customers call it',
  aliases: 'Other names',
  addresses: 'The addresses',
  group: 'The group',
  note: 'What customers read',
}

/** What is wrong first, as a sentence. */
export function firstProblem(problems: readonly ServerProblem[]): string {
  const [first] = problems
  return first ? problemSentence(first) : 'Nothing was changed.'
}

function problemSentence(problem: ServerProblem): string {
  const text = serverProblemText(staffWords, problem)
  return problem.field ? `${fieldWords[problem.field]}: ${text}.` : `${text}.`
}
