'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField } from '#app/desk/forms.ts'
import { changeLimits, readSpoken } from '#app/desk/spoken-form.ts'
import { noteProgress } from '#lib/flows/posts/note-progress.ts'
import { closeAdvance, openAdvance } from '#lib/flows/posts/open-advance.ts'
import { pinPost } from '#lib/flows/posts/pin-post.ts'
import { dropPublication, planPublication } from '#lib/flows/posts/plan-publication.ts'
import { aheadForms } from './ahead-forms.ts'

const changed = 'A colleague was quicker, so nothing was done. Load the page again to see how it is now.'

export const planIt = deskAction(
  aheadForms.plan,
  async ({ at, isTold, change, ...seen }, { db, staffId, now, form }) => {
    const plan = { staffId, isTold, change, ...readSpoken(form, changeLimits) }
    return say(await planPublication(db, { ...seen, at, plan }, now), {
      done: 'Planned. Until then readers see nothing of it.',
      'words-missing': 'Say what has changed: that is what the mail says. Or do not tell subscribers.',
      past: 'This time is over. Choose a later one, or publish it now.',
      'changed-meanwhile': changed,
    })
  },
)

export const dropPlan = deskAction(aheadForms.seen, async (fields, { db, staffId, now }) =>
  say(await dropPublication(db, { ...fields, staffId }, now), {
    done: 'It is not published by itself any more.',
    'changed-meanwhile': changed,
  }),
)

export const openIt = deskAction(aheadForms.advance, async (fields, { db, staffId, now }) =>
  say(await openAdvance(db, { ...fields, staffId }, now), {
    done: 'The private link is mailed now.',
    'no-servers': 'Name the servers whose customers are to read it.',
    'changed-meanwhile': changed,
  }),
)

export const closeIt = deskAction(aheadForms.seen, async (fields, { db, staffId, now }) =>
  say(await closeAdvance(db, { ...fields, staffId }, now), {
    done: 'Ended: the link leads nowhere any more.',
    'changed-meanwhile': changed,
  }),
)

export const pin = deskAction(aheadForms.pin, async (fields, { db, staffId, now }) =>
  say(await pinPost(db, { ...fields, staffId }, now), {
    done: 'It stands first until then.',
    past: 'This time is over. Choose a later one.',
    'changed-meanwhile': 'Readers do not see this post any more.',
  }),
)

export const unpin = deskAction(aheadForms.unpin, async (fields, { db, staffId, now }) =>
  say(await pinPost(db, { ...fields, until: null, staffId }, now), {
    done: 'It stands in its place again.',
    past: 'It stands in its place again.',
    'changed-meanwhile': 'Readers do not see this post any more.',
  }),
)

/** What was shown as done, and what is ticked now: only the difference counts, so colleagues overwrite nothing unseen. */
export const saveProgress = deskAction(aheadForms.progress, async (fields, { db, staffId, now, form }) => {
  const ids = z.array(idField).max(5000)
  const had = ids.safeParse(form.getAll('had')).data
  const ticked = ids.safeParse(form.getAll('done')).data
  if (!had || !ticked) return { problem: 'The form was not complete. Load the page again.' }
  const done = ticked.filter(id => !had.includes(id))
  const undone = had.filter(id => !ticked.includes(id))
  const { postId, word } = fields
  return say(await noteProgress(db, { postId, staffId, word: word || null, done, undone }, now), {
    done: 'Saved. The page of the post shows it.',
    gone: 'Readers do not see this post any more.',
  })
})
