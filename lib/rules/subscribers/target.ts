import { z } from 'zod'
import type { TitledPost } from '#lib/rules/languages/translation.ts'
import { readServerQuery } from '#lib/rules/servers/server-query.ts'

/** What somebody asks notices about. domain: whatever server it is on. post: the end of that incident, nothing else. */
export type Target =
  | { is: 'all' }
  | { is: 'server' | 'group' | 'post'; id: string }
  | { is: 'domain'; domain: string }

/** A target as it is stored: at most one is not null, none is all servers. */
export type TargetColumns = {
  serverId: string | null
  groupId: string | null
  domain: string | null
  postId: string | null
}

const WithId = z.string().regex(/^(?:server|group|post):[a-z0-9]{12}$/)

/** "all", "server:<id>", "group:<id>", "post:<id>" or "domain:<name>"; null: none of these. */
export function readTarget(text: string): Target | null {
  if (text === 'all') return { is: 'all' }
  if (text.startsWith('domain:')) {
    const domain = readDomain(text.slice('domain:'.length))
    return domain ? { is: 'domain', domain } : null
  }
  if (!WithId.safeParse(text).success) return null
  const [is, id = ''] = text.split(':')
  return { is: is as 'server' | 'group' | 'post', id }
}

/** The same as readTarget reads it. */
export function writeTarget(target: Target): string {
  switch (target.is) {
    case 'all':
      return 'all'
    case 'domain':
      return `domain:${target.domain}`
    case 'server':
    case 'group':
    case 'post':
      return `${target.is}:${target.id}`
  }
}

/** The domain that somebody means by an address of a page or of a mailbox: in ASCII, without "www."; null: it is none. */
export function readDomain(typed: string): string | null {
  const query = readServerQuery(typed)
  if (query.is !== 'name') return null
  const domain = query.value.replace(/^www\.(?=[^.]+\.)/, '')
  // A name whose last part is a number is an address of a computer, or nothing.
  return domain.includes('.') && !/\.\d+$/.test(domain) ? domain : null
}

/** A target as its row keeps it: at most one column is set, none for all servers. */
export function columnsOf(target: Target): TargetColumns {
  return {
    serverId: target.is === 'server' ? target.id : null,
    groupId: target.is === 'group' ? target.id : null,
    domain: target.is === 'domain' ? target.domain : null,
    postId: target.is === 'post' ? target.id : null,
  }
}

/** What a row names; all servers where every column is null. */
export function targetOf({ serverId, groupId, domain, postId }: TargetColumns): Target {
  if (serverId !== null) return { is: 'server', id: serverId }
  if (groupId !== null) return { is: 'group', id: groupId }
  if (postId !== null) return { is: 'post', id: postId }
  return domain === null ? { is: 'all' } : { is: 'domain', domain }
}

/** A target with the name of its server, its group or its post; null for all servers and for a domain. */
export type NamedTarget = {
  target: Target
  label: string | null
  /** Of a post: what it is called in each language; its label is its title as it is stored. */
  titled?: TitledPost
}

/** The targets that say something: all servers holds every server and group. */
export function withoutRepeats(list: readonly NamedTarget[]): NamedTarget[] {
  const all = list.filter(({ target }) => target.is === 'all')
  if (all.length === 0) return [...list]
  return [...all, ...list.filter(({ target }) => target.is === 'post')]
}
