import type { Database } from '#db/client.ts'
import { readGroups } from '#db/reads/servers/known-servers.ts'
import { readTargets, type TargetServer } from '#db/reads/subscribers/subscribing.ts'
import { type NotDone, refuseWith } from '#lib/api/operation.ts'

type Named = { servers: readonly string[]; group?: string | undefined }
type Chosen = { servers: TargetServer[]; groupId: string | null }

/** The servers that a request names, each once, perhaps none. */
export async function chosenServers(
  db: Database,
  { servers: names, group }: Named,
): Promise<Chosen | NotDone> {
  const { servers } = await readTargets(db)
  const groupId = group === undefined ? null : await groupNamed(db, group)
  if (group !== undefined && groupId === null)
    return refuseWith(422, `No group is called “${group}”.`, 'group')
  const chosen = new Map<string, TargetServer>()
  for (const server of servers)
    if (groupId !== null && server.groupId === groupId) chosen.set(server.id, server)
  const named = lookUpIn(servers)
  for (const [at, name] of names.entries()) {
    const server = named(name)
    if (!server) return refuseWith(422, `No one server in service is called “${name}”.`, `servers.${at}`)
    chosen.set(server.id, server)
  }
  return { servers: [...chosen.values()], groupId }
}

/** The same where at least one has to be named. */
export async function someServers(db: Database, named: Named): Promise<Chosen | NotDone> {
  const chosen = await chosenServers(db, named)
  if ('refused' in chosen || chosen.servers.length > 0) return chosen
  return refuseWith(422, 'Name at least one server, or a group that has some.', 'servers')
}

/** The server in service that a part of an address names; undefined: there is none. */
export async function serverAt(db: Database, name: string): Promise<TargetServer | undefined> {
  const { servers } = await readTargets(db)
  return lookUpIn(servers)(name)
}

/** Finds servers by id, host name, or a label that only one has, for as many names as there are servers. */
function lookUpIn(servers: readonly TargetServer[]): (name: string) => TargetServer | undefined {
  const ids = new Map(servers.map(server => [server.id, server]))
  const hostnames = new Map(servers.map(server => [server.hostname, server]))
  const labels = Map.groupBy(servers, server => server.label.toLowerCase())
  return name => {
    const typed = name.toLowerCase()
    const [labelled, ...others] = labels.get(typed) ?? []
    return ids.get(name) ?? hostnames.get(typed) ?? (others.length === 0 ? labelled : undefined)
  }
}

/** The id of a group by its id, name or address; null: there is none. */
export async function groupNamed(db: Database, name: string): Promise<string | null> {
  const groups = await readGroups(db)
  const typed = name.toLowerCase()
  const named = groups.find(({ id, slug, name: called }) => [id, slug, called.toLowerCase()].includes(typed))
  return named?.id ?? groups.find(({ id }) => id === name)?.id ?? null
}

export const noServer = (name: string): NotDone =>
  refuseWith(404, `No server in service is called “${name}”.`)
export const noPost = (name: string): NotDone =>
  refuseWith(404, `There is no post “${name}” that readers see.`)
