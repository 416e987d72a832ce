import type { z } from 'zod'
import { readDeskComments } from '#db/reads/comments/desk-comments.ts'
import type * as contracts from '#lib/api/contract/comments.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { answerComment } from '#lib/flows/comments/answer-comment.ts'
import { hideComment, showComment } from '#lib/flows/comments/hide-comment.ts'
import { noPost } from './chosen.ts'
import { showPosts } from './shown-post.ts'

type Body<Contract extends { body: z.ZodType }> = { body: z.output<Contract['body']> }
type At = { params: { comment: string } }
type Written = { is: 'done'; id: string }

const gone = (id: string) =>
  refuseWith(404, `There is no comment with the id “${id}” that this can be done to.`)

/** The comments on a post, hidden ones too. */
export async function runListCommentsOf(
  { params: { post } }: { params: { post: string } },
  { db, now }: ApiAct,
) {
  const [found] = await showPosts(db, { name: post, limit: 1 }, now)
  if (!found) return noPost(post)
  const comments = await readDeskComments(db, found.id)
  return {
    comments: comments.map(
      ({ id, parentId, authorName, isStaff, body, createdAt, isWaiting, hidden, clarifies }) => ({
        id,
        answers: parentId,
        name: authorName,
        byStaff: isStaff,
        text: body,
        at: createdAt.toISOString(),
        isWaiting,
        isHidden: hidden !== null,
        clarifies,
      }),
    ),
  }
}

/** Answers a comment in the name of the key. */
export async function runAnswerOne(
  { params: { comment }, body: { text, clarifies } }: At & Body<typeof contracts.answerCommentContract>,
  { db, now, caller, idFor }: ApiAct,
): Promise<Written | NotDone> {
  const { id: staffId, name } = caller
  const answer = {
    id: idFor('comment'),
    answersId: comment,
    staffMember: { id: staffId, name },
    body: text,
    clarifies,
  }
  return (await answerComment(db, answer, now)) === 'done' ? { is: 'done', id: answer.id } : gone(comment)
}

/** Takes a comment from its page. */
export async function runHideOne(
  { params: { comment }, body: { reason } }: At & Body<typeof contracts.hideCommentContract>,
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const outcome = await hideComment(db, { commentId: comment, staffId: caller.id, reason }, now)
  return outcome === 'done' ? { is: 'done', id: comment } : gone(comment)
}

/** Puts a hidden comment back. */
export async function runShowOne(
  { params: { comment } }: At,
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const outcome = await showComment(db, { commentId: comment, staffId: caller.id }, now)
  return outcome === 'done' ? { is: 'done', id: comment } : gone(comment)
}
