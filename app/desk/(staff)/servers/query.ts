import type { ServerFilter } from '#db/reads/servers/desk-servers.ts'

export type ServersQuery = Partial<Record<'text' | 'group' | 'page' | 'applied', string | string[]>>

/** More rows than this at once take long to draw. */
export const rowsShown = 300

/** What the address asks for. group: an id, none or retired. */
export function serversFilter({
  text,
  group,
  page,
}: ServersQuery): ServerFilter & { group: string; page: number } {
  const chosen = typeof group === 'string' && /^([a-z0-9]{12}|none|retired)$/.test(group) ? group : ''
  const number = typeof page === 'string' && /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1
  return {
    of:
      chosen === '' ? 'all' : chosen === 'retired' ? chosen : { groupId: chosen === 'none' ? null : chosen },
    text: typeof text === 'string' ? text.replaceAll('\0', '').trim().slice(0, 100) : '',
    group: chosen,
    page: number,
  }
}

export function serversAddress({ text, group, page }: { text: string; group: string; page: number }): string {
  const query = new URLSearchParams({
    ...(text ? { text } : {}),
    ...(group ? { group } : {}),
    ...(page > 1 ? { page: String(page) } : {}),
  })
  return query.size > 0 ? `/desk/servers?${query}` : '/desk/servers'
}
