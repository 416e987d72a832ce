'use server'

import { deskAction, say } from '#app/desk/desk-action.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { answerComment } from '#lib/flows/comments/answer-comment.ts'
import { clarifyPoint, closeComments, settleComment } from '#lib/flows/comments/care-for-comments.ts'
import { hideComment, showComment } from '#lib/flows/comments/hide-comment.ts'
import { commentForms } from './comment-forms.ts'

export const answerIt = deskAction(commentForms.answer, async (fields, { db, staffMember, now }) =>
  say(await answerComment(db, { ...fields, staffMember }, now), {
    done: staffWords('deskComments.actions.answerPublished'),
    gone: staffWords('deskComments.actions.notPublicAnyMore'),
  }),
)

export const hide = deskAction(commentForms.hiding, async (fields, { db, staffId, now }) =>
  say(await hideComment(db, { ...fields, staffId }, now), {
    done: staffWords('deskComments.actions.hidden'),
    'changed-meanwhile': staffWords('deskComments.actions.alreadyHidden'),
  }),
)

export const show = deskAction(commentForms.showing, async (fields, { db, staffId, now }) =>
  say(await showComment(db, { ...fields, staffId }, now), {
    done: staffWords('deskComments.actions.shownAgain'),
    'changed-meanwhile': staffWords('deskComments.actions.itIsShownAlready'),
  }),
)

export const settleIt = deskAction(commentForms.settling, async (fields, { db, staffId, now }) =>
  say(await settleComment(db, { ...fields, staffId }, now), {
    done: fields.isSettled
      ? staffWords('deskComments.actions.itWaitsNoMore')
      : staffWords('deskComments.actions.waitsForAnswer'),
    'changed-meanwhile': staffWords('deskComments.actions.aColleagueWasQuicker'),
  }),
)

export const clarify = deskAction(commentForms.clarifying, async (fields, { db, staffId, now }) =>
  say(await clarifyPoint(db, { ...fields, staffId }, now), {
    done: fields.point
      ? staffWords('deskComments.actions.besidePoint')
      : staffWords('deskComments.actions.besideNoPoint'),
    'changed-meanwhile': staffWords('deskComments.actions.answerNotPublic'),
  }),
)

export const close = deskAction(commentForms.closing, async (fields, { db, staffId, now }) =>
  say(await closeComments(db, { ...fields, staffId }, now), {
    done: fields.isClosed
      ? staffWords('deskComments.actions.closedThePageSays')
      : staffWords('deskComments.actions.openAgain'),
    'changed-meanwhile': staffWords('deskComments.actions.alreadySo'),
  }),
)
