import type { Transaction } from '#db/client.ts'
import { type FeedScope, readGroupScope, readServerScope } from '#db/reads/servers/feed-scope.ts'
import type { DocumentQuery, PublicDocument } from './document.ts'

/** Of what there are feeds and calendars. */
export const scopes = ['site', 'server', 'group'] as const
export type Scope = (typeof scopes)[number]

/** The name of a server or group in an address. */
const names = {
  site: '',
  server: '/servers/(?<name>[a-z0-9._-]{1,253})',
  group: '/groups/(?<name>[a-z0-9-]{1,60})',
} as const

/** Their addresses, and which page there must be. file: what follows, as "/history.rss" or ".ics". */
export function scopeAddress(scope: Scope, file: string): Pick<PublicDocument, 'path' | 'about'> {
  const path = new RegExp(`^${names[scope]}${file.replaceAll('.', '\\.')}$`)
  if (scope === 'site') return { path }
  return { path, about: ({ name }) => `/${scope}s/${name}` }
}

/** What an address is of; movedTo: the path of a server that has another name now; null: there is none. */
export async function readScope(
  tx: Transaction,
  scope: Scope,
  { name = '' }: DocumentQuery['parts'],
): Promise<FeedScope | { movedTo: string } | null> {
  switch (scope) {
    case 'site':
      return { key: '', name: '', path: '', serverIds: [] }
    case 'server': {
      const found = await readServerScope(tx, name)
      return found && 'movedTo' in found ? { movedTo: `/servers/${found.movedTo}` } : found
    }
    case 'group':
      return readGroupScope(tx, name)
  }
}
