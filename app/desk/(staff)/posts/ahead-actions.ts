'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField } from '#app/desk/forms.ts'
import { changeLimits, readSpoken } from '#app/desk/spoken-form.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { noteProgress } from '#lib/flows/posts/note-progress.ts'
import { closeAdvance, openAdvance } from '#lib/flows/posts/open-advance.ts'
import { pinPost } from '#lib/flows/posts/pin-post.ts'
import { dropPublication, planPublication } from '#lib/flows/posts/plan-publication.ts'
import { aheadForms } from './ahead-forms.ts'

const changed = () => staffWords('deskPosts.aheadActions.aColleagueWasQuicker')

export const planIt = deskAction(
  aheadForms.plan,
  async ({ at, isTold, change, ...seen }, { db, staffId, now, form }) => {
    const plan = { staffId, isTold, change, ...readSpoken(form, changeLimits) }
    return say(await planPublication(db, { ...seen, at, plan }, now), {
      done: staffWords('deskPosts.aheadActions.plannedUntilThenReaders'),
      'words-missing': staffWords('deskPosts.aheadActions.sayWhatHasChanged'),
      past: staffWords('deskPosts.aheadActions.thisTimeIsOver'),
      'changed-meanwhile': changed(),
    })
  },
)

export const dropPlan = deskAction(aheadForms.seen, async (fields, { db, staffId, now }) =>
  say(await dropPublication(db, { ...fields, staffId }, now), {
    done: staffWords('deskPosts.aheadActions.itIsNotPublished'),
    'changed-meanwhile': changed(),
  }),
)

export const openIt = deskAction(aheadForms.advance, async (fields, { db, staffId, now }) =>
  say(await openAdvance(db, { ...fields, staffId }, now), {
    done: staffWords('deskPosts.aheadActions.linkMailed'),
    'no-servers': staffWords('deskPosts.aheadActions.nameTheServersWhose'),
    'changed-meanwhile': changed(),
  }),
)

export const closeIt = deskAction(aheadForms.seen, async (fields, { db, staffId, now }) =>
  say(await closeAdvance(db, { ...fields, staffId }, now), {
    done: staffWords('deskPosts.aheadActions.endedTheLinkLeads'),
    'changed-meanwhile': changed(),
  }),
)

export const pin = deskAction(aheadForms.pin, async (fields, { db, staffId, now }) =>
  say(await pinPost(db, { ...fields, staffId }, now), {
    done: staffWords('deskPosts.aheadActions.itStandsFirstUntil'),
    past: staffWords('deskPosts.aheadActions.thisTimeIsOverChoose'),
    'changed-meanwhile': staffWords('deskPosts.aheadActions.readersDoNotSee'),
  }),
)

export const unpin = deskAction(aheadForms.unpin, async (fields, { db, staffId, now }) =>
  say(await pinPost(db, { ...fields, until: null, staffId }, now), {
    done: staffWords('deskPosts.aheadActions.unpinned'),
    past: staffWords('deskPosts.aheadActions.unpinned'),
    'changed-meanwhile': staffWords('deskPosts.aheadActions.readersDoNotSee'),
  }),
)

/** What was shown as done, and what is ticked now: only the difference counts, so colleagues overwrite nothing unseen. */
export const saveProgress = deskAction(aheadForms.progress, async (fields, { db, staffId, now, form }) => {
  const ids = z.array(idField).max(5000)
  const had = ids.safeParse(form.getAll('had')).data
  const ticked = ids.safeParse(form.getAll('done')).data
  if (!had || !ticked) return { problem: staffWords('deskPosts.aheadActions.formIncomplete') }
  const done = ticked.filter(id => !had.includes(id))
  const undone = had.filter(id => !ticked.includes(id))
  const { postId, word } = fields
  return say(await noteProgress(db, { postId, staffId, word: word || null, done, undone }, now), {
    done: staffWords('deskPosts.aheadActions.saved'),
    gone: staffWords('deskPosts.aheadActions.readersDoNotSee'),
  })
})
