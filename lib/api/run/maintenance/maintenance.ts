import type { z } from 'zod'
import type { Database } from '#db/client.ts'
import { type DeskMaintenance, readDeskMaintenance } from '#db/reads/maintenance/desk-maintenance.ts'
import { readChangeReach, readMaintenanceReach } from '#db/reads/maintenance/reach.ts'
import type * as contracts from '#lib/api/contract/maintenance/maintenance.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { noPost, someServers } from '#lib/api/run/chosen.ts'
import { draftOfMaintenance } from '#lib/api/run/drafts.ts'
import { showPage, showPosts } from '#lib/api/run/shown-post.ts'
import { spokenOf } from '#lib/api/run/spoken.ts'
import { type NoticeAnswer, refuseFor, tell } from '#lib/api/run/told.ts'
import { cancelPlanned } from '#lib/flows/maintenance/cancel-maintenance.ts'
import { completeNow } from '#lib/flows/maintenance/complete-maintenance.ts'
import { moveMaintenance } from '#lib/flows/maintenance/move-maintenance.ts'
import { planMaintenance } from '#lib/flows/maintenance/plan-maintenance.ts'
import { previewNotice } from '#lib/flows/notices/preview-notice.ts'
import { isRunning, type MaintenanceKind } from '#lib/rules/maintenance/maintenance.ts'
import { mostPlannedDays, periodProblem } from '#lib/rules/maintenance/period.ts'
import { later } from '#lib/rules/time/time.ts'
import { ourSite } from '#lib/site.ts'
import { mailOf } from './maintenance-mail.ts'

type Body<Contract extends { body: z.ZodType }> = { body: z.output<Contract['body']> }
type At = { params: { post: string } }
type Listing = { query: z.output<(typeof contracts.listMaintenanceContract)['query']> }

const kinds = ['maintenance'] as const

/** Maintenance and countermeasures, the newest first. */
export async function runListMaintenance({ query: { open, cursor, limit } }: Listing, { db, now }: ApiAct) {
  const page = await showPage(db, { kinds, cursor, limit }, now)
  if ('refused' in page) return page
  const { posts, next } = page
  const isWanted = (isOpen: boolean) => open === undefined || isOpen === (open === 'true')
  return { maintenance: posts.filter(post => isWanted(post.isOpen)), next }
}

/** One maintenance. */
export async function runGetMaintenance({ params: { post } }: At, { db, now }: ApiAct) {
  const [found] = await showPosts(db, { name: post, kinds, limit: 1 }, now)
  return found ?? noPost(post)
}

type Planned = {
  kind: MaintenanceKind
  title: string
  text: string | null
  servers: string[]
  group?: string | undefined
  startsAt: Date
  endsAt: Date
  endsBy: 'itself' | 'staff'
  notify: boolean
} & Parameters<typeof spokenOf>[0]

/** Plans maintenance. */
export function runPlan({ body }: Body<typeof contracts.planMaintenanceContract>, act: ApiAct) {
  const { text = null, endsByItself, ...rest } = body
  const endsBy = endsByItself ? ('itself' as const) : ('staff' as const)
  return publish({ ...rest, kind: 'maintenance', text, endsBy }, act)
}

/** Says that we do something on purpose from now on. */
export function runStartMeasure({ body }: Body<typeof contracts.startCountermeasureContract>, act: ApiAct) {
  const { minutes, ...rest } = body
  const times = { startsAt: act.now, endsAt: later(act.now, minutes * 60) }
  return publish({ ...rest, ...times, kind: 'countermeasure', text: null, endsBy: 'itself' }, act)
}

