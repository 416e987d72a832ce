'use server'

import type { z } from 'zod'
import type { FormQuestion } from '#app/_components/desk/forms/confirmation.tsx'
import { type DeskAct, deskAction, type Said, say } from '#app/desk/desk-action.ts'
import { forms } from '#app/desk/forms.ts'
import { askToTell } from '#app/desk/questions.ts'
import { readSpoken, reasonLimits, titledLimits, wordsLimits } from '#app/desk/spoken-form.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readDeskMaintenance } from '#db/reads/maintenance/desk-maintenance.ts'
import { readMaintenanceReach } from '#db/reads/maintenance/reach.ts'
import { readPlannedWindows } from '#db/reads/maintenance/recurrences.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { cancelPlanned } from '#lib/flows/maintenance/cancel-maintenance.ts'
import { completeNow } from '#lib/flows/maintenance/complete-maintenance.ts'
import { extendMaintenance } from '#lib/flows/maintenance/extend-maintenance.ts'
import { moveMaintenance } from '#lib/flows/maintenance/move-maintenance.ts'
import { planMaintenance } from '#lib/flows/maintenance/plan-maintenance.ts'
import { planRecurrence } from '#lib/flows/maintenance/plan-recurrence.ts'
import { stopRepeating } from '#lib/flows/maintenance/stop-recurrence.ts'
import { writeMaintenanceUpdate } from '#lib/flows/maintenance/write-maintenance-update.ts'
import { spanOf } from '#lib/rules/maintenance/maintenance.ts'
import { later } from '#lib/rules/time/time.ts'
import { ourSite } from '#lib/site.ts'
import {
  cancellationForm,
  chooseMaintenanceServers,
  completionForm,
  countermeasureForm,
  extensionForm,
  maintenanceForm,
  moveForm,
  remindersOf,
  shiftForm,
  stopForm,
} from './maintenance-form.ts'
import { plannedSlots } from './planned-slots.ts'
import { readReachOf } from './reach-of.ts'
import { recurrenceOf } from './recurrence-of.ts'

const changed = () => staffWords('deskMaintenance.actions.begunOrChanged')

type Mailed = { isMailed: boolean; what: string; kind: 'maintenance' | 'countermeasure' }

/** Asks before customers are mailed; null: nothing is to be asked. */
async function askFirst(
  { db, now }: DeskAct,
  { isMailed, what, kind }: Mailed,
  serverIds: readonly string[],
): Promise<FormQuestion | null> {
  if (!isMailed) return null
  const people = await readMaintenanceReach(db, { notice: 'planned', postId: '', kind, serverIds }, now)
  return people === 0 ? null : askToTell(staffWords('deskMaintenance.actions.publishIt', { what }), people)
}

export const plan = deskAction(maintenanceForm, publishPlan, async (fields, act) => {
  const planned = plannedSlots(fields, await readTargets(act.db))
  // What is wrong with it is said before anything is asked.
  if ('problem' in planned || spanOf(planned.slots).endsAt <= act.now) return null
  return askFirst(
    act,
    fields,
    planned.slots.map(slot => slot.serverId),
  )
})

async function publishPlan(
  fields: z.infer<typeof maintenanceForm>,
  { db, staffId, now, form }: DeskAct,
): Promise<Said> {
  const { what: title, postId, kind, text, isMailed } = fields
  const planned = plannedSlots(fields, await readTargets(db))
  if ('problem' in planned) return planned
  const endsBy = fields.endsByItself ? ('itself' as const) : ('staff' as const)
  const said = { title, text, ...readSpoken(form, titledLimits) }
  const maintenance = { staffId, kind, ...said, isMailed, endsBy, reminders: remindersOf(fields) }
  const mailed = isMailed
    ? staffWords('deskMaintenance.actions.customersOfItsServers')
    : staffWords('deskMaintenance.actions.nobodyGetsMailAbout')
  const repeated = recurrenceOf(fields, planned.slots, ourSite().zone)
  if (repeated && 'problem' in repeated) return repeated
  if (repeated)
    return say(await planRecurrence(db, { ...maintenance, ...repeated, id: postId }, now), {
      done: staffWords('deskMaintenance.actions.publishedTheNextWindows', { mailed }),
      never: staffWords('deskMaintenance.actions.noWindowToCome'),
      'there-already': staffWords('deskMaintenance.actions.alreadyPlanned'),
    })
  return say(await planMaintenance(db, { ...maintenance, postId, slots: planned.slots }, now), {
    done: staffWords('deskMaintenance.actions.publishedMailed', { mailed }),
    past: staffWords('deskMaintenance.actions.theEndIsPast'),
    'there-already': staffWords('deskMaintenance.actions.thisVeryMaintenanceIsPublished'),
  })
}

