'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { type DeskAct, deskAction, type Said, say } from '#app/desk/desk-action.ts'
import { idField, line } from '#app/desk/forms.ts'
import { askToTell } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readDeskMaintenance } from '#db/reads/maintenance/desk-maintenance.ts'
import { readMaintenanceReach } from '#db/reads/maintenance/reach.ts'
import { readGroups, readHolds } from '#db/reads/servers/known-servers.ts'
import { bringBackServer, editServer } from '#lib/flows/servers/edit-server.ts'
import { enterServer } from '#lib/flows/servers/enter-server.ts'
import { moveServers, placeServer } from '#lib/flows/servers/place-servers.ts'
import { retireServer } from '#lib/flows/servers/retire-server.ts'
import { showServerConflict } from './server-conflict.ts'
import { firstProblem, readTypedServer, typedServer } from './server-forms.ts'

/** Adds a server, and goes on with the next one of its group. */
export const add = deskAction(z.object(typedServer), async (typed, { db, staffId, now }) => {
  const read = readTypedServer(typed, await readGroups(db))
  if ('problem' in read) return read
  const entered = await enterServer(db, { entry: read.entry, staffId }, now)
  if (entered.is === 'refused') return { problem: firstProblem(entered.problems) }
  const group = (await readGroups(db)).find(each => each.name === read.entry.group)
  return redirect(`/desk/servers/new?added=${read.entry.hostname}&group=${group?.id ?? ''}`)
})

const edited = z.object({ serverId: idField, version: z.coerce.number().int().min(0), ...typedServer })

export const edit = deskAction(
  edited,
  async ({ serverId, version, ...typed }, { db, staffId, now, form }) => {
    const read = readTypedServer(typed, await readGroups(db))
    if ('problem' in read) return read
    const change = { serverId, entry: read.entry, seenVersion: version, staffId }
    const result = await editServer(db, change, now)
    return result.is === 'changed-meanwhile'
      ? { problem: await showServerConflict(db, change, form) }
      : sayEdited(result)
  },
)

export const bringBack = deskAction(z.object({ serverId: idField }), async (fields, { db, staffId, now }) =>
  sayEdited(await bringBackServer(db, { ...fields, staffId }, now)),
)

function sayEdited(result: Awaited<ReturnType<typeof editServer>>): Said {
  switch (result.is) {
    case 'done':
      if (result.what.length === 0) return { done: staffWords('deskServers.actions.nothingWasDifferent') }
      if (result.what.includes('service')) return { done: staffWords('deskServers.actions.itIsInService') }
      return result.what.includes('hostname')
        ? { done: staffWords('deskServers.actions.savedTheOldAddress') }
        : { done: staffWords('deskServers.actions.saved') }
    case 'refused':
      return { problem: firstProblem(result.problems) }
    case 'changed-meanwhile':
      return {
        problem: staffWords('deskServers.actions.changedMeanwhile'),
      }
    case 'gone':
      return { problem: staffWords('deskServers.actions.changedByColleague') }
  }
}

const retirement = z.object({
  serverId: idField,
  /** Why it falls out of what is planned; null: nothing is, or it is not to. */
  reason: line(500).nullable().default(null),
})

export const retire = deskAction(retirement, retireIt, async ({ serverId, reason }, { db, now }) => {
  const planned = reason === null ? [] : await readPlannedReach(db, serverId, now)
  return planned.length === 0
    ? null
    : askToTell(staffWords('deskServers.actions.retireIt'), Math.max(...planned))
})

async function retireIt(fields: z.infer<typeof retirement>, { db, staffId, now }: DeskAct): Promise<Said> {
  const outcome = await retireServer(db, { ...fields, staffId }, now)
  if (outcome === 'done') redirect(`/desk/servers/${fields.serverId}`)
  return say(outcome, {
    held: staffWords('deskServers.actions.nothingWasChangedSomething'),
    gone: staffWords('deskServers.actions.itIsRetiredAlready'),
  })
}

/** How many hear of each planned maintenance that a server falls out of it. */
async function readPlannedReach(db: DeskAct['db'], serverId: string, now: Date): Promise<number[]> {
  const holds = (await readHolds(db, now)).filter(hold => hold.serverId === serverId)
  const counts: number[] = []
  for (const { postId } of holds) {
    const maintenance = await readDeskMaintenance(db, postId)
    if (!maintenance?.isTold || maintenance.isQuiet) continue
    const news = { notice: 'done' as const, postId, kind: maintenance.kind, serverIds: [serverId] }
    counts.push(await readMaintenanceReach(db, news, now))
  }
  return counts.filter(count => count > 0)
}

const step = z.string().regex(/^[a-z0-9]{12} (up|down|before [a-z0-9]{12}|after [a-z0-9]{12})$/, {
  error: () => staffWords('deskServers.actions.notOurs'),
})
const arrangement = z.object({
  step: step.optional(),
  drop: z.union([z.literal('').transform(() => undefined), step]).optional(),
  groupId: z.union([z.literal('').transform(() => null), idField]).default(null),
})

/** Puts one server elsewhere, or the ticked ones into a group. */
export const arrange = deskAction(arrangement, async (fields, { db, staffId, now, form }) => {
  const words = {
    done: staffWords('deskServers.actions.moved'),
    gone: staffWords('deskServers.actions.movedMeanwhile'),
  }
  const asked = fields.drop ?? fields.step
  if (asked) {
    const [serverId = '', to = '', other = ''] = asked.split(' ')
    const where =
      to === 'before' ? { before: other } : to === 'after' ? { after: other } : to === 'up' ? 'up' : 'down'
    return say(await placeServer(db, { serverId, to: where, staffId }, now), words)
  }
  const ticked = z.array(idField).max(5_000).safeParse(form.getAll('ticked')).data ?? []
  if (ticked.length === 0) return { problem: staffWords('deskServers.actions.noServerIsTicked') }
  const count = staffWords('deskServers.actions.oneServerIsTicked', { ticked: ticked.length })
  const moved = await moveServers(db, { serverIds: ticked, groupId: fields.groupId, staffId }, now)
  return say(moved, { ...words, done: staffWords('deskServers.actions.countMoved', { count }) })
})
