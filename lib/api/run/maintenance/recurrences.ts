import type { z } from 'zod'
import type { Database } from '#db/client.ts'
import { readMaintenanceReach, readWindowsReach } from '#db/reads/maintenance/reach.ts'
import {
  type EditedRecurrence,
  readDeskRecurrences,
  readRecurrenceToEdit,
} from '#db/reads/maintenance/recurrences.ts'
import { readServersById } from '#db/reads/servers/named-servers.ts'
import type { TargetServer } from '#db/reads/subscribers/subscribing.ts'
import type * as contracts from '#lib/api/contract/maintenance/recurrences.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { draftOfMaintenance } from '#lib/api/run/drafts.ts'
import { type MailOf, type MailShown, type Obstacle, refuseFor, shownMail } from '#lib/api/run/told.ts'
import { editRecurrence } from '#lib/flows/maintenance/edit-recurrence.ts'
import { windowsOf } from '#lib/flows/maintenance/make-windows.ts'
import { planRecurrence, type RecurrencePlan, recurrenceRow } from '#lib/flows/maintenance/plan-recurrence.ts'
import { stopRepeating } from '#lib/flows/maintenance/stop-recurrence.ts'
import { previewNotice } from '#lib/flows/notices/preview-notice.ts'
import { reminderMinutes } from '#lib/rules/maintenance/told-maintenance.ts'
import { ourSite } from '#lib/site.ts'
import { plannedRecurrence } from './planned-recurrence.ts'

type Body<Contract extends { body: z.ZodType }> = { body: z.output<Contract['body']> }
type At = { params: { recurrence: string } }

const noRecurrence = (id: string) =>
  refuseWith(404, `No maintenance that comes again has the id “${id}”, or it was stopped.`)

/** What comes again. */
export async function runListRecurrences(_: unknown, { db, now }: ApiAct) {
  const rows = await readDeskRecurrences(db, now)
  return {
    recurrences: rows.map(({ id, title, rule, fromClock, toClock, zone, isQuiet, labels, nextAt }) => ({
      id,
      title,
      rule,
      from: fromClock,
      to: toClock,
      zone,
      notify: !isQuiet,
      servers: labels,
      nextAt: nextAt?.toISOString() ?? null,
    })),
  }
}

/** One of them. */
export async function runGetRecurrence({ params: { recurrence: id } }: At, act: ApiAct) {
  const row = await readRecurrenceToEdit(act.db, id, act.now)
  const listed = (await runListRecurrences(null, act)).recurrences.find(each => each.id === id)
  if (!row || !listed) return noRecurrence(id)
  const { day, hour } = reminderMinutes
  const nameOf = (serverId: string) => row.hostnames.get(serverId)
  return {
    ...listed,
    text: row.body,
    firstDay: row.firstDay,
    turns: row.turns.flatMap(({ server, from, to }) => {
      const hostname = nameOf(server)
      return hostname === undefined ? [] : [{ server: hostname, from, to }]
    }),
    endsByItself: row.endsBy === 'itself',
    remind: [
      ...(row.reminders.includes(day) ? (['day'] as const) : []),
      ...(row.reminders.includes(hour) ? (['hour'] as const) : []),
    ],
    version: row.version,
  }
}

/** What a write about them answers. */
type Told = { dryRun: boolean; reach: number; recurrence: string | null; mail: MailShown | null }

async function tellOf(
  { isDry }: ApiAct,
  { id, reach, mail }: { id: string; reach: number; mail: MailOf },
  act: () => Promise<'done' | 'there-already' | Obstacle>,
): Promise<Told | NotDone> {
  if (isDry) return { dryRun: true, reach, recurrence: null, mail: await shownMail(mail) }
  const outcome = await act()
  if (outcome !== 'done' && outcome !== 'there-already') return refuseFor(outcome)
  return { dryRun: false, reach, recurrence: id, mail: null }
}

/** Plans maintenance that comes again. */
export async function runPlanRecurrence(
  { body }: Body<typeof contracts.planRecurrenceContract>,
  act: ApiAct,
): Promise<Told | NotDone> {
  const { db, now, caller } = act
  const planned = await plannedRecurrence(db, body, ourSite().zone)
  if ('refused' in planned) return planned
  const plan: RecurrencePlan = { ...planned.plan, id: act.idFor('recurrence'), staffId: caller.id }
  const mail = mailOfNext(db, plan, planned.servers, now)
  if (mail === 'never') return refuseFor('never')
  const reach = plan.isMailed ? await reachOfPlan(db, plan, now) : 0
  return tellOf(act, { id: plan.id, reach, mail: plan.isMailed ? mail : null }, () =>
    planRecurrence(db, plan, now),
  )
}

