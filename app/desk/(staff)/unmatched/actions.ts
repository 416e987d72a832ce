'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { noSuchServer } from '#app/desk/(staff)/sources/server-fields.ts'
import { deskAction, type Said } from '#app/desk/desk-action.ts'
import { idField, line } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import type { NamingResult } from '#lib/flows/alerts/name-server.ts'
import { addAlias } from '#lib/flows/servers/add-alias.ts'
import { addServer } from '#lib/flows/servers/add-server.ts'
import { chosenServer } from '#lib/rules/alerts/server-choice.ts'

const name = line(253)
const hostname = line(253)
  .toLowerCase()
  .regex(/^(?=.*[a-z])[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/, {
    error: () => staffWords('deskAlerts.unmatchedActions.hasWrongForm'),
  })
const groupId = z.union([z.literal('').transform(() => null), idField])
const newServer = z.object({ name, hostname, label: line(60), groupId })
const alias = z.object({ name, server: line(253) })

/** Makes a server of a name that no server had. */
export const createServer = deskAction(newServer, async (fields, { db, staffId, now }) =>
  sayNamed(await addServer(db, { ...fields, staffId }, now)),
)

/** Says which server a name means. */
export const linkServer = deskAction(alias, async ({ name, server }, { db, staffId, now }) => {
  const chosen = chosenServer(server, (await readTargets(db)).servers)
  if (!chosen) return { problem: noSuchServer(server) }
  return sayNamed(await addAlias(db, { name, serverId: chosen.id, staffId }, now))
})

/** The name leaves the inbox and its form with it, so the page says what became of it. */
function sayNamed(named: NamingResult | 'taken'): Said {
  if (named !== 'taken') redirect(`/desk/unmatched?named=${named.hostname}&again=${named.judgedAgain}`)
  const problem = staffWords('deskAlerts.unmatchedActions.nameTaken')
  return { problem }
}
