import type { z } from 'zod'
import type { Database } from '#db/client.ts'
import { type DeskMaintenance, type DeskTurn, readDeskTurns } from '#db/reads/maintenance/desk-maintenance.ts'
import { readTurnReach } from '#db/reads/maintenance/reach.ts'
import { readServersById } from '#db/reads/servers/named-servers.ts'
import type * as contracts from '#lib/api/contract/maintenance/turns.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { noPost } from '#lib/api/run/chosen.ts'
import { type NoticeAnswer, refuseFor, tell } from '#lib/api/run/told.ts'
import { completeTurn } from '#lib/flows/maintenance/complete-turn.ts'
import { dropTurn } from '#lib/flows/maintenance/drop-turn.ts'
import { endOf, isCancelled, isRunning, serverPeriods } from '#lib/rules/maintenance/maintenance.ts'
import { maintenanceNamed } from './maintenance.ts'
import { mailOf } from './maintenance-mail.ts'

type Body<Contract extends { body: z.ZodType }> = { body: z.output<Contract['body']> }
type At = { params: { post: string } }
type AtTurn = { params: { post: string; server: string } }

/** When each server has its turn. */
export async function runListTurns({ params: { post } }: At, { db, now }: ApiAct) {
  const maintenance = await maintenanceNamed(db, post, now)
  if (!maintenance) return noPost(post)
  const turns = await readDeskTurns(db, maintenance.id)
  return {
    version: maintenance.version,
    turns: turns.map(({ serverId: server, label, startsAt, endsAt, completedAt, cancelledAt }) => ({
      server,
      label,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      completedAt: completedAt?.toISOString() ?? null,
      leftOutAt: cancelledAt?.toISOString() ?? null,
    })),
  }
}

type Own = {
  maintenance: DeskMaintenance
  turns: DeskTurn[]
  serverId: string
  isRunning: boolean
  isAhead: boolean
  isLast: boolean
}

/** The turn of one server, as it is now. */
async function turnAt(db: Database, { post, server }: AtTurn['params'], now: Date): Promise<Own | NotDone> {
  const maintenance = await maintenanceNamed(db, post, now)
  if (!maintenance) return noPost(post)
  const turns = await readDeskTurns(db, maintenance.id)
  const serverId = await serverAmong(db, turns, server)
  const periods = serverPeriods({ ...maintenance, slots: turns })
  const own = periods.find(period => period.serverId === serverId)
  if (serverId === null || !own)
    return refuseWith(404, `No one server of this maintenance is called “${server}”.`)
  const isOpen = !isCancelled(own)
  return {
    maintenance,
    turns,
    serverId,
    isRunning: isOpen && isRunning(own, now),
    isAhead: isOpen && own.startsAt > now,
    isLast: periods.every(period => period === own || isCancelled(period) || endOf(period) <= now),
  }
}

async function serverAmong(db: Database, turns: readonly DeskTurn[], name: string): Promise<string | null> {
  const ids = turns.map(turn => turn.serverId)
  const servers = ids.length > 0 ? await readServersById(db, ids) : []
  const typed = name.toLowerCase()
  const exact = servers.find(({ id, hostname }) => id === name || hostname === typed)
  const [labelled, ...others] = servers.filter(({ label }) => label.toLowerCase() === typed)
  return exact?.id ?? (others.length === 0 ? (labelled?.id ?? null) : null)
}

/** Says that one server is done early. */
export async function runCompleteTurn(
  { params, body: { version } }: AtTurn & Body<typeof contracts.completeTurnContract>,
  act: ApiAct,
): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const own = await turnAt(db, params, now)
  if ('refused' in own) return own
  const { maintenance, turns, serverId } = own
  if (maintenance.version !== version || !own.isRunning) return refuseFor('changed-meanwhile')
  const { postId } = maintenance
  const reach = await readTurnReach(db, maintenance, turns, serverId, now)
  const mail = await mailOf(db, { notice: 'done', maintenance, serverId }, now)
  const turn = { postId, serverId, staffId: caller.id, version }
  return tell(act, { postId, reach, mail }, () => completeTurn(db, turn, now))
}

/** Leaves one server out before its turn. */
export async function runLeaveOut(
  { params, body: { version, reason } }: AtTurn & Body<typeof contracts.leaveOutTurnContract>,
  act: ApiAct,
): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const own = await turnAt(db, params, now)
  if ('refused' in own) return own
  const { maintenance, turns, serverId } = own
  if (maintenance.version !== version || !own.isAhead) return refuseFor('changed-meanwhile')
  if (own.isLast) return refuseFor('only')
  const { postId } = maintenance
  const reach = await readTurnReach(db, maintenance, turns, serverId, now)
  const mail = await mailOf(db, { notice: 'done', maintenance, serverId, reason }, now)
  const turn = { postId, serverId, staffId: caller.id, version, reason }
  return tell(act, { postId, reach, mail }, () => dropTurn(db, turn, now))
}
