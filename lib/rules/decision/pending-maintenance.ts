import {
  endOf,
  isCancelled,
  isRunning,
  type ServerMaintenance,
  serverPeriods,
} from '#lib/rules/maintenance/maintenance.ts'
import { type SequenceState, sequenceOf } from '#lib/rules/maintenance/sequence.ts'
import {
  isMoved,
  remindedAt,
  type ToldMaintenance,
  type ToldSlot,
} from '#lib/rules/maintenance/told-maintenance.ts'
import type { Notice, NoticeBody, NoticeServer } from '#lib/rules/notices/notice.ts'
import { latest } from '#lib/rules/time/time.ts'
import { labelOf, type Situation } from './situation.ts'

type MaintenanceNoticeKind = 'planned' | 'moved' | 'reminder' | 'starting' | 'done'

export type MaintenanceComparison = {
  notices: Omit<Notice, 'id'>[]
  /** The maintenance of which customers now are told, with what they are told. */
  maintenance: ToldMaintenance[]
}

/** What each server is in although no maintenance runs on it, by its id. */
export type Troubles = ReadonlyMap<string, NonNullable<NoticeServer['trouble']>>

/** A turn that customers of its server must hear of now. */
type DueSlot = { slot: ToldSlot; period: ServerMaintenance; kind: MaintenanceNoticeKind }

/** Compares planned and running maintenance with what customers were told of it, server by server. */
export function compareMaintenanceWithTold(
  periods: readonly ToldMaintenance[],
  troubles: Troubles,
  situation: Situation,
): MaintenanceComparison {
  const told = periods.flatMap(maintenance => {
    const due = dueSlots(maintenance, situation.now)
    return due.length > 0 && maintenance.postId ? [{ maintenance, due, postId: maintenance.postId }] : []
  })
  return {
    notices: told.flatMap(({ maintenance, due, postId }) =>
      [...Map.groupBy(due, slot => noticeKey(slot, situation.now)).values()].map(slots =>
        noticeOf(maintenance, slots, postId, troubles, situation),
      ),
    ),
    maintenance: told.map(({ maintenance, due }) => withTold(maintenance, due, situation.now)),
  }
}

function dueSlots(maintenance: ToldMaintenance, now: Date): DueSlot[] {
  const periods = new Map(serverPeriods(maintenance).map(period => [period.serverId, period]))
  return maintenance.slots.flatMap(slot => {
    const period = periods.get(slot.serverId)
    const kind = period && pendingMaintenance(maintenance, slot, period, now)
    return kind ? [{ slot, period, kind }] : []
  })
}

/** What is told together: the same news, and nothing of what takes place, or runs, beside what does not. */
function noticeKey({ kind, period, slot }: DueSlot, now: Date): string {
  return `${kind} ${isCancelled(period)} ${isRunning(period, now)} ${slot.cancelReason ?? ''}`
}

/**
 * What customers of one turn must hear now. That it is planned, that it begins and that it is over are told at most
 * once each, and only in this order, whatever the clock does; other times once for each change. Nobody hears of the end, of the
 * cancellation or of another time of what nobody heard of.
 */
export function pendingMaintenance(
  maintenance: ToldMaintenance,
  slot: ToldSlot,
  period: ServerMaintenance,
  now: Date,
): MaintenanceNoticeKind | null {
  if (!maintenance.isPublic || maintenance.isQuiet || slot.endToldAt) return null
  const isTold = slot.toldAt !== null || slot.startToldAt !== null
  if (isCancelled(period) || endOf(period) <= now) return isTold ? 'done' : null
  if (slot.startsAt <= now && !slot.startToldAt) return 'starting'
  if (!isTold) return !maintenance.announceAt || maintenance.announceAt <= now ? 'planned' : null
  if (isMoved(slot)) return 'moved'
  return isReminderDue(maintenance, slot, now) ? 'reminder' : null
}

function isReminderDue({ reminders }: ToldMaintenance, slot: ToldSlot, now: Date): boolean {
  const { toldAt, startToldAt, startsAt } = slot
  if (!toldAt || startToldAt || startsAt <= now) return false
  return reminders.some(minutes => {
    const at = remindedAt(slot, minutes)
    return toldAt < at && at <= now
  })
}

