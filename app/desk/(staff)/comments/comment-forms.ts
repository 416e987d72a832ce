import { z } from 'zod'
import { idField, line } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { commentLimits, plainWords } from '#lib/rules/comments/comment.ts'

const commentId = idField

/** A point of a post, by its name or its number. */
const point = z
  .string()
  .regex(/^([a-z0-9-]{1,60})?$/, { error: () => staffWords('deskComments.commentForms.notOfPost') })
  .default('')
  .transform(name => name || null)

const yes = z.enum(['yes', 'no']).transform(answer => answer === 'yes')

export const commentForms = {
  answer: z.object({
    id: idField,
    answersId: idField,
    clarifies: point,
    body: z
      .string()
      .transform(plainWords)
      .pipe(
        z
          .string()
          .min(commentLimits.body.least, { error: () => staffWords('deskComments.commentForms.isEmpty') })
          .max(commentLimits.body.most, {
            error: () =>
              staffWords('deskComments.commentForms.isLongerThanMost', { most: commentLimits.body.most }),
          }),
      ),
  }),
  hiding: z.object({ commentId, reason: line(200) }),
  showing: z.object({ commentId }),
  settling: z.object({ commentId, isSettled: yes }),
  clarifying: z.object({ commentId, point }),
  closing: z.object({ postId: idField, isClosed: yes }),
}
