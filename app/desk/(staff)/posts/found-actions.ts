'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField } from '#app/desk/forms.ts'
import { askForGood, askToSay, askToTell } from '#app/desk/questions.ts'
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
      done: 'Added. Customers of these servers are told now.',
      grown: 'Nothing was added: more servers have joined since you looked. Look at it again.',
      over: 'Nothing was added: one of the two is not what it was when you opened the page.',
    }),
  async ({ postId }, { db, now }) =>
    askToTell('Add its servers to the public incident', await countWouldHear(db, postId, 'began', now)),
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
      done: 'Published on the pages of those servers.',
      nobody: 'Nothing was published: of no server it can be said any more.',
      over: 'Nothing was published: this post is not public any more.',
    }),
  async ({ postId }, { db, now }) => {
    const post = await readExaminablePost(db, postId, now)
    const count = post ? (await listExamined(db, post, now)).length : 0
    const where = count === 1 ? 'one server' : `${count.toLocaleString('en')} servers`
    return askToSay(
      `Say in public on the pages of ${where} that an agent looked there and did not find this? Nobody is mailed. Where something is found later, it goes by itself.`,
      'Yes, publish it',
      count,
    )
  },
)

export const withdrawLooked = deskAction(
  aboutPost,
  async (fields, { db, staffId, now }) =>
    say(await withdrawExamined(db, { ...fields, staffId }, now), {
      done: 'Taken back. No page says it any more.',
      gone: 'It was taken back already.',
    }),
  async () => askForGood('Take it back from the pages of all those servers?', 'Yes, take it back'),
)
