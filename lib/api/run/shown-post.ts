import type { z } from 'zod'
import type { Database, Transaction } from '#db/client.ts'
import {
  isPostKnown,
  type PostRecord,
  readPostRecords,
  type WantedPosts,
} from '#db/reads/posts/post-records.ts'
import { readServersById } from '#db/reads/servers/named-servers.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import type { PostShape } from '#lib/api/contract/shapes.ts'
import { type NotDone, refuseWith } from '#lib/api/operation.ts'
import { answerSpoken, answerText } from '#lib/api/run/spoken.ts'
import { env } from '#lib/env.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { maintenancePhase } from '#lib/rules/maintenance/maintenance.ts'
import { updateText } from '#lib/words/posts.ts'
import { wordsIn } from '#lib/words/words.ts'

type ShownPost = z.input<typeof PostShape>

/** The address of a page of this site. */
export function pageAt(path: string): string {
  return new URL(path, env.SITE_URL).href
}

/** Public posts as the API shows them. */
export function showPosts(db: Database, wanted: WantedPosts, now: Date): Promise<ShownPost[]> {
  return readSnapshot(db, async tx => {
    const records = await readPostRecords(tx, wanted, now)
    const servers = await readNamed(tx, records)
    return records.map(record => show(record, servers, now))
  })
}

/** One page of them. next: where the following one begins. */
export async function showPage(
  db: Database,
  { cursor, limit, ...wanted }: Omit<WantedPosts, 'before'> & { cursor: string | undefined },
  now: Date,
): Promise<{ posts: ShownPost[]; next: string | null } | NotDone> {
  if (cursor !== undefined && !(await isPostKnown(db, cursor)))
    return refuseWith(400, 'No page begins there. Begin without a cursor.', 'cursor')
  const from = cursor === undefined ? {} : { before: cursor }
  const found = await showPosts(db, { ...wanted, ...from, limit: limit + 1 }, now)
  const posts = found.slice(0, limit)
  return { posts, next: found.length > limit ? (posts.at(-1)?.id ?? null) : null }
}

type Servers = ReadonlyMap<string, { label: string; hostname: string }>

async function readNamed(tx: Transaction, records: readonly PostRecord[]): Promise<Servers> {
  const ids = records.flatMap(serverIdsOf)
  const rows = ids.length > 0 ? await readServersById(tx, [...new Set(ids)]) : []
  return new Map(rows.map(({ id, ...server }) => [id, server]))
}

function serverIdsOf({ affected, maintenance, namedServerIds }: PostRecord): string[] {
  const slots = maintenance?.slots ?? []
  return [...affected, ...slots].map(row => row.serverId).concat(namedServerIds)
}

function show(record: PostRecord, servers: Servers, now: Date): ShownPost {
  const { id, kind, slug, titled, summary, phase, resolvedAt } = record
  const period = record.maintenance
  const hasEnded = period !== null && ['completed', 'cancelled'].includes(maintenancePhase(period, now))
  return {
    id,
    kind,
    slug,
    address: pageAt(`/posts/${slug}`),
    title: titled.title,
    ...answerSpoken(titled),
    summary: summary === null ? null : plainText(summary.text, 'light'),
    phase: period ? maintenancePhase(period, now) : phase,
    isOpen: kind !== 'advisory' && resolvedAt === null && !hasEnded,
    startedAt: record.startedAt.toISOString(),
    publishedAt: record.publishedAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    nextUpdateAt: record.nextUpdateAt?.toISOString() ?? null,
    servers: namedOf(record, servers),
    maintenance: period && windowOf(period, now),
    updates: record.updates.map(update => ({
      id: update.id,
      phase: update.phase,
      text: plainText(update.body?.text ?? updateText(wordsIn('en'), update), 'light'),
      ...answerText(update.body ?? { language: 'en', translations: {} }),
      at: update.createdAt.toISOString(),
      byStaff: update.isByStaff,
    })),
  }
}

function namedOf(record: PostRecord, servers: Servers): ShownPost['servers'] {
  const impacts = new Map(record.affected.map(row => [row.serverId, row.impact]))
  return [...new Set(serverIdsOf(record))].flatMap(id => {
    const server = servers.get(id)
    return server ? [{ ...server, impact: impacts.get(id) ?? null }] : []
  })
}

function windowOf(period: NonNullable<PostRecord['maintenance']>, now: Date): ShownPost['maintenance'] {
  const { kind, startsAt, endsAt, version, cancelReason } = period
  const phase = maintenancePhase(period, now)
  return {
    kind,
    phase,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    version,
    cancelReason,
  }
}
