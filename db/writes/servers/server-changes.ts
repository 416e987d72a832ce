import { and, isNull, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { servers } from '#db/schema/server.ts'
import type { ServerFacts } from '#lib/rules/servers/server-plan.ts'

/** What is stored of a server, with its group by id. */
export type PlacedServer = Omit<ServerFacts, 'group'> & { id: string; groupId: string | null }

/** To write out this many takes a few milliseconds, in which nobody else is served. */
const rowsPerStatement = 500

/** Adds servers, each as the last of its group, in their order. Returns them with their ids. */
export async function insertServers(
  tx: Transaction,
  list: readonly Omit<PlacedServer, 'id'>[],
  now: Date,
): Promise<PlacedServer[]> {
  const placed = list.map(server => ({ id: newId(), ...server }))
  for (const rows of slices(placed))
    await tx.execute(sql`
      insert into servers (id, hostname, label, aliases, ips, former_names, note, group_id, created_at, position)
      select given.id, hostname, label, aliases, ips, former_names, note, given.group_id,
        ${now.toISOString()}::timestamptz, ${behindAll}
      from (${given(rows)}) given left join ${lastPlaces} last on last.key = coalesce(given.group_id, '')`)
  return placed
}

/** Changes servers, and brings back the retired ones among them. Who moves to another group, or comes back, is its last. */
export async function updateServers(tx: Transaction, list: readonly PlacedServer[]): Promise<void> {
  for (const rows of slices(list))
    await tx.execute(sql`
      update servers set hostname = given.hostname, label = given.label, aliases = given.aliases, ips = given.ips,
        former_names = given.former_names, note = given.note, group_id = given.group_id, retired_at = null,
        version = servers.version + 1,
        position = case when servers.group_id is distinct from given.group_id or servers.retired_at is not null
          then ${behindAll} else servers.position end
      from (${given(rows)}) given left join ${lastPlaces} last on last.key = coalesce(given.group_id, '')
      where servers.id = given.id`)
}

/** Takes servers out of service. Returns those that were in it. */
export async function retireServers(tx: Transaction, ids: readonly string[], now: Date): Promise<string[]> {
  const rows = await tx
    .update(servers)
    .set({ retiredAt: now, version: sql`${servers.version} + 1` })
    .where(and(sql`${servers.id} = any(${sql.param([...ids])}::text[])`, isNull(servers.retiredAt)))
    .returning({ id: servers.id })
  return rows.map(row => row.id)
}

/** A name that a server has now is no former name of another any more. */
export async function releaseFormerNames(tx: Transaction, names: readonly string[]): Promise<void> {
  const taken = sql`${sql.param([...names])}::text[]`
  await tx.execute(sql`
    update servers set former_names = array(select name from unnest(former_names) as name where name <> all(${taken}))
    where former_names && ${taken}`)
}

/** Puts servers into a group in this order. */
export async function orderServers(
  tx: Transaction,
  groupId: string | null,
  ids: readonly string[],
): Promise<void> {
  await tx.execute(sql`
    update servers set group_id = ${groupId}::text, position = ordered.place
    from unnest(${sql.param([...ids])}::text[]) with ordinality as ordered (id, place)
    where servers.id = ordered.id
      and (servers.group_id, servers.position) is distinct from (${groupId}::text, ordered.place)`)
}

/** Rows of a statement, one array for each column; names have no blanks. */
function given(list: readonly PlacedServer[]): SQL {
  const column = (value: (server: PlacedServer) => string | null) =>
    sql`${sql.param(list.map(value))}::text[]`
  const names = (name: string) => sql`coalesce(string_to_array(nullif(${sql.raw(name)}, ''), ' '), '{}')`
  return sql`
    select g.id, g.hostname, g.label, ${names('g.aliases')} as aliases, ${names('g.ips')} as ips,
      ${names('g.former_names')} as former_names, g.note, g.group_id, g.place
    from unnest(${column(each => each.id)}, ${column(each => each.hostname)}, ${column(each => each.label)},
      ${column(each => each.aliases.join(' '))}, ${column(each => each.ips.join(' '))},
      ${column(each => each.formerNames.join(' '))}, ${column(each => each.note)}, ${column(each => each.groupId)})
      with ordinality as g (id, hostname, label, aliases, ips, former_names, note, group_id, place)`
}

/** The last place of each group, none among them, found once for all rows. */
const lastPlaces = sql`(
  select coalesce(group_id, '') as key, max(position) as place from servers group by 1)`

/** The place behind all that are in a group, in the order of the statement's rows. */
const behindAll = sql`given.place + coalesce(last.place, 0)`

function* slices<T>(list: readonly T[]): Generator<T[]> {
  for (let i = 0; i < list.length; i += rowsPerStatement) yield list.slice(i, i + rowsPerStatement)
}
