import { endOf, isCancelled, type ToldMaintenance } from '#lib/rules/maintenance/maintenance.ts'
import type { Notice, NoticeServer } from '#lib/rules/notices/notice.ts'
import { labelOf, type Situation } from './situation.ts'

type MaintenanceNoticeKind = 'planned' | 'starting' | 'done'

export type MaintenanceComparison = {
  notices: Omit<Notice, 'id'>[]
  /** The work of which customers now are told, with what they are told. */
  maintenance: ToldMaintenance[]
}

/** What each server is in although no work runs on it, by its id. */
export type Troubles = ReadonlyMap<string, NonNullable<NoticeServer['trouble']>>

/** Compares planned and running work with what customers were told of it. */
export function compareMaintenanceWithTold(
  periods: readonly ToldMaintenance[],
  troubles: Troubles,
  situation: Situation,
): MaintenanceComparison {
  const told = periods.flatMap(maintenance => {
    const kind = pendingMaintenance(maintenance, situation.now)
    return kind && maintenance.postId ? [{ maintenance, kind, postId: maintenance.postId }] : []
  })
  return {
    notices: told.map(({ maintenance, kind, postId }) =>
      noticeOf(maintenance, kind, postId, troubles, situation),
    ),
    maintenance: told.map(({ maintenance, kind }) => ({ ...maintenance, ...toldNow(kind, situation.now) })),
  }
}

/**
 * What customers must hear of work now. That it is planned, that it begins and that it is over are told at most once
 * each, and only in this order, whatever the clock does. Nobody hears of the end, or of the cancellation, of work that
 * nobody heard of.
 */
export function pendingMaintenance(maintenance: ToldMaintenance, now: Date): MaintenanceNoticeKind | null {
  if (!maintenance.isPublic || maintenance.isQuiet || maintenance.endToldAt) return null
  const isTold = maintenance.plannedToldAt !== null || maintenance.startToldAt !== null
  if (endOf(maintenance) <= now) return isTold ? 'done' : null
  if (maintenance.startsAt <= now) return maintenance.startToldAt ? null : 'starting'
  return isTold ? null : 'planned'
}

function toldNow(kind: MaintenanceNoticeKind, now: Date): Partial<ToldMaintenance> {
  switch (kind) {
    case 'planned':
      return { plannedToldAt: now }
    case 'starting':
      return { startToldAt: now }
    case 'done':
      return { endToldAt: now }
  }
}

function noticeOf(
  maintenance: ToldMaintenance,
  kind: MaintenanceNoticeKind,
  postId: string,
  troubles: Troubles,
  situation: Situation,
): Omit<Notice, 'id'> {
  const { startsAt, title } = maintenance
  const servers = maintenance.serverIds.map((id): NoticeServer => {
    const trouble = kind === 'done' ? troubles.get(id) : undefined
    return {
      id,
      label: labelOf(id, situation),
      since: startsAt.toISOString(),
      impact: impactOfMaintenance(maintenance),
      cause: maintenance.kind,
      ...(trouble ? { trouble } : {}),
    }
  })
  const body = {
    is: 'work' as const,
    work: maintenance.kind,
    what: title,
    isCancelled: isCancelled(maintenance),
    startsAt: startsAt.toISOString(),
    endsAt: endOf(maintenance).toISOString(),
  }
  return { postId, kind, facts: { servers, endedBefore: [], stillAffected: [], saying: body } }
}

function impactOfMaintenance({ kind }: ToldMaintenance): NoticeServer['impact'] {
  return kind === 'countermeasure' ? 'degraded' : 'maintenance'
}