/** Says that we do something on purpose, from now on. */
export const startMeasure = deskAction(countermeasureForm, startTyped, async (fields, act) => {
  const chosen = chooseMaintenanceServers(fields, await readTargets(act.db))
  return 'problem' in chosen ? null : askFirst(act, { ...fields, kind: 'countermeasure' }, chosen.ids)
})

async function startTyped(
  fields: z.infer<typeof countermeasureForm>,
  { db, staffId, now, form }: DeskAct,
): Promise<Said> {
  const { postId, what: title, isMailed, minutes } = fields
  const chosen = chooseMaintenanceServers(fields, await readTargets(db))
  if ('problem' in chosen) return chosen
  const kind = 'countermeasure' as const
  const endsAt = later(now, minutes * 60)
  const slots = chosen.ids.map(serverId => ({ serverId, startsAt: now, endsAt }))
  const said = { title, text: null, ...readSpoken(form, { title: 160 }) }
  const maintenance = { postId, staffId, kind, ...said, slots, isMailed, reminders: [] }
  return say(await planMaintenance(db, { ...maintenance, endsBy: 'itself' }, now), {
    done: staffWords('deskMaintenance.actions.started', { isMailed: isMailed ? 'yes' : 'no' }),
    past: staffWords('deskMaintenance.actions.itsEndIsPast'),
    'there-already': staffWords('deskMaintenance.actions.alreadyStarted'),
  })
}

export const complete = deskAction(completionForm, async (fields, { db, staffId, now }) =>
  say(await completeNow(db, { ...fields, staffId }, now), {
    done: staffWords('deskMaintenance.actions.completed'),
    'changed-meanwhile': changed(),
  }),
)

export const cancel = deskAction(cancellationForm, async (fields, { db, staffId, now, form }) =>
  say(await cancelPlanned(db, { ...fields, ...readSpoken(form, reasonLimits), staffId }, now), {
    done: staffWords('deskMaintenance.actions.cancelled'),
    'changed-meanwhile': changed(),
  }),
)

const moved = () => ({
  done: staffWords('deskMaintenance.actions.moved'),
  past: staffWords('deskMaintenance.actions.newEndIsPast'),
  'changed-meanwhile': changed(),
})

export const move = deskAction(moveForm, async (fields, { db, staffId, now }) =>
  say(await moveMaintenance(db, { ...fields, staffId }, now), moved()),
)

export const shift = deskAction(shiftForm, async (fields, { db, staffId, now }) =>
  say(await moveMaintenance(db, { ...fields, staffId }, now), moved()),
)

export const extend = deskAction(extensionForm, async (fields, { db, staffId, now }) =>
  say(await extendMaintenance(db, { ...fields, staffId }, now), {
    done: staffWords('deskMaintenance.actions.extended', { minutes: fields.minutes }),
    'changed-meanwhile': changed(),
  }),
)

export const stop = deskAction(
  stopForm,
  async ({ recurrenceId, cancels, reason: typed }, { db, staffId, now, form }) => {
    const reason = cancels ? typed : null
    const spoken = readSpoken(form, reasonLimits)
    return say(await stopRepeating(db, { recurrenceId, staffId, reason, ...spoken }, now), {
      done: cancels
        ? staffWords('deskMaintenance.actions.stoppedAndCancelled')
        : staffWords('deskMaintenance.actions.stoppedWhatIsPlanned'),
      'changed-meanwhile': staffWords('deskMaintenance.actions.aColleagueHasStopped'),
    })
  },
  async ({ recurrenceId, cancels }, { db, now }) => {
    if (!cancels) return null
    // Its windows have the same servers, and so the same customers.
    let people = 0
    for (const postId of await readPlannedWindows(db, recurrenceId, now)) {
      const window = await readDeskMaintenance(db, postId)
      if (window) people = Math.max(people, (await readReachOf(db, window, now)).ofEnd)
    }
    return people === 0 ? null : askToTell(staffWords('deskMaintenance.actions.stopItAndCancel'), people)
  },
)

export const updateMaintenance = deskAction(
  forms.maintenanceUpdate,
  async (fields, { db, staffId, now, form }) =>
    say(await writeMaintenanceUpdate(db, { ...fields, ...readSpoken(form, wordsLimits), staffId }, now), {
      done: fields.isMailed
        ? staffWords('deskMaintenance.actions.publishedWhoWasTold')
        : staffWords('deskMaintenance.actions.published'),
      over: staffWords('deskMaintenance.actions.overMeanwhile'),
    }),
)