async function publish(planned: Planned, act: ApiAct): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const { kind, title, text, startsAt, endsAt, endsBy, notify: isMailed } = planned
  const wrong = wrongTimes({ startsAt, endsAt }, now)
  if (wrong) return wrong
  const chosen = await someServers(db, planned)
  if ('refused' in chosen) return chosen
  const serverIds = chosen.servers.map(({ id }) => id)
  const news = { notice: 'planned' as const, postId: '', kind, serverIds }
  const reach = isMailed ? await readMaintenanceReach(db, news, now) : 0
  const postId = act.idFor('post')
  const slots = serverIds.map(serverId => ({ serverId, startsAt, endsAt }))
  const said = { title, text, ...spokenOf(planned) }
  const maintenance = { postId, staffId: caller.id, kind, ...said, slots, endsBy, isMailed, reminders: [] }
  const labels = new Map(chosen.servers.map(({ id, label }) => [id, label]))
  const labelled = slots.map(slot => ({ ...slot, label: labels.get(slot.serverId) ?? slot.serverId }))
  const draft = draftOfMaintenance(
    startsAt <= now ? 'starting' : 'planned',
    { ...maintenance, slug: postId, slots: labelled },
    now,
  )
  const mail = isMailed ? () => previewNotice(db, draft, now) : null
  return tell(act, { postId, reach, mail }, () => planMaintenance(db, maintenance, now))
}

function wrongTimes({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, now: Date): NotDone | null {
  switch (periodProblem(startsAt, endsAt)) {
    case 'backwards':
      return refuseWith(422, 'The end has to be after the beginning.', 'endsAt')
    case 'long':
      return refuseWith(422, `The end has to be within ${mostPlannedDays} days of the beginning.`, 'endsAt')
    case null:
      return endsAt <= now ? refuseFor('past') : null
  }
}

/** Gives what has not begun another time. */
export async function runMove(
  { params: { post }, body }: At & Body<typeof contracts.moveMaintenanceContract>,
  act: ApiAct,
): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const maintenance = await maintenanceNamed(db, post, now)
  if (!maintenance) return noPost(post)
  const { version, startsAt, endsAt, notify: isMailed } = body
  const wrong = wrongTimes(body, now)
  if (wrong) return wrong
  if (maintenance.version !== version || maintenance.startsAt <= now || maintenance.cancelledAt)
    return refuseFor('changed-meanwhile')
  const reach = isMailed ? await readChangeReach(db, maintenance, 'moved', now) : 0
  const mail = isMailed
    ? await mailOf(db, { notice: 'moved', maintenance, to: { startsAt, endsAt } }, now)
    : null
  const { postId } = maintenance
  const change = { postId, staffId: caller.id, version, startsAt, endsAt, zone: ourSite().zone, isMailed }
  return tell(act, { postId, reach, mail }, () => moveMaintenance(db, change, now))
}

/** Cancels what has not begun. */
export async function runCancel(
  { params: { post }, body: { reason } }: At & Body<typeof contracts.cancelMaintenanceContract>,
  act: ApiAct,
): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const maintenance = await maintenanceNamed(db, post, now)
  if (!maintenance) return noPost(post)
  if (maintenance.startsAt <= now || maintenance.cancelledAt) return refuseFor('changed-meanwhile')
  const { postId } = maintenance
  const reach = await readChangeReach(db, maintenance, 'done', now)
  const mail = await mailOf(db, { notice: 'done', maintenance, reason }, now)
  const cancellation = { postId, staffId: caller.id, reason }
  return tell(act, { postId, reach, mail }, () => cancelPlanned(db, cancellation, now))
}

/** Says that what runs is done. */
export async function runComplete({ params: { post } }: At, act: ApiAct): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const maintenance = await maintenanceNamed(db, post, now)
  if (!maintenance) return noPost(post)
  if (!isRunning(maintenance, now)) return refuseFor('changed-meanwhile')
  const { postId } = maintenance
  const reach = await readChangeReach(db, maintenance, 'done', now)
  const mail = await mailOf(db, { notice: 'done', maintenance }, now)
  return tell(act, { postId, reach, mail }, () => completeNow(db, { postId, staffId: caller.id }, now))
}

/** A public maintenance by its id or its name in its address; null: there is none. */
export async function maintenanceNamed(
  db: Database,
  name: string,
  now: Date,
): Promise<DeskMaintenance | null> {
  const [found] = await showPosts(db, { name, kinds, limit: 1 }, now)
  return found ? readDeskMaintenance(db, found.id) : null
}
