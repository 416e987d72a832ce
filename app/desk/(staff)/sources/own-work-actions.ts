'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField, isTicked } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { switchOwnWork } from '#lib/flows/sources/switch-own-work.ts'

const form = z.object({ sourceId: idField, isOn: isTicked })

/** Lets an agent begin countermeasures, or not. */
export const switchOwn = deskAction(form, async ({ sourceId, isOn }, { db, staffId, now }) =>
  say(await switchOwnWork(db, { sourceId, isOn, staffId }, now), {
    done: isOn
      ? staffWords('deskSources.ownWorkActions.itMay')
      : staffWords('deskSources.ownWorkActions.itMayNotWhat'),
    'changed-meanwhile': staffWords('deskSources.ownWorkActions.thisSourceIsGone'),
  }),
)
