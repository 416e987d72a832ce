import { readGroups } from '#db/reads/servers/known-servers.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { addGroup, editGroup, removeGroup } from '#lib/flows/servers/change-groups.ts'
import { groupNamed } from './chosen.ts'

type Written = { is: 'done'; id: string }

const noGroup = (name: string) => refuseWith(404, `No group is called “${name}”.`)
const nameTaken = (name: string) => refuseWith(409, `There is a group “${name}” already.`, 'name')

/** All groups in their order. */
export async function runListAllGroups(_: unknown, { db }: ApiAct) {
  const groups = await readGroups(db)
  return { groups: groups.map(({ id, name, slug }) => ({ id, name, slug })) }
}

/** Adds a group behind all others. */
export async function runAddNamedGroup(
  { body: { name } }: { body: { name: string } },
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  if ((await addGroup(db, { name, staffId: caller.id }, now)) === 'name-taken') return nameTaken(name)
  return { is: 'done', id: (await groupNamed(db, name)) ?? '' }
}

type Edit = { params: { group: string }; body: { name?: string | undefined; slug?: string | undefined } }

/** Calls a group otherwise, or gives it another address. */
export async function runChangeNamedGroup(
  { params, body }: Edit,
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const groupId = await groupNamed(db, params.group)
  const known = (await readGroups(db)).find(({ id }) => id === groupId)
  if (!known) return noGroup(params.group)
  const { name = known.name, slug = known.slug } = body
  const outcome = await editGroup(db, { groupId: known.id, name, slug, seen: known, staffId: caller.id }, now)
  switch (outcome) {
    case 'gone':
      return noGroup(params.group)
    case 'changed-meanwhile':
      return refuseWith(
        409,
        'Somebody else changed this group at the same moment. Read it again, then send yours.',
      )
    case 'name-taken':
      return nameTaken(name)
    case 'address-taken':
      return refuseWith(409, `Another group has the address “${slug}”.`, 'slug')
    case 'done':
      return { is: 'done', id: known.id }
  }
}

/** Removes a group that nothing uses. */
export async function runRemoveNamedGroup(
  { params: { group } }: { params: { group: string } },
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const groupId = await groupNamed(db, group)
  if (groupId === null) return noGroup(group)
  if ((await removeGroup(db, { groupId, staffId: caller.id }, now)) === 'done')
    return { is: 'done', id: groupId }
  return refuseWith(409, 'Servers are or were in it, people asked for its notices, or a post names it.')
}
