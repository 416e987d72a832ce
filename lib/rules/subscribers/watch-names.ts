import { readDomain, type Target } from './target.ts'

type Called = { id: string; label: string; hostname: string }

/** Finds what is meant by a name. */
export type WatchNames = (name: string) => Target | 'unknown' | 'ambiguous'

/** What there is to watch by its names, in any case of letters: "all", a server, a group, else any domain. */
export function createWatchNames(
  servers: readonly Called[],
  groups: readonly { id: string; name: string }[],
): WatchNames {
  const known = new Map<string, Target | 'ambiguous'>()
  const add = (name: string, target: Target) => {
    const there = known.get(name)
    const isSame = typeof there === 'object' && 'id' in there && 'id' in target && there.id === target.id
    known.set(name, there && !isSame ? 'ambiguous' : target)
  }
  for (const { id, label } of servers) add(label.toLowerCase(), { is: 'server', id })
  for (const { id, name } of groups) add(name.toLowerCase(), { is: 'group', id })
  // A host name is one server's alone, whatever else is called so.
  for (const { id, hostname } of servers) known.set(hostname, { is: 'server', id })
  known.set('all', { is: 'all' })
  return name => known.get(name.toLowerCase()) ?? domainOf(name)
}

function domainOf(name: string): Target | 'unknown' {
  const domain = readDomain(name)
  return domain ? { is: 'domain', domain } : 'unknown'
}
