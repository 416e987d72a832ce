'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField, isTicked } from '#app/desk/forms.ts'
import { askToTell } from '#app/desk/questions.ts'
import { readMistakeReach } from '#db/reads/notices/mistake-reach.ts'
import { withdrawServer } from '#lib/flows/incidents/withdraw-server.ts'

export const takeOut = deskAction(
  z.object({ postId: idField, serverId: idField, isTold: isTicked }),
  async (fields, { db, staffId, now }) =>
    say(await withdrawServer(db, { ...fields, staffId }, now), {
      done: 'Taken out. The page says that it was named by mistake.',
      over: 'This incident is not public any more, so nothing was changed.',
      gone: 'It is no part of this incident any more. Load the page again.',
      alerted:
        'Nothing was changed: an alert that is open says that this server is in trouble. End it at its source, or say above that the server is well.',
    }),
  async ({ postId, serverId, isTold }, { db, now }) => {
    const people = isTold ? await readMistakeReach(db, postId, serverId, now) : 0
    return people === 0 ? null : askToTell('Say that it was named by mistake', people)
  },
)
