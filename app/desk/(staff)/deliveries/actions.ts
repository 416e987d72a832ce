'use server'

import { type DeskAct, deskAction, type Said, say } from '#app/desk/desk-action.ts'
import { forms } from '#app/desk/forms.ts'
import { askForGood, askToTell } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { countRecipients, readHeldPosts } from '#db/reads/sending/desk-deliveries.ts'
import { dropPost, releasePost } from '#lib/flows/notices/release-notices.ts'
import { sendNow } from '#lib/flows/notices/send-now.ts'
import { retryDeliveries } from '#lib/flows/sending/retry-deliveries.ts'

const quicker = () => staffWords('deskDeliveries.actions.aColleagueWasQuicker')

export const releaseHeldPost = deskAction(
  forms.heldPost,
  async (fields, { db, staffId, now }) =>
    say(await releasePost(db, { ...fields, staffId }, now), {
      done: staffWords('deskDeliveries.actions.releasedItIsMailed'),
      'changed-meanwhile': quicker(),
    }),
  async ({ postId }, { db }) =>
    askToTell(staffWords('deskDeliveries.actions.releaseWhatIsHeld'), await heldFor(db, postId)),
)

export const drop = deskAction(
  forms.heldPost,
  async (fields, { db, staffId, now }) =>
    say(await dropPost(db, { ...fields, staffId }, now), {
      done: staffWords('deskDeliveries.actions.dropped'),
      'changed-meanwhile': quicker(),
    }),
  async ({ postId }, { db }) => {
    const count = await heldFor(db, postId)
    return askForGood(
      staffWords('deskDeliveries.actions.dropItForGood', { count }),
      staffWords('deskDeliveries.actions.yesMailNobody'),
    )
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
    if (queued === 0) return { problem: staffWords('deskDeliveries.actions.noneRefused') }
    return { done: staffWords('deskDeliveries.actions.itIsTriedAgain', { queued }) }
  },
  async ({ deliveryIds }, { db }) =>
    askToTell(staffWords('deskDeliveries.actions.retryRefused'), await countRecipients(db, deliveryIds)),
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
  if (count === 0) return { problem: staffWords('deskDeliveries.actions.noneOfThemWaits') }
  return { done: staffWords('deskDeliveries.actions.itGoesOutNow', { count }) }
}
