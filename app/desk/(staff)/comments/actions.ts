'use server'

import { deskAction, say } from '#app/desk/desk-action.ts'
import { answerComment } from '#lib/flows/comments/answer-comment.ts'
import { clarifyPoint, closeComments, settleComment } from '#lib/flows/comments/care-for-comments.ts'
import { hideComment, showComment } from '#lib/flows/comments/hide-comment.ts'
import { commentForms } from './comment-forms.ts'

export const answerIt = deskAction(commentForms.answer, async (fields, { db, staffMember, now }) =>
  say(await answerComment(db, { ...fields, staffMember }, now), {
    done: 'Published. Its author is told, unless they switched that off.',
    gone: 'This comment or its post is not public any more, so nothing was published.',
  }),
)

export const hide = deskAction(commentForms.hiding, async (fields, { db, staffId, now }) =>
  say(await hideComment(db, { ...fields, staffId }, now), {
    done: 'Hidden.',
    'changed-meanwhile': 'A colleague hid it already.',
  }),
)

export const show = deskAction(commentForms.showing, async (fields, { db, staffId, now }) =>
  say(await showComment(db, { ...fields, staffId }, now), {
    done: 'Shown again.',
    'changed-meanwhile': 'It is shown already.',
  }),
)

export const settleIt = deskAction(commentForms.settling, async (fields, { db, staffId, now }) =>
  say(await settleComment(db, { ...fields, staffId }, now), {
    done: fields.isSettled ? 'It waits no more.' : 'It waits for an answer again.',
    'changed-meanwhile': 'A colleague was quicker: it is so already, or it is not public any more.',
  }),
)

export const clarify = deskAction(commentForms.clarifying, async (fields, { db, staffId, now }) =>
  say(await clarifyPoint(db, { ...fields, staffId }, now), {
    done: fields.point ? 'It stands beside the point, too.' : 'It stands beside no point any more.',
    'changed-meanwhile': 'This answer is not public any more.',
  }),
)

export const close = deskAction(commentForms.closing, async (fields, { db, staffId, now }) =>
  say(await closeComments(db, { ...fields, staffId }, now), {
    done: fields.isClosed ? 'Closed. The page says so.' : 'Open again.',
    'changed-meanwhile': 'A colleague was quicker: it is so already.',
  }),
)
