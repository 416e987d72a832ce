import type { Database } from '#db/client.ts'
import { countAudience } from '#db/reads/notices/recipients.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import type { MaintenanceKind } from '#lib/rules/maintenance/maintenance.ts'
import type { NoticeFacts, NoticeKind } from '#lib/rules/notices/notice.ts'

/** News of maintenance on these servers; postId: '' where it is not there yet. */
export type MaintenanceNews = {
  notice: Extract<NoticeKind, 'planned' | 'moved' | 'done'>
  postId: string
  kind: MaintenanceKind
  serverIds: readonly string[]
  /** Servers whose turn is not over: who asked for the end of the whole does not hear yet. Left out: none. */
  left?: readonly string[]
}

/** Counts who would hear of it by what they watch and want, and, of an end, who heard of it before. */
export function readMaintenanceReach(db: Database, news: MaintenanceNews, now: Date): Promise<number> {
  const { notice: kind, postId, serverIds, left = [] } = news
  const moment = now.toISOString()
  const body = { is: 'work' as const, work: news.kind, what: '', startsAt: moment, endsAt: moment }
  const facts: NoticeFacts = {
    servers: serverIds.map(id => ({ id, label: id, impact: 'maintenance', cause: news.kind, since: moment })),
    endedBefore: [],
    stillAffected: [...left],
    saying: { ...body, isCancelled: false },
  }
  return readSnapshot(db, tx => countAudience(tx, { id: '', postId, kind, facts, createdAt: now }))
}
