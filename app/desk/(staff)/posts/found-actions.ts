'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField } from '#app/desk/forms.ts'
import { askForGood, askToSay, askToTell } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readExaminablePost } from '#db/reads/agents/examined.ts'
import { countWouldHear } from '#db/reads/notices/watcher-counts.ts'
import { listExamined, publishExamined, withdrawExamined } from '#lib/flows/agents/publish-examined.ts'
import { addToPublic } from '#lib/flows/incidents/add-to-public.ts'

const addition = deskAction(
  z.object({
    postId: idField,
    intoId: idField,
    seenServerIds: z.string().transform(text => text.split(' ')),
  }),
  async (fields, { db, staffId, now }) =>
    say(await addToPublic(db, { ...fields, staffId }, now), {
      done: staffWords('deskPosts.foundActions.addedCustomersOfThese'),
      grown: staffWords('deskPosts.foundActions.nothingWasAddedMore'),
      over: staffWords('deskPosts.foundActions.changedMeanwhile'),
    }),
  async ({ postId }, { db, now }) =>
    askToTell(
      staffWords('deskPosts.foundActions.addServers'),
      await countWouldHear(db, postId, 'began', now),
    ),
)

/** Adds the servers of a held finding to the public incident about the same one, and goes there. */
export async function addToOther(before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const outcome = await addition(before, form)
  if (outcome && 'done' in outcome) redirect(`/desk/posts/${form.get('intoId')}`)
  return outcome
}

const aboutPost = z.object({ postId: idField })

export const publishLooked = deskAction(
  aboutPost,
  async (fields, { db, staffId, now }) =>
    say(await publishExamined(db, { ...fields, staffId }, now), {
      done: staffWords('deskPosts.foundActions.publishedOnThePages'),
      nobody: staffWords('deskPosts.foundActions.nothingToPublish'),
      over: staffWords('deskPosts.foundActions.notPublic'),
    }),
  async ({ postId }, { db, now }) => {
    const post = await readExaminablePost(db, postId, now)
    const count = post ? (await listExamined(db, post, now)).length : 0
    const where = staffWords('deskPosts.foundActions.serverCount', { count })
    return askToSay(
      staffWords('deskPosts.foundActions.askPublishVerdicts', { where }),
      staffWords('deskPosts.foundActions.confirmPublish'),
      count,
    )
  },
)

export const withdrawLooked = deskAction(
  aboutPost,
  async (fields, { db, staffId, now }) =>
    say(await withdrawExamined(db, { ...fields, staffId }, now), {
      done: staffWords('deskPosts.foundActions.takenBackNoPage'),
      gone: staffWords('deskPosts.foundActions.itWasTakenBack'),
    }),
  async () =>
    askForGood(
      staffWords('deskPosts.foundActions.askTakeBack'),
      staffWords('deskPosts.foundActions.yesTakeItBack'),
    ),
)
