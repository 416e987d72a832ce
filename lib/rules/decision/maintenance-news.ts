import { endOf, isCancelled, type ToldMaintenance } from '#lib/rules/maintenance/maintenance.ts'
import type { Notice, NoticeServer } from '#lib/rules/notices/notice.ts'
import { labelOf, type Present } from './present.ts'

type WorkNews = 'planned' | 'starting' | 'done'

export type ToldWork = {
  notices: Omit<Notice, 'id'>[]
  /** The work of which customers now are told, with what they are told. */
  maintenance: ToldMaintenance[]
}

/** What each server is in although no work runs on it, by its id. */
export type Troubles = ReadonlyMap<string, NonNullable<NoticeServer['trouble']>>

/** Compares planned and running work with what customers were told of it. */
export function tellWork(
  windows: readonly ToldMaintenance[],
  troubles: Troubles,
  present: Present,
): ToldWork {
  const told = windows.flatMap(window => {
    const news = newsOfWork(window, present.now)
    return news && window.postId ? [{ window, news, postId: window.postId }] : []
  })
  return {
    notices: told.map(({ window, news, postId }) => noticeOf(window, news, postId, troubles, present)),
    maintenance: told.map(({ window, news }) => ({ ...window, ...tellingOf(news, present.now) })),
  }
}

/**
 * What customers must hear of work now. That it is planned, that it begins and that it is over are told at most once
 * each, and only in this order, whatever the clock does. Nobody hears of the end, or of the cancellation, of work that
 * nobody heard of.
 */
export function newsOfWork(window: ToldMaintenance, now: Date): WorkNews | null {
  if (!window.isPublic || window.isQuiet || window.endToldAt) return null
  const isTold = window.plannedToldAt !== null || window.startToldAt !== null
  if (endOf(window) <= now) return isTold ? 'done' : null
  if (window.startsAt <= now) return window.startToldAt ? null : 'starting'
  return isTold ? null : 'planned'
}

function tellingOf(news: WorkNews, now: Date): Partial<ToldMaintenance> {
  switch (news) {
    case 'planned':
      return { plannedToldAt: now }
    case 'starting':
      return { startToldAt: now }
    case 'done':
      return { endToldAt: now }
  }
}

function noticeOf(
  window: ToldMaintenance,
  kind: WorkNews,
  postId: string,
  troubles: Troubles,
  present: Present,
): Omit<Notice, 'id'> {
  const { startsAt, title } = window
  const servers = window.serverIds.map((id): NoticeServer => {
    const trouble = kind === 'done' ? troubles.get(id) : undefined
    return {
      id,
      label: labelOf(id, present),
      since: startsAt.toISOString(),
      impact: impactOfWork(window),
      cause: window.kind,
      ...(trouble ? { trouble } : {}),
    }
  })
  const saying = {
    is: 'work' as const,
    work: window.kind,
    what: title,
    isCancelled: isCancelled(window),
    startsAt: startsAt.toISOString(),
    endsAt: endOf(window).toISOString(),
  }
  return { postId, kind, facts: { servers, endedBefore: [], stillAffected: [], saying } }
}

function impactOfWork({ kind }: ToldMaintenance): NoticeServer['impact'] {
  return kind === 'countermeasure' ? 'degraded' : 'maintenance'
}
