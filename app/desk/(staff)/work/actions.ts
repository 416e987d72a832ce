'use server'

import { deskAction, say } from '#app/desk/desk-action.ts'
import { forms } from '#app/desk/forms.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { endWorkNow } from '#lib/flows/maintenance/end-work.ts'
import { planWork } from '#lib/flows/maintenance/plan-work.ts'
import { writeWorkUpdate } from '#lib/flows/maintenance/write-work-update.ts'
import { chooseWorkServers, workEnd, workForm } from './work-form.ts'

export const plan = deskAction(workForm, async (fields, { db, personId, now }) => {
  const { what: title, from: startsAt, to: endsAt, postId, kind, text, isMailed } = fields
  const chosen = chooseWorkServers(fields, await readTargets(db))
  if ('problem' in chosen) return chosen
  const work = { postId, kind, title, text, startsAt, endsAt, isMailed, serverIds: chosen.ids }
  return say(await planWork(db, { ...work, personId }, now), {
    done: isMailed
      ? 'Published. Customers of its servers are told.'
      : 'Published. Nobody gets mail about it.',
    past: 'The end is past already. Write when the work ends, on your own clock.',
    'there-already': 'This very work is published already: see the list below.',
  })
})

export const end = deskAction(workEnd, async (fields, { db, personId, now }) =>
  say(await endWorkNow(db, { ...fields, personId }, now), {
    done: fields.how === 'complete' ? 'Completed.' : 'Cancelled.',
    'changed-meanwhile':
      'It is over, or has begun meanwhile, so nothing was changed. Look at the list again.',
  }),
)

export const update = deskAction(forms.workUpdate, async (fields, { db, personId, now }) =>
  say(await writeWorkUpdate(db, { ...fields, personId }, now), {
    done: fields.isMailed ? 'Published. Who was told of it gets it by mail.' : 'Published.',
    over: 'This work is over, so nothing was published.',
  }),
)
