import { spanOf } from '#lib/rules/maintenance/maintenance.ts'
import type { ToldMaintenance, ToldSlot } from '#lib/rules/maintenance/told-maintenance.ts'

export type PlannedFacts = Partial<Omit<ToldMaintenance, 'slots'>> & {
  startsAt: Date
  endsAt: Date
  serverIds?: readonly string[]
  /** What customers of each of its servers were told. */
  told?: Partial<ToldSlot>
  /** Turns of their own instead. */
  slots?: readonly (Pick<ToldSlot, 'serverId' | 'startsAt' | 'endsAt'> & Partial<ToldSlot>)[]
}

/** Maintenance of web01 of which nobody was told, with what differs. */
export function planned({
  serverIds = ['web01'],
  told = {},
  slots,
  ...facts
}: PlannedFacts): ToldMaintenance {
  const { startsAt, endsAt } = facts
  const turns = slots ?? serverIds.map(serverId => ({ serverId, startsAt, endsAt }))
  return {
    id: 'm1',
    postId: null,
    slug: null,
    kind: 'maintenance',
    title: 'memory is replaced',
    firstEndsAt: null,
    endsBy: 'itself',
    completedAt: null,
    cancelledAt: null,
    cancelReason: null,
    isPublic: true,
    isQuiet: false,
    announceAt: null,
    reminders: [],
    version: 0,
    ...facts,
    ...spanOf(turns),
    slots: turns.map(turn => ({ ...untold, ...told, ...turn })),
  }
}

const untold = { toldAt: null, toldStartsAt: null, toldEndsAt: null, startToldAt: null, endToldAt: null }