function withTold(maintenance: ToldMaintenance, due: readonly DueSlot[], now: Date): ToldMaintenance {
  const kinds = new Map(due.map(({ slot, kind }) => [slot.serverId, kind]))
  const slots = maintenance.slots.map(slot => {
    const kind = kinds.get(slot.serverId)
    return kind ? toldNow(slot, kind, now) : slot
  })
  return { ...maintenance, slots }
}

function toldNow(slot: ToldSlot, kind: MaintenanceNoticeKind, now: Date): ToldSlot {
  if (kind === 'done') return { ...slot, endToldAt: now }
  const told = { ...slot, toldAt: now, toldStartsAt: slot.startsAt, toldEndsAt: slot.endsAt }
  return kind === 'starting' ? { ...told, startToldAt: now } : told
}

function noticeOf(
  maintenance: ToldMaintenance,
  due: readonly DueSlot[],
  postId: string,
  troubles: Troubles,
  situation: Situation,
): Omit<Notice, 'id'> {
  const kind = due[0]?.kind ?? 'planned'
  const servers = due.map(each => serverOf(each, maintenance, troubles, situation))
  const stillAffected = kind === 'done' ? turnsLeft(maintenance, situation.now) : []
  const body = bodyOf(maintenance, due, situation.now)
  return { postId, kind, facts: { servers, endedBefore: [], stillAffected, saying: body } }
}

function turnsLeft(maintenance: ToldMaintenance, now: Date): string[] {
  return serverPeriods(maintenance)
    .filter(period => !isCancelled(period) && endOf(period) > now)
    .map(({ serverId }) => serverId)
}

function serverOf(
  { slot, period, kind }: DueSlot,
  { id: maintenanceId, kind: cause }: ToldMaintenance,
  troubles: Troubles,
  situation: Situation,
): NoticeServer {
  const { serverId: id, startsAt, toldStartsAt, toldEndsAt } = slot
  const trouble = kind === 'done' ? troubles.get(id) : undefined
  const other = kind === 'done' && !isCancelled(period) ? situation.maintenance.get(id) : undefined
  const goesOnUntil = other && other.id !== maintenanceId ? other.endsAt.toISOString() : null
  const was =
    kind === 'moved' && toldStartsAt && toldEndsAt
      ? { since: toldStartsAt.toISOString(), dueAt: toldEndsAt.toISOString() }
      : undefined
  return {
    id,
    label: labelOf(id, situation),
    since: startsAt.toISOString(),
    dueAt: endShown(slot, period, situation.now).toISOString(),
    impact: cause === 'countermeasure' ? 'degraded' : 'maintenance',
    cause,
    ...(was ? { was } : {}),
    ...(trouble ? { trouble } : {}),
    ...(goesOnUntil ? { goesOnUntil } : {}),
  }
}

/** Of what is over the true end, which is that of nobody's word too, else the planned one. */
function endShown({ endsAt }: ToldSlot, period: ServerMaintenance, now: Date): Date {
  const end = endOf(period)
  return isCancelled(period) || end > now ? endsAt : end
}

function bodyOf(maintenance: ToldMaintenance, due: readonly DueSlot[], now: Date): NoticeBody {
  const periods = due.map(({ period }) => period)
  const starts = periods.map(({ startsAt }) => startsAt.getTime())
  const ends = due.map(({ slot, period }) => endShown(slot, period, now))
  const reason = due[0]?.slot.cancelReason ?? maintenance.cancelReason
  return {
    is: 'work',
    work: maintenance.kind,
    what: maintenance.title,
    isCancelled: periods.some(isCancelled),
    startsAt: new Date(Math.min(...starts)).toISOString(),
    endsAt: latest(ends).toISOString(),
    ...(reason ? { reason } : {}),
    ...(maintenance.endsBy === 'staff' ? { isOpenEnded: true as const } : {}),
    ...(periods.some(period => isRunning(period, now)) ? { isRunning: true as const } : {}),
    sequence: sequenceOf(maintenance.version, stateOf(due, now)),
  }
}

function stateOf(due: readonly DueSlot[], now: Date): SequenceState {
  if (due.every(({ kind }) => kind === 'done')) return 'over'
  return due.some(({ period }) => isRunning(period, now)) ? 'running' : 'planned'
}
