'use server'

import { deskAction, say } from '#app/desk/desk-action.ts'
import { forms } from '#app/desk/forms.ts'
import { askToTell } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readMaintenanceReach } from '#db/reads/maintenance/reach.ts'
import { draftCountermeasure, startCountermeasure } from '#lib/flows/maintenance/start-countermeasure.ts'

/** Says that we do something against an incident, on its servers, from now on. */
export const beginCountermeasure = deskAction(
  forms.countermeasure,
  async (fields, { db, staffId, now }) =>
    say(await startCountermeasure(db, { ...fields, staffId }, now), {
      done: staffWords('deskNow.countermeasureActions.runs'),
      over: staffWords('deskNow.countermeasureActions.noneOfItsServers'),
      'there-already': staffWords('deskNow.countermeasureActions.thisVeryCountermeasureRuns'),
    }),
  async (fields, { db, staffId, now }) => {
    const plan = await draftCountermeasure(db, { ...fields, staffId }, now)
    if (!plan) return null
    const { kind, title: what, slots } = plan
    const news = { notice: 'planned' as const, postId: '', kind, serverIds: slots.map(slot => slot.serverId) }
    const count = await readMaintenanceReach(db, news, now)
    return {
      ...askToTell(staffWords('deskNow.countermeasureActions.saySo', { what }), count),
      also: { measure: fields.measure },
    }
  },
)
