import type { NoticeBody, NoticeKind, NoticeServer } from '#lib/rules/notices/notice.ts'
import type { BrandName } from './brand-server.ts'

/** What a notice says, as far as a mail is made of it. */
export type MailedNotice = {
  kind: NoticeKind
  servers: readonly NoticeServer[]
  body?: NoticeBody | undefined
}

/** How a brand calls work of which staff say in their own words what it is. */
export type BrandMaintenanceNames = Record<Extract<NoticeBody, { is: 'work' }>['work'], string>

/**
 * A notice as a brand's reader may read it: its own servers by its own names, and facts alone, because the words of staff may
 * name other servers, or whose they are. null: nothing of it is left to say.
 */
export function brandedNotice(
  { kind, servers, body }: MailedNotice,
  names: ReadonlyMap<string, BrandName>,
  workNames: BrandMaintenanceNames,
): MailedNotice | null {
  const own = servers.flatMap(server => {
    const name = names.get(server.id)
    return name ? [{ ...server, label: name.label }] : []
  })
  if (own.length === 0) return null
  switch (kind) {
    case 'began':
    case 'worsened':
    case 'intermittent':
    case 'ended':
      return { kind, servers: own }
    case 'planned':
    case 'moved':
    case 'reminder':
    case 'starting':
    case 'done':
      return body?.is === 'work' ? { kind, servers: own, body: workOf(body, own, workNames) } : null
    case 'update':
      return endOf(own)
    case 'advisory':
    case 'review':
    case 'held':
      return null
  }
}

/** Whether a notice has anything to say to readers of a brand, whichever of its servers are theirs. */
export function mayTellBrands({ kind, servers }: Pick<MailedNotice, 'kind' | 'servers'>): boolean {
  if (kind === 'advisory' || kind === 'review' || kind === 'held') return false
  return kind !== 'update' || servers.some(isOver)
}

/** With its words gone, an update says what is over, and nothing else that its reader has not heard; what was a mistake is over. */
function endOf(own: readonly NoticeServer[]): MailedNotice | null {
  const over = own.filter(isOver)
  return over.length > 0 ? { kind: 'ended', servers: over } : null
}

function isOver({ endedAt, isMistaken }: NoticeServer): boolean {
  return endedAt !== undefined || isMistaken === true
}

/** The times of the brand's own servers alone, and neither what staff call the work nor why it does not take place. */
function workOf(
  { reason: _, ...body }: Extract<NoticeBody, { is: 'work' }>,
  own: readonly NoticeServer[],
  workNames: BrandMaintenanceNames,
): NoticeBody {
  const ends = own.map(server => server.dueAt ?? body.endsAt).sort()
  const starts = own.map(server => server.since).sort()
  return {
    ...body,
    what: workNames[body.work],
    startsAt: starts[0] ?? body.startsAt,
    endsAt: ends.at(-1) ?? body.endsAt,
  }
}
