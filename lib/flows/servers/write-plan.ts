import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readGroups } from '#db/reads/servers/known-servers.ts'
import { insertGroups } from '#db/writes/servers/groups.ts'
import {
  insertServers,
  type PlacedServer,
  releaseFormerNames,
  updateServers,
} from '#db/writes/servers/server-changes.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { judgeAgain } from '#lib/flows/alerts/judge-again.ts'
import { pagesOf } from '#lib/flows/posts/page-paths.ts'
import { groupSlugFor } from '#lib/rules/servers/group-slug.ts'
import type { ServerAspect, ServerFacts, ServerPlan } from '#lib/rules/servers/server-plan.ts'
import { takeOutOfService } from './take-out-of-service.ts'

/** Who changes servers, for the audit. name: what the change came from: "token inventory", "list", "form". */
export type ServerAuthor = { staffId: string | null; name: string }

/** Writes what a plan without problems says, alone with all servers. Returns the paths of the pages that it changes. */
export async function writePlan(
  tx: Transaction,
  plan: ServerPlan,
  by: ServerAuthor,
  now: Date,
): Promise<string[]> {
  const { added, changed, retired } = plan
  if (added.length + changed.length + retired.length === 0) return []
  const groupIds = await addGroups(tx, plan.newGroups)
  const place = ({ group, ...facts }: ServerFacts) => {
    return { ...facts, groupId: group === null ? null : (groupIds.get(group) ?? null) }
  }
  const taken = [...added, ...changed.map(each => each.after)].flatMap(namesOf)
  await releaseFormerNames(tx, taken)
  const moved = changed.map(({ before, after }) => ({ id: before.id, ...place(after) }))
  await updateServers(tx, moved)
  const placed = await insertServers(tx, added.map(place), now)
  await takeOutOfService(tx, retired, now)
  const heard = [...placed, ...moved.filter((_, i) => changed[i]?.what.some(isName))]
  const judgedAgain = await judgeAgain(tx, namesByServer(heard), now)
  await writeAudit(tx, {
    at: now,
    staffId: by.staffId,
    action: 'change-servers',
    subject: by.name,
    facts: { ...factsOf(plan), judgedAgain },
  })
  const before = changed.map(each => each.before.hostname)
  const hostnames = new Set([...before, ...taken, ...retired.map(server => server.hostname)])
  return hostnames.size > mostPages ? ['*'] : [...pagesOf([], [...hostnames]), '/subscribe']
}

/** More pages than this are not named one by one: to readers of the stream that would be a long list of what they do not look at. */
const mostPages = 100

/** What an alert may find the server by from now on. */
const nameAspects: readonly ServerAspect[] = ['hostname', 'aliases', 'addresses', 'service']
const isName = (aspect: ServerAspect) => nameAspects.includes(aspect)

async function addGroups(tx: Transaction, names: readonly string[]): Promise<Map<string, string>> {
  const known = await readGroups(tx)
  const slugs = new Set(known.map(group => group.slug))
  const groups = names.map(name => {
    const slug = groupSlugFor(name, slugs)
    slugs.add(slug)
    return { id: newId(), name, slug }
  })
  await insertGroups(tx, groups)
  return new Map([...known, ...groups].map(({ id, name }) => [name, id]))
}

function namesOf({ hostname, aliases }: Pick<ServerFacts, 'hostname' | 'aliases'>): string[] {
  return [hostname, ...aliases]
}

function namesByServer(servers: readonly PlacedServer[]) {
  return new Map(
    servers.flatMap(({ id, hostname, aliases, ips }) =>
      [hostname, ...aliases, ...ips].map(name => [name, { id, hostname }] as const),
    ),
  )
}

/** A list of thousands is written down as far as a person reads it. */
const mostWrittenDown = 200

function factsOf({ added, changed, retired, newGroups }: ServerPlan): Record<string, unknown> {
  return {
    counts: { added: added.length, changed: changed.length, retired: retired.length },
    newGroups,
    added: added.slice(0, mostWrittenDown).map(server => server.hostname),
    changed: changed.slice(0, mostWrittenDown).map(({ before, groupBefore, after, what }) => {
      const held = { ...before, group: groupBefore }
      return { hostname: after.hostname, what, before: heldOf(held, what), after: heldOf(after, what) }
    }),
    retired: retired.slice(0, mostWrittenDown).map(server => server.hostname),
  }
}

/** What the changed fields hold. */
function heldOf(server: object, what: readonly ServerAspect[]): Record<string, unknown> {
  const columns: Partial<Record<ServerAspect, string>> = {
    addresses: 'ips',
    service: 'retiredAt',
  }
  const names = what.map(aspect => columns[aspect] ?? aspect)
  return Object.fromEntries(Object.entries(server).filter(([name]) => names.includes(name)))
}
