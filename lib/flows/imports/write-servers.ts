import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { type ImportOrigin, readPresent } from '#db/reads/imports/imports.ts'
import { readGroups, readKnownServers } from '#db/reads/servers/known-servers.ts'
import { keepLinks, type NewLink } from '#db/writes/imports/imports.ts'
import { insertGroups, updateGroup } from '#db/writes/servers/groups.ts'
import { lockServers } from '#db/writes/servers/servers.ts'
import { planChange } from '#lib/flows/servers/plan-change.ts'
import { writePlan } from '#lib/flows/servers/write-plan.ts'
import type { ImportCounts } from '#lib/rules/imports/import-counts.ts'
import { groupSlugFor } from '#lib/rules/servers/group-slug.ts'
import { readServerEntry } from '#lib/rules/servers/server-entry.ts'
import type { PlannedEntry } from '#lib/rules/servers/server-plan.ts'
import { wordsIn } from '#lib/words/words.ts'
import { type PlacedImport, type PlacedTheirGroup, placeImport } from './place-import.ts'

type By = { importId: string; staffId: string; origin: ImportOrigin }

/** Writes the groups and servers of an import, all at once: each name is one server's alone. */
export async function writeServers(
  tx: Transaction,
  { importId, staffId, origin }: By,
  counts: ImportCounts,
  now: Date,
): Promise<void> {
  await lockServers(tx)
  const placed = await placeImport(tx, importId, origin)
  for (const { planned } of placed.groups) counts.group[planned.fate] += 1
  for (const { fate } of placed.servers) counts.server[fate] += 1
  await writeGroups(tx, placed.groups, origin, now)
  const plan = await planChange(
    tx,
    { entries: entriesOf(placed), unread: [], problems: [], problemCount: 0 },
    false,
    now,
  )
  if (plan.problemCount > 0)
    throw new Error(`A server of ${origin.product} cannot be called so: ${JSON.stringify(plan.problems[0])}`)
  await writePlan(
    tx,
    plan,
    { staffId, name: `from ${wordsIn('en')(`imports.product.${origin.product}`)}` },
    now,
  )
  await keepServers(tx, placed, origin, now)
}

async function writeGroups(
  tx: Transaction,
  groups: readonly PlacedTheirGroup[],
  origin: ImportOrigin,
  now: Date,
): Promise<void> {
  const slugs = new Set((await readGroups(tx)).map(group => group.slug))
  const links: NewLink[] = []
  for (const { planned, name, groupId } of groups) {
    const { item, theirs, fate, link } = planned
    const known = await groupCalled(tx, name)
    const ourId = groupId ?? known?.id ?? newId()
    if (fate === 'new' && !known) {
      const slug = groupSlugFor(name, slugs)
      slugs.add(slug)
      await insertGroups(tx, [{ id: ourId, name, slug }])
    }
    if (fate === 'changed' && link) await rename(tx, link.ourId, name)
    if (fate === 'new' || fate === 'known' || fate === 'changed')
      links.push({ theirId: item.id, ourId, theirs, ours: name })
  }
  await keepLinks(tx, { product: origin.product, site: origin.site, kind: 'group' }, links, now)
}

async function groupCalled(tx: Transaction, name: string) {
  return (await readGroups(tx)).find(group => group.name.toLowerCase() === name.toLowerCase())
}

async function rename(tx: Transaction, id: string, name: string): Promise<void> {
  const group = (await readGroups(tx)).find(each => each.id === id)
  if (group && group.name !== name) await updateGroup(tx, { id, name, slug: group.slug })
}

function entriesOf({ servers }: PlacedImport): PlannedEntry[] {
  return servers.flatMap(({ entry, serverId }, i): PlannedEntry[] => {
    if (!entry) return []
    const read = readServerEntry(i + 1, entry)
    // Whatever else is said of it, its name and its label are what it is.
    const bare = {
      hostname: entry.hostname,
      label: entry.label ?? entry.hostname,
      group: entry.group ?? null,
    }
    return [{ at: i + 1, entry: 'entry' in read ? read.entry : bare, targetId: serverId }]
  })
}

async function keepServers(
  tx: Transaction,
  { servers }: PlacedImport,
  origin: ImportOrigin,
  now: Date,
): Promise<void> {
  const byHostname = new Map((await readKnownServers(tx)).map(server => [server.hostname, server.id]))
  const written = servers.flatMap(({ moved, fate, serverId, entry, theirs }) => {
    const ourId = serverId ?? (entry ? byHostname.get(entry.hostname) : undefined)
    const isKept = ourId !== undefined && (fate === 'new' || fate === 'known' || fate === 'changed')
    return isKept ? [{ theirId: moved.id, ourId, theirs }] : []
  })
  const present = await readPresent(
    tx,
    'server',
    written.map(each => each.ourId),
  )
  const links = written.map(each => ({ ...each, ours: present.get(each.ourId) ?? '' }))
  const of = { product: origin.product, site: origin.site, kind: 'server' as const }
  for (let i = 0; i < links.length; i += 1_000) await keepLinks(tx, of, links.slice(i, i + 1_000), now)
}
