import { readGroups, readKnownServers } from '#db/reads/servers/known-servers.ts'
import type { Desk } from '#lib/identity/session.ts'
import type { ServerEntry } from '#lib/rules/servers/server-entry.ts'

/**
 * What a colleague has made of a server since the person opened it, where that is other than what was typed. The form counts
 * it as seen from now on, so who saves again knows of it.
 */
export async function showServerConflict(
  db: Desk['db'],
  { serverId, entry }: { serverId: string; entry: ServerEntry },
  form: FormData,
): Promise<string> {
  const [known, groups] = await Promise.all([readKnownServers(db), readGroups(db)])
  const stored = known.find(server => server.id === serverId)
  if (!stored) return 'Nothing was saved: this server is gone. Load the page again.'
  form.set('version', String(stored.version))
  const group = groups.find(each => each.id === stored.groupId)?.name
  const now: [string, string, string][] = [
    ['Host name', stored.hostname, entry.hostname],
    ['Customers call it', stored.label, entry.label ?? stored.label],
    ['Group', group ?? 'none', entry.group ?? 'none'],
    ['IP addresses', stored.ips.join(' '), (entry.addresses ?? []).join(' ')],
    ['Other names', stored.aliases.join(' '), (entry.aliases ?? []).join(' ')],
    ['What customers read', stored.note ?? '', entry.note ?? ''],
  ]
  const theirs = now.filter(([, saved, typed]) => saved !== typed)
  const said = theirs.map(([what, saved]) => `${what}: ${saved === '' ? 'nothing' : `“${saved}”`}.`).join(' ')
  return `Nothing was saved: a colleague has changed it since you opened this page. It stands so now. ${said} Save again to put yours in its place.`
}
