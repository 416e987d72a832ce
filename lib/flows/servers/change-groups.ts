import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readGroupHostnames } from '#db/reads/servers/desk-servers.ts'
import { type PlacedGroup, readGroups } from '#db/reads/servers/known-servers.ts'
import { deleteGroup, insertGroups, orderGroups, updateGroup } from '#db/writes/servers/groups.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { pagesOf } from '#lib/flows/posts/page-paths.ts'
import { groupSlugFor } from '#lib/rules/servers/group-slug.ts'
import { writeAlone } from './change-servers.ts'

type By = { staffId: string }
type Written<Outcome> = { outcome: Outcome; paths: string[] }

const groupPage = (slug: string) => `/groups/${slug}`

/** Adds a group behind all others. name-taken: there is one so called, in some case of letters. */
export async function addGroup(
  db: Database,
  { name, staffId }: By & { name: string },
  now: Date,
): Promise<'done' | 'name-taken'> {
  const { outcome } = await writeAlone(
    db,
    false,
    now,
    async (tx): Promise<Written<'done' | 'name-taken'>> => {
      const known = await readGroups(tx)
      if (isCalled(known, name)) return { outcome: 'name-taken', paths: [] }
      const group = { id: newId(), name, slug: groupSlugFor(name, new Set(known.map(each => each.slug))) }
      await insertGroups(tx, [group])
      await writeAudit(tx, {
        at: now,
        staffId,
        action: 'add-group',
        subject: `group ${group.id}`,
        facts: { name },
      })
      return { outcome: 'done', paths: [groupPage(group.slug), '/', '/subscribe'] }
    },
  )
  return outcome
}

type Named = { name: string; slug: string }

/** seen: what the group was called when the person opened the form. */
type GroupEdit = By & Named & { groupId: string; seen: Named }

type EditedGroup = 'done' | 'name-taken' | 'address-taken' | 'changed-meanwhile' | 'gone'

/** Calls a group otherwise, or gives it another address. gone: there is none. */
export async function editGroup(
  db: Database,
  { groupId, name, slug, seen, staffId }: GroupEdit,
  now: Date,
): Promise<EditedGroup> {
  const { outcome } = await writeAlone(db, false, now, async (tx): Promise<Written<EditedGroup>> => {
    const known = await readGroups(tx)
    const obstacle = editObstacle(known, { groupId, name, slug, seen })
    if (obstacle) return { outcome: obstacle, paths: [] }
    const before = await updateGroup(tx, { id: groupId, name, slug })
    if (before === null) return { outcome: 'gone', paths: [] }
    const nameBefore = known.find(group => group.id === groupId)?.name
    const facts = { before: { name: nameBefore, slug: before }, after: { name, slug } }
    await writeAudit(tx, { at: now, staffId, action: 'edit-group', subject: `group ${groupId}`, facts })
    const hostnames = await readGroupHostnames(tx, groupId)
    return {
      outcome: 'done',
      paths: [...pagesOf([], hostnames), groupPage(before), groupPage(slug), '/subscribe'],
    }
  })
  return outcome
}

function editObstacle(
  known: readonly PlacedGroup[],
  { groupId, name, slug, seen }: Named & { groupId: string; seen: Named },
): Exclude<EditedGroup, 'done'> | null {
  const group = known.find(({ id }) => id === groupId)
  if (!group) return 'gone'
  const others = known.filter(({ id }) => id !== groupId)
  if (isCalled(others, name)) return 'name-taken'
  if (others.some(other => other.slug === slug)) return 'address-taken'
  // A form that was sent twice finds its own words.
  if (group.name === name && group.slug === slug) return null
  return group.name === seen.name && group.slug === seen.slug ? null : 'changed-meanwhile'
}

/** Moves a group one step up or down on the board. gone: there is none. */
export async function moveGroup(
  db: Database,
  { groupId, to, staffId }: By & { groupId: string; to: 'up' | 'down' },
  now: Date,
): Promise<'done' | 'gone'> {
  const { outcome } = await writeAlone(db, false, now, async (tx): Promise<Written<'done' | 'gone'>> => {
    const ids = (await readGroups(tx)).map(group => group.id)
    const at = ids.indexOf(groupId)
    if (at < 0) return { outcome: 'gone', paths: [] }
    const others = ids.filter(id => id !== groupId)
    await orderGroups(tx, others.toSpliced(Math.max(0, to === 'up' ? at - 1 : at + 1), 0, groupId))
    await writeAudit(tx, {
      at: now,
      staffId,
      action: 'move-group',
      subject: `group ${groupId}`,
      facts: { to },
    })
    return { outcome: 'done', paths: ['/', '/subscribe'] }
  })
  return outcome
}

/** Removes a group. in-use: servers are or were in it, people asked for its notices, or a post names it; or it is gone. */
export async function removeGroup(
  db: Database,
  { groupId, staffId }: By & { groupId: string },
  now: Date,
): Promise<'done' | 'in-use'> {
  const { outcome } = await writeAlone(db, false, now, async (tx): Promise<Written<'done' | 'in-use'>> => {
    const slug = await deleteGroup(tx, groupId)
    if (slug === null) return { outcome: 'in-use', paths: [] }
    await writeAudit(tx, { at: now, staffId, action: 'remove-group', subject: `group ${groupId}` })
    return { outcome: 'done', paths: [groupPage(slug), '/', '/subscribe'] }
  })
  return outcome
}

function isCalled(groups: readonly { name: string }[], name: string): boolean {
  return groups.some(group => group.name.toLowerCase() === name.toLowerCase())
}
