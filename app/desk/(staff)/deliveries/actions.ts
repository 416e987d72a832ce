'use server'

import { type DeskAct, deskAction, type Said, say } from '#app/desk/desk-action.ts'
import { forms } from '#app/desk/forms.ts'
import { askForGood, askToTell, peopleWords } from '#app/desk/questions.ts'
import { countRecipients, readHeldPosts } from '#db/reads/sending/desk-deliveries.ts'
import { dropPost, releasePost } from '#lib/flows/notices/release-notices.ts'
import { sendNow } from '#lib/flows/notices/send-now.ts'
import { retryDeliveries } from '#lib/flows/sending/retry-deliveries.ts'

const quicker = 'A colleague was quicker: nothing is held of this post any more.'

export const releaseHeldPost = deskAction(
  forms.heldPost,
  async (fields, { db, staffId, now }) =>
    say(await releasePost(db, { ...fields, staffId }, now), {
      done: 'Released. It is mailed now.',
      'changed-meanwhile': quicker,
    }),
  async ({ postId }, { db }) => askToTell('Release what is held of this post', await heldFor(db, postId)),
)

export const drop = deskAction(
  forms.heldPost,
  async (fields, { db, staffId, now }) =>
    say(await dropPost(db, { ...fields, staffId }, now), {
      done: 'Dropped. Nobody gets a mail of it.',
      'changed-meanwhile': quicker,
    }),
  async ({ postId }, { db }) => {
    const people = peopleWords(await heldFor(db, postId))
    return askForGood(`Drop it for good, so that ${people} never get it?`, 'Yes, mail nobody')
  },
)

/** How many people what is held of a post is for. */
async function heldFor(db: DeskAct['db'], postId: string): Promise<number> {
  return (await readHeldPosts(db)).find(post => post.postId === postId)?.heldFor ?? 0
}

export const retry = deskAction(
  forms.deliveries,
  async (fields, { db, staffId, now }) => {
    const queued = await retryDeliveries(db, { ...fields, staffId }, now)
    if (queued === 0) return { problem: 'None of them is refused any more: look at them again.' }
    return { done: queued === 1 ? 'It is tried again now.' : `${queued} are tried again now.` }
  },
  async ({ deliveryIds }, { db }) =>
    askToTell('Try again what was refused', await countRecipients(db, deliveryIds)),
)

/** Sends all that waits of a notice. */
export const sendNoticeNow = deskAction(forms.waitingNotice, async (meant, { db, staffId, now }) =>
  saySent(await sendNow(db, { meant, staffId }, now)),
)

/** Sends these deliveries, as far as they wait. */
export const sendDeliveriesNow = deskAction(forms.deliveries, async (meant, { db, staffId, now }) =>
  saySent(await sendNow(db, { meant, staffId }, now)),
)

function saySent(count: number): Said {
  if (count === 0) return { problem: 'None of them waits any more: look at them again.' }
  return { done: count === 1 ? 'It goes out now.' : `${count} go out now.` }
}
