'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField } from '#app/desk/forms.ts'
import { askForGood } from '#app/desk/questions.ts'
import { readReadership } from '#db/reads/readers/readership.ts'
import { chooseReadership } from '#lib/flows/readers/choose-readership.ts'
import { endHandOverSecret, makeHandOverSecret } from '#lib/flows/readers/hand-over-secrets.ts'
import { readerships } from '#lib/rules/readers/readership.ts'

const done = {
  public: 'Everybody may read the site from now on.',
  customers: 'Only customers whom your panel hands over, and staff, may read the site from now on.',
  staff: 'Only staff may read the site from now on.',
} as const

const asked = {
  public: 'Open the site to everybody, search engines and programs too?',
  customers:
    'Close the site to all but customers whom your panel hands over? Feeds, badges and notes in pages of others show nothing any more; mails to subscribers go on.',
  staff:
    'Close the site to all but staff? Feeds, badges and notes in pages of others show nothing any more; mails to subscribers go on.',
} as const

/** Who may read the site. */
export const chooseReaders = deskAction(
  z.object({ readership: z.enum(readerships, 'is not in the list') }),
  async ({ readership }, { db, staffId, now }) => {
    await chooseReadership(db, { readership, staffId }, now)
    return { done: done[readership] }
  },
  async ({ readership }, { db }) =>
    (await readReadership(db)) === readership ? null : askForGood(asked[readership], 'Yes, do it'),
)

/** A secret for the panel, shown once. */
export const makeSecret = deskAction(z.object({}), async (_, { db, staffId, now }) => {
  const made = await makeHandOverSecret(db, { staffId }, now)
  if (made === 'too-many')
    return { problem: 'There are two already. End the one that your panel does not use any more.' }
  return { done: `Copy it now, it is not shown again: ${made.secret}` }
})

/** Ends a secret. */
export const endSecret = deskAction(
  z.object({ secretId: idField }),
  async (fields, { db, staffId, now }) =>
    say(await endHandOverSecret(db, { ...fields, staffId }, now), {
      done: 'Ended. Nobody is handed over with it any more.',
      gone: 'It was ended already.',
    }),
  async () =>
    askForGood(
      'End it for good? A panel that still uses it lets nobody in. Who is in already stays for up to 12 hours.',
      'Yes, end it',
    ),
)
