'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField, isTicked } from '#app/desk/forms.ts'
import { askToTell } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readMistakeReach } from '#db/reads/notices/mistake-reach.ts'
import { withdrawServer } from '#lib/flows/incidents/withdraw-server.ts'

export const takeOut = deskAction(
  z.object({ postId: idField, serverId: idField, isTold: isTicked }),
  async (fields, { db, staffId, now }) =>
    say(await withdrawServer(db, { ...fields, staffId }, now), {
      done: staffWords('deskIncidents.mistakeActions.takenOutThePage'),
      over: staffWords('deskIncidents.mistakeActions.notPublic'),
      gone: staffWords('deskIncidents.mistakeActions.itIsNoPart'),
      alerted: staffWords('deskIncidents.mistakeActions.alertIsOpen'),
    }),
  async ({ postId, serverId, isTold }, { db, now }) => {
    const people = isTold ? await readMistakeReach(db, postId, serverId, now) : 0
    return people === 0 ? null : askToTell(staffWords('deskIncidents.mistakeActions.confirmMistake'), people)
  },
)
