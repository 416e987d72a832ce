'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { noSuchServer } from '#app/desk/(staff)/sources/server-fields.ts'
import { idField, line, readForm, refusal } from '#app/desk/forms.ts'
import { requireStaff } from '#app/desk/session.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import type { NamingResult } from '#lib/flows/alerts/name-server.ts'
import { addAlias } from '#lib/flows/servers/add-alias.ts'
import { addServer } from '#lib/flows/servers/add-server.ts'
import { chosenServer } from '#lib/rules/alerts/server-choice.ts'

const name = line(253)
const hostname = line(253)
  .toLowerCase()
  .regex(
    /^(?=.*[a-z])[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
    'has to be a host name of letters, digits, dots and hyphens',
  )
const groupId = z.union([z.literal('').transform(() => null), idField])
const newServer = z.object({ name, hostname, label: line(60), groupId })
const alias = z.object({ name, server: line(253) })

/** Makes a server of a name that no server had. */
export async function createServer(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(newServer, form)
  if ('answer' in read) return read.answer
  return answerNamed(await addServer(db, { ...read.fields, staffId: staffMember.id }, new Date()), form)
}

/** Says which server a name means. */
export async function linkServer(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(alias, form)
  if ('answer' in read) return read.answer
  const server = chosenServer(read.fields.server, (await readTargets(db)).servers)
  if (!server) return refusal(noSuchServer(read.fields.server), form)
  const wish = { name: read.fields.name, serverId: server.id, staffId: staffMember.id }
  return answerNamed(await addAlias(db, wish, new Date()), form)
}

/** The name leaves the inbox and its form with it, so the page says what became of it. */
function answerNamed(named: NamingResult | null, form: FormData): FormOutcome {
  if (named) redirect(`/desk/unmatched?named=${named.hostname}&again=${named.judgedAgain}`)
  const problem =
    'Nothing was changed: a server is called so already, or was once. Look at the inbox again, or choose another name.'
  return refusal(problem, form)
}
