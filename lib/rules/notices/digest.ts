import { withoutMistaken } from './mistaken.ts'
import type { NoticeBody, NoticeKind, NoticeServer } from './notice.ts'

/** A notice that one reader has not been sent yet, with their own servers. */
export type UnsentNotice = {
  postId: string
  kind: NoticeKind
  at: Date
  /** None: it concerns everybody. */
  servers: readonly NoticeServer[]
  body?: NoticeBody | undefined
}

/** passed: it began and was over before they heard of it. */
export type SectionKind = NoticeKind | 'passed'

/** until: when its trouble was over, ISO 8601; passed, ended and update only. */
export type SectionServer = NoticeServer & { until: string | null }

/** A part of a mail: what became of some servers of one post. at: when the last of it was decided. */
export type Section = {
  postId: string
  kind: SectionKind
  at: Date
  servers: SectionServer[]
  body?: NoticeBody | undefined
}

/** isUnheard: they were never told that it began. */
type Entry = { postId: string; kind: SectionKind; at: Date; server: SectionServer; isUnheard: boolean }

/**
 * What to say of everything that waits for one reader, the oldest first: each server of a post once, as it is now, of
 * work how far it is, and all words of staff. Sections of trouble come first. Of a server that is in trouble by the end of
 * the mail no end is told, of whatever post: it would say at once that all is well and that it is not.
 */
export function foldNotices(waiting: readonly UnsentNotice[]): Section[] {
  const notices = withoutMistaken(waiting, ({ kind }) => kind === 'began')
  const trouble = foldTrouble(notices.filter(({ body }) => !body))
  const open = new Map(trouble.filter(isOpen).flatMap(({ servers }) => servers.map(each => [each.id, each])))
  const sections = [...trouble.flatMap(section => withoutOpen(section, open)), ...foldBodies(notices, open)]
  return sections.sort((a, b) => rank[a.kind] - rank[b.kind] || a.at.getTime() - b.at.getTime())
}

type Open = ReadonlyMap<string, SectionServer>

function isOpen({ kind }: Section): boolean {
  return kind !== 'ended' && kind !== 'passed'
}

function withoutOpen(section: Section, open: Open): Section[] {
  if (isOpen(section)) return [section]
  const servers = section.servers.filter(({ id }) => !open.has(id))
  return servers.length > 0 ? [{ ...section, servers }] : []
}

/** Of maintenance the last word on each server counts; each word of staff is said. */
function foldBodies(notices: readonly UnsentNotice[], open: Open): Section[] {
  return notices.flatMap((notice, place) => {
    const [before, after] = [notices.slice(0, place), notices.slice(place + 1)]
    if (!notice.body) return []
    const { servers, ...said } = unheardTimes(notice, before)
    const current = servers.filter(({ id }) => !after.some(next => isMaintenanceOf(next, notice, id)))
    if (servers.length > 0 && current.length === 0) return []
    return [{ ...said, servers: current.map(server => asItIs(server, said.postId, after, open)) }]
  })
}

/** Who has not heard of the plan hears of it with its last times; who has not heard of a change, of all of it at once. */
function unheardTimes(notice: UnsentNotice, before: readonly UnsentNotice[]): UnsentNotice {
  if (notice.kind !== 'moved') return notice
  const earlier = (id: string) => before.filter(each => isMaintenanceOf(each, notice, id))
  const servers = notice.servers.map(server => {
    const was = earlier(server.id)
      .find(each => each.kind === 'moved')
      ?.servers.find(({ id }) => id === server.id)?.was
    return was ? { ...server, was } : server
  })
  const isNew = servers.every(({ id }) => earlier(id).some(each => each.kind === 'planned'))
  return { ...notice, servers, kind: isNew ? 'planned' : 'moved' }
}

/** A server of an update, as it is by the end of the mail: what ended since has ended, and what is down again is down. */
function asItIs(
  server: NoticeServer,
  postId: string,
  after: readonly UnsentNotice[],
  open: Open,
): SectionServer {
  const end = after.findLast(
    next =>
      next.kind === 'ended' && next.postId === postId && next.servers.some(({ id }) => id === server.id),
  )
  const until = server.endedAt ?? end?.at.toISOString() ?? null
  return (until && open.get(server.id)) || { ...server, until }
}

/** Another notice of the same maintenance speaks of this server. */
function isMaintenanceOf(other: UnsentNotice, { postId, body }: UnsentNotice, serverId: string): boolean {
  const isOfBoth = body?.is === 'work' && other.body?.is === 'work' && other.postId === postId
  return isOfBoth && other.servers.some(({ id }) => id === serverId)
}

/**
 * Each server of a post once, as it is now. What they never heard began and is over is one passage, what got worse
 * before they heard of it simply began worse, and an end that is no longer true is not told.
 */
function foldTrouble(notices: readonly UnsentNotice[]): Section[] {
  const entries = new Map<string, Entry>()
  for (const { postId, kind, at, servers } of notices)
    for (const server of servers) {
      const key = `${postId} ${server.id}`
      const before = entries.get(key)
      // Said last, so it stands last among its like.
      entries.delete(key)
      entries.set(key, { postId, at, ...follow(before, kind, server, at) })
    }
  const sections = Map.groupBy(entries.values(), entry => `${entry.postId} ${entry.kind}`)
  return [...sections.values()].map(sectionOf)
}

const rank: Record<SectionKind, number> = {
  held: 0,
  began: 1,
  worsened: 2,
  intermittent: 3,
  update: 4,
  advisory: 5,
  starting: 6,
  moved: 7,
  reminder: 7,
  planned: 7,
  passed: 8,
  ended: 8,
  done: 9,
  review: 10,
}

function follow(
  before: Entry | undefined,
  kind: NoticeKind,
  server: NoticeServer,
  at: Date,
): Pick<Entry, 'kind' | 'server' | 'isUnheard'> {
  const told = { ...server, until: null }
  const isUnheard = before?.isUnheard ?? false
  switch (kind) {
    case 'held':
    case 'began':
      return { kind, server: told, isUnheard: true }
    case 'update':
    case 'advisory':
    case 'review':
    case 'planned':
    case 'moved':
    case 'reminder':
    case 'starting':
    case 'done':
    case 'intermittent':
      return { kind, server: told, isUnheard }
    case 'worsened':
      if (before?.kind === 'intermittent') return { kind: 'intermittent', server: told, isUnheard }
      return { kind: isUnheard ? 'began' : 'worsened', server: told, isUnheard }
    case 'ended': {
      if (before?.kind === 'passed') return before
      const until = server.endedAt ?? at.toISOString()
      if (!before || !isUnheard) return { kind: 'ended', server: { ...told, until }, isUnheard }
      const { since } = before.server
      return { kind: 'passed', server: { ...told, since, until }, isUnheard }
    }
  }
}

function sectionOf(entries: readonly Entry[]): Section {
  const { postId, kind, at } = entries.reduce((a, b) => (b.at > a.at ? b : a))
  return { postId, kind, at, servers: entries.map(entry => entry.server) }
}
