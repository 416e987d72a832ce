import type { Transaction } from '#db/client.ts'
import type { ToldCustomers } from '#db/reads/notices/told.ts'
import type { OpenIncident, PublicStatus } from '#db/reads/servers/public-status.ts'
import { type TitledPost, type WrittenText, writtenPart } from '#lib/rules/languages/translation.ts'
import {
  isCancelled,
  isOverrun,
  isRunning,
  liveSlots,
  type Maintenance,
} from '#lib/rules/maintenance/maintenance.ts'
import type { PostKind, PostPhase } from '#lib/rules/posts/post.ts'
import { compareImpact, type Impact, isShownClear, worst } from '#lib/rules/servers/status.ts'
import { type LatestUpdate, type PostRow, readWithWords } from './open-words.ts'
import { titledOf } from './titled.ts'

/** Something that concerns customers now or soon. */
export type OpenPost = {
  id: string
  /** null: work without a post. */
  slug: string | null
  kind: PostKind
  titled: TitledPost
  /** For work without a summary: its text, when that is short. */
  summary: WrittenText | null
  phase: PostPhase | null
  startedAt: Date
  nextUpdateAt: Date | null
  /** The worst that it does to a server now. */
  impact: Impact
  /** Clear on all its servers, and watched. */
  isWatching: boolean
  isChecking: boolean
  maintenance: OpenMaintenance | null
  latest: LatestUpdate | null
  told: ToldCustomers | null
  serverIds: string[]
  /** Staff want it read before other posts of its kind. */
  isPinned: boolean
}

/** wasToEndAt: the end that is past although it goes on; null: it is not. */
export type OpenMaintenance = Pick<Maintenance, 'kind' | 'startsAt' | 'endsAt'> & {
  isRunning: boolean
  isCancelled: boolean
  wasToEndAt: Date | null
}

/** A text of at most this many characters fits a list. */
const mostSummary = 400

/** Open incidents, the worst first, then running maintenance, current advisories, and what is planned or cancelled. */
export async function readOpenPosts(tx: Transaction, status: PublicStatus): Promise<OpenPost[]> {
  const incidents = new Map(status.incidents.map(incident => [incident.postId, incident]))
  const periods = new Map(
    status.maintenance.flatMap(period => (period.postId ? [[period.postId, period]] : [])),
  )
  const { rows, latest, told } = await readWithWords(tx, [...incidents.keys(), ...periods.keys()], status.now)
  const list = rows.map(row => ({
    ...partsOf(row, incidents.get(row.id), periods.get(row.id), status.now),
    latest: latest.get(row.id) ?? null,
    told: told.get(row.id) ?? null,
  }))
  const bare = status.maintenance
    // What an agent says shows on its server alone: at night it may be thousands, and its words are for staff.
    .filter(period => !period.postId && !period.sourceId)
    .map(period => bareMaintenance(period, status.now))
  return [...list, ...bare].sort((a, b) => rank(a) - rank(b) || byTime(a, b))
}

function partsOf(
  row: PostRow,
  incident: OpenIncident | undefined,
  period: Maintenance | undefined,
  now: Date,
): Omit<OpenPost, 'latest' | 'told'> {
  const { id, slug, kind, body, phase, startedAt, nextUpdateAt } = row
  const short =
    kind === 'maintenance' && body && body.length <= mostSummary ? writtenPart('body', body, row) : null
  const open = incident?.rows.filter(server => !server.endedAt) ?? []
  return {
    id,
    slug,
    kind,
    titled: titledOf(row),
    summary: writtenPart('summary', row.summary, row) ?? short,
    phase,
    startedAt,
    nextUpdateAt,
    impact: worst(open.map(server => server.impact)),
    isWatching: open.length > 0 && open.every(isShownClear),
    isChecking: open.some(server => server.cause === 'suspicious-file'),
    maintenance: period ? periodOf(period, now) : null,
    serverIds: [...(period ? serversOf(period) : open.map(server => server.serverId)), ...row.namedServerIds],
    isPinned: row.pinnedUntil !== null,
  }
}

function bareMaintenance(period: Maintenance, now: Date): OpenPost {
  return {
    id: period.id,
    slug: null,
    kind: 'maintenance',
    // Only staff plan work without a post no more: what there is of it is of a version that knew one language.
    titled: { title: period.title, titleFacts: null, language: 'en', translations: {} },
    summary: null,
    phase: null,
    startedAt: period.startsAt,
    nextUpdateAt: null,
    impact: 'operational',
    isWatching: false,
    isChecking: false,
    maintenance: periodOf(period, now),
    latest: null,
    told: null,
    serverIds: serversOf(period),
    isPinned: false,
  }
}

/** Whose turn falls out is not part of what takes place. */
function serversOf({ slots, cancelledAt }: Maintenance): string[] {
  return (cancelledAt ? slots : liveSlots(slots)).map(slot => slot.serverId)
}

function periodOf(period: Maintenance, now: Date): OpenMaintenance {
  const { kind, startsAt, endsAt, firstEndsAt } = period
  return {
    kind,
    startsAt,
    endsAt,
    isRunning: isRunning(period, now),
    isCancelled: isCancelled(period),
    wasToEndAt: isOverrun(period, now) ? (firstEndsAt ?? endsAt) : null,
  }
}

/** Trouble, then what recovers, what is pinned, running maintenance, advisories, and what is planned. */
function rank(post: OpenPost): number {
  if (post.kind === 'incident') return post.isWatching ? 1 : 0
  if (post.isPinned) return 2
  if (post.maintenance?.isRunning) return 3
  return post.kind === 'advisory' ? 4 : 5
}

function byTime(a: OpenPost, b: OpenPost): number {
  const time = a.startedAt.getTime() - b.startedAt.getTime()
  if (a.kind === 'incident') return compareImpact(b.impact, a.impact) || -time
  return a.kind === 'advisory' ? -time : time
}
