import type { z } from 'zod'
import { readDeskTurns } from '#db/reads/maintenance/desk-maintenance.ts'
import { readChangeReach } from '#db/reads/maintenance/reach.ts'
import { readUpdateReach } from '#db/reads/notices/reach.ts'
import type * as contracts from '#lib/api/contract/maintenance/running.ts'
import type { ApiAct, NotDone } from '#lib/api/operation.ts'
import { noPost } from '#lib/api/run/chosen.ts'
import { draftOfMaintenance } from '#lib/api/run/drafts.ts'
import { spokenOf } from '#lib/api/run/spoken.ts'
import { type NoticeAnswer, refuseFor, tell } from '#lib/api/run/told.ts'
import { extendMaintenance } from '#lib/flows/maintenance/extend-maintenance.ts'
import { writeMaintenanceUpdate } from '#lib/flows/maintenance/write-maintenance-update.ts'
import { previewNotice } from '#lib/flows/notices/preview-notice.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { extendedSlots } from '#lib/rules/maintenance/extension.ts'
import { isRunning, liveSlots, maintenancePhase } from '#lib/rules/maintenance/maintenance.ts'
import { maintenanceNamed } from './maintenance.ts'

type Body<Contract extends { body: z.ZodType }> = { body: z.output<Contract['body']> }
type At = { params: { post: string } }

/** Lets what runs go on for longer. */
export async function runExtend(
  { params: { post }, body }: At & Body<typeof contracts.extendMaintenanceContract>,
  act: ApiAct,
): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const maintenance = await maintenanceNamed(db, post, now)
  if (!maintenance) return noPost(post)
  const { version, minutes, notify: isMailed } = body
  if (maintenance.version !== version || !isRunning(maintenance, now)) return refuseFor('changed-meanwhile')
  const turns = await readDeskTurns(db, maintenance.id)
  const reach = isMailed ? await readChangeReach(db, maintenance, 'moved', now) : 0
  const labels = new Map(turns.map(({ serverId, label }) => [serverId, label]))
  const before = new Map(turns.map(turn => [turn.serverId, turn]))
  const slots = liveSlots(extendedSlots({ ...maintenance, slots: turns }, minutes, now)).map(slot => ({
    ...slot,
    label: labels.get(slot.serverId) ?? slot.serverId,
    was: before.get(slot.serverId) ?? slot,
  }))
  const isHeard = isMailed && !maintenance.isQuiet && maintenance.isTold
  const mail = isHeard
    ? () => previewNotice(db, draftOfMaintenance('moved', { ...maintenance, slots }, now), now)
    : null
  const { postId } = maintenance
  const extension = { postId, staffId: caller.id, version, minutes, isMailed }
  return tell(act, { postId, reach, mail }, () => extendMaintenance(db, extension, now))
}

/** Adds to the timeline of maintenance. */
export async function runMaintenanceUpdate(
  { params: { post }, body }: At & Body<typeof contracts.writeMaintenanceUpdateContract>,
  act: ApiAct,
): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const maintenance = await maintenanceNamed(db, post, now)
  if (!maintenance) return noPost(post)
  const { text, nextUpdateMinutes = null, notify: isMailed } = body
  if (maintenancePhase(maintenance, now) === 'completed') return refuseFor('over')
  const { postId, slug, title } = maintenance
  const reach = isMailed ? (await readUpdateReach(db, postId, now)).heard.count : 0
  const turns = liveSlots(await readDeskTurns(db, maintenance.id))
  const draft = draftOfMaintenance('moved', { ...maintenance, slots: turns }, now)
  const saying = {
    is: 'words' as const,
    about: 'maintenance' as const,
    title,
    text: plainText(text, 'light'),
  }
  const said = { kind: 'update' as const, postId, slug, facts: { servers: draft.facts.servers, saying } }
  const mail = isMailed ? () => previewNotice(db, said, now) : null
  const words = { text, ...spokenOf(body) }
  const update = {
    id: act.idFor('update'),
    postId,
    staffId: caller.id,
    ...words,
    isMailed,
    nextUpdateMinutes,
  }
  return tell(act, { postId, reach, mail }, () => writeMaintenanceUpdate(db, update, now))
}
