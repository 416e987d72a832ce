'use server'

import { deskAction, say } from '#app/desk/desk-action.ts'
import { forms } from '#app/desk/forms.ts'
import { askToTell } from '#app/desk/questions.ts'
import { countWorkReach } from '#db/reads/notices/reach.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { endMaintenanceNow } from '#lib/flows/maintenance/end-maintenance.ts'
import { planMaintenance } from '#lib/flows/maintenance/plan-maintenance.ts'
import { writeMaintenanceUpdate } from '#lib/flows/maintenance/write-maintenance-update.ts'
import { chooseMaintenanceServers, maintenanceEnd, maintenanceForm } from './maintenance-form.ts'

export const plan = deskAction(
  maintenanceForm,
  async (fields, { db, staffId, now }) => {
    const { what: title, from: startsAt, to: endsAt, postId, kind, text, isMailed } = fields
    const chosen = chooseMaintenanceServers(fields, await readTargets(db))
    if ('problem' in chosen) return chosen
    const maintenance = { postId, kind, title, text, startsAt, endsAt, isMailed, serverIds: chosen.ids }
    return say(await planMaintenance(db, { ...maintenance, staffId }, now), {
      done: isMailed
        ? 'Published. Customers of its servers are told.'
        : 'Published. Nobody gets mail about it.',
      past: 'The end is past already. Write when the work ends, on your own clock.',
      'there-already': 'This very work is published already: see the list below.',
    })
  },
  async (fields, { db, now }) => {
    const chosen = chooseMaintenanceServers(fields, await readTargets(db))
    // What is wrong with it is said before anything is asked.
    if (!fields.isMailed || 'problem' in chosen || fields.to <= now) return null
    const [startsAt, endsAt] = [fields.from.toISOString(), fields.to.toISOString()]
    const { kind: work, what } = fields
    const facts = { is: 'work' as const, work, what, startsAt, endsAt, isCancelled: false }
    return askToTell(`Publish “${what}”`, await countWorkReach(db, chosen.ids, facts, now))
  },
)

export const end = deskAction(maintenanceEnd, async (fields, { db, staffId, now }) =>
  say(await endMaintenanceNow(db, { ...fields, staffId }, now), {
    done: fields.how === 'complete' ? 'Completed.' : 'Cancelled.',
    'changed-meanwhile':
      'It is over, or has begun meanwhile, so nothing was changed. Look at the list again.',
  }),
)

export const updateMaintenance = deskAction(forms.maintenanceUpdate, async (fields, { db, staffId, now }) =>
  say(await writeMaintenanceUpdate(db, { ...fields, staffId }, now), {
    done: fields.isMailed ? 'Published. Who was told of it gets it by mail.' : 'Published.',
    over: 'This work is over, so nothing was published.',
  }),
)
