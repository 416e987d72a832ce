import type { EntryField, ServerProblem } from './server-entry.ts'

type Called = { hostname: string; aliases: readonly string[]; ips: readonly string[] }

/** at: the place of its entry; null: it is among no entries, and stays as it is. */
type Owner = { at: number | null; hostname: string }

const fields: [EntryField, (server: Called) => readonly string[]][] = [
  ['hostname', server => [server.hostname]],
  ['aliases', server => server.aliases],
  ['addresses', server => server.ips],
]

/** What servers in service are called: a name or an address means one of them, or nobody knows which. */
export function claimNames(staying: readonly Called[]) {
  const owners = new Map<string, Owner>()
  for (const server of staying) own({ at: null, hostname: server.hostname }, server)

  function own(owner: Owner, server: Called): void {
    for (const [, namesOf] of fields) for (const name of namesOf(server)) owners.set(name, owner)
  }

  /** Takes all names of an entry's server, or says which of them is somebody else's. */
  return (at: number, server: Called): ServerProblem | null => {
    for (const [field, namesOf] of fields)
      for (const name of namesOf(server)) {
        const owner = owners.get(name)
        if (owner) return problemOf(field, name, owner)
      }
    own({ at, hostname: server.hostname }, server)
    return null
  }
}

function problemOf(field: EntryField, name: string, { at, hostname }: Owner): ServerProblem {
  if (at !== null) return { field, is: 'named-twice', name, earlierAt: at }
  return { field, is: 'name-taken', name, by: hostname, isRetired: false }
}
