'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField } from '#app/desk/forms.ts'
import { askForGood } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readReadership } from '#db/reads/readers/readership.ts'
import { chooseReadership } from '#lib/flows/readers/choose-readership.ts'
import { endHandOverSecret, makeHandOverSecret } from '#lib/flows/readers/hand-over-secrets.ts'
import { readerships } from '#lib/rules/readers/readership.ts'

const done = () =>
  ({
    public: staffWords('deskReaders.actions.everybodyReads'),
    customers: staffWords('deskReaders.actions.customersRead'),
    staff: staffWords('deskReaders.actions.onlyStaffMayRead'),
  }) as const

const asked = () =>
  ({
    public: staffWords('deskReaders.actions.askOpen'),
    customers: staffWords('deskReaders.actions.askClose'),
    staff: staffWords('deskReaders.actions.closeTheSiteToAll'),
  }) as const

/** Who may read the site. */
export const chooseReaders = deskAction(
  z.object({
    readership: z.enum(readerships, { error: () => staffWords('deskReaders.actions.notInList') }),
  }),
  async ({ readership }, { db, staffId, now }) => {
    await chooseReadership(db, { readership, staffId }, now)
    return { done: done()[readership] }
  },
  async ({ readership }, { db }) =>
    (await readReadership(db)) === readership
      ? null
      : askForGood(asked()[readership], staffWords('deskReaders.actions.confirm')),
)

/** A secret for the panel, shown once. */
export const makeSecret = deskAction(z.object({}), async (_, { db, staffId, now }) => {
  const made = await makeHandOverSecret(db, { staffId }, now)
  if (made === 'too-many') return { problem: staffWords('deskReaders.actions.thereAreTwoAlready') }
  return { done: staffWords('deskReaders.actions.copyNow', { secret: made.secret }) }
})

/** Ends a secret. */
export const endSecret = deskAction(
  z.object({ secretId: idField }),
  async (fields, { db, staffId, now }) =>
    say(await endHandOverSecret(db, { ...fields, staffId }, now), {
      done: staffWords('deskReaders.actions.endedNobodyIsHanded'),
      gone: staffWords('deskReaders.actions.itWasEndedAlready'),
    }),
  async () =>
    askForGood(staffWords('deskReaders.actions.endItForGood'), staffWords('deskReaders.actions.confirmEnd')),
)
