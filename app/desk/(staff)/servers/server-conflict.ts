import { staffWords } from '#app/desk/staff-words.ts'
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
  if (!stored) return staffWords('deskServers.serverConflict.gone')
  form.set('version', String(stored.version))
  const group = groups.find(each => each.id === stored.groupId)?.name
  const none = staffWords('deskServers.serverConflict.none')
  const now: [string, string, string][] = [
    [staffWords('deskServers.serverConflict.hostName'), stored.hostname, entry.hostname],
    [staffWords('deskServers.serverConflict.labelField'), stored.label, entry.label ?? stored.label],
    [staffWords('deskServers.serverConflict.group'), group ?? none, entry.group ?? none],
    [
      staffWords('deskServers.serverConflict.ipAddresses'),
      stored.ips.join(' '),
      (entry.addresses ?? []).join(' '),
    ],
    [
      staffWords('deskServers.serverConflict.otherNames'),
      stored.aliases.join(' '),
      (entry.aliases ?? []).join(' '),
    ],
    [staffWords('deskServers.serverConflict.whatCustomersRead'), stored.note ?? '', entry.note ?? ''],
  ]
  const theirs = now.filter(([, saved, typed]) => saved !== typed)
  const said = theirs
    .map(
      ([what, saved]) =>
        `${what}: ${saved === '' ? staffWords('deskServers.serverConflict.nothing') : `“${saved}”`}.`,
    )
    .join(' ')
  return staffWords('deskServers.serverConflict.changedMeanwhile', { said })
}