function reachOfPlan(db: Database, { kind, serverIds }: RecurrencePlan, now: Date): Promise<number> {
  return readMaintenanceReach(db, { notice: 'planned', postId: '', kind, serverIds }, now)
}

/** The mail about the next window; never: none is to come. */
function mailOfNext(
  db: Database,
  plan: RecurrencePlan,
  servers: readonly TargetServer[],
  now: Date,
): MailOf | 'never' {
  const [next] = windowsOf(recurrenceRow(plan, now), new Set(servers.map(({ id }) => id)), now)
  if (!next) return 'never'
  const labels = new Map(servers.map(({ id, label }) => [id, label]))
  const slots = next.slots.map(slot => ({ ...slot, label: labels.get(slot.serverId) ?? slot.serverId }))
  const draft = draftOfMaintenance('planned', { ...plan, postId: plan.id, slug: plan.id, slots }, now)
  return () => previewNotice(db, draft, now)
}

/** The mail about other times of the next window; null: they are the same. */
function mailOfMoved(
  db: Database,
  before: EditedRecurrence,
  plan: RecurrencePlan,
  servers: readonly TargetServer[],
  now: Date,
): MailOf {
  const [old] = windowsOf(before, new Set(before.hostnames.keys()), now)
  const [next] = windowsOf(recurrenceRow(plan, now), new Set(servers.map(({ id }) => id)), now)
  const slots = (next?.slots ?? []).flatMap(slot => {
    const was = old?.slots.find(each => each.serverId === slot.serverId)
    const isSame = was && +was.startsAt === +slot.startsAt && +was.endsAt === +slot.endsAt
    const label = servers.find(({ id }) => id === slot.serverId)?.label ?? slot.serverId
    return was && !isSame ? [{ ...slot, label, was }] : []
  })
  if (slots.length === 0) return null
  const maintenance = { ...plan, postId: plan.id, slug: plan.id, slots }
  return () => previewNotice(db, draftOfMaintenance('moved', maintenance, now), now)
}

/** Changes maintenance that comes again. */
export async function runChangeRecurrence(
  { params: { recurrence: id }, body }: At & Body<typeof contracts.changeRecurrenceContract>,
  act: ApiAct,
): Promise<Told | NotDone> {
  const { db, now, caller } = act
  const { version, tellChange: isTold, ...words } = body
  const before = await readRecurrenceToEdit(db, id, now)
  if (!before) return noRecurrence(id)
  if (before.version !== version) return refuseFor('changed-meanwhile')
  const planned = await plannedRecurrence(db, words, before.zone)
  if ('refused' in planned) return planned
  const plan = { ...planned.plan, kind: before.kind, staffId: caller.id }
  const next = { ...plan, id }
  if (mailOfNext(db, next, planned.servers, now) === 'never') return refuseFor('never')
  const reach = isTold && plan.isMailed ? await readWindowsReach(db, id, now) : 0
  const mail = reach > 0 ? mailOfMoved(db, before, next, planned.servers, now) : null
  const change = { ...plan, recurrenceId: id, version, isTold }
  return tellOf(act, { id, reach, mail }, () => editRecurrence(db, change, now))
}

/** Makes no more windows. */
export async function runStopRecurrence(
  { params: { recurrence: id }, body }: At & Body<typeof contracts.stopRecurrenceContract>,
  act: ApiAct,
): Promise<Told | NotDone> {
  const { db, now, caller } = act
  const { reason = null } = body
  const before = await readRecurrenceToEdit(db, id, now)
  if (!before) return noRecurrence(id)
  const reach = reason === null ? 0 : await readWindowsReach(db, id, now)
  const mail = reason !== null && reach > 0 ? () => mailOfStop(db, before, reason, now) : null
  const stop = { recurrenceId: id, staffId: caller.id, reason }
  return tellOf(act, { id, reach, mail }, () => stopRepeating(db, stop, now))
}

/** The mail about the next window, which does not take place; null: none is planned. */
async function mailOfStop(
  db: Database,
  before: EditedRecurrence,
  reason: string,
  now: Date,
): Promise<MailShown | null> {
  const [next] = windowsOf(before, new Set(before.hostnames.keys()), now)
  if (!next) return null
  const known = await readServersById(db, before.serverIds)
  const labels = new Map(known.map(({ id, label }) => [id, label]))
  const slots = next.slots.map(slot => ({
    ...slot,
    label: labels.get(slot.serverId) ?? slot.serverId,
  }))
  const maintenance = { ...before, postId: before.id, slug: before.id, text: before.body, slots }
  return previewNotice(db, draftOfMaintenance('done', maintenance, now, reason), now)
}
