import { z } from 'zod'
import { contract } from './contract.ts'
import { doneExample, exampleIds } from './examples.ts'
import { postPart } from './posts.ts'
import { Done, idOf, nothing, oneLine, proseOf } from './shapes.ts'

const comment = z.object({ comment: idOf('Its id') })
const exampleComment = { comment: exampleIds.comment }

const Comment = z.object({
  id: z.string(),
  answers: z.string().nullable().describe('The comment that it answers'),
  name: z.string(),
  byStaff: z.boolean(),
  text: z.string(),
  at: z.iso.datetime(),
  isWaiting: z.boolean().describe('It waits for an answer of staff'),
  isHidden: z.boolean(),
  clarifies: z.string().nullable().describe('The point of the post beside which it stands too'),
})

export const listCommentsContract = contract({
  id: 'listComments',
  method: 'get',
  path: '/posts/{post}/comments',
  scope: 'comments:read',
  summary: 'The comments on a post, hidden ones too; no address is in them',
  params: postPart,
  query: nothing,
  body: nothing,
  answer: z.object({ comments: z.array(Comment) }),
  example: {
    params: { post: exampleIds.incident },
    answer: {
      comments: [
        {
          id: exampleIds.comment,
          answers: null,
          name: 'Dana',
          byStaff: false,
          text: 'Is mail affected too?',
          at: '2026-11-29T21:40:00.000Z',
          isWaiting: true,
          isHidden: false,
          clarifies: null,
        },
      ],
    },
  },
})

export const answerCommentContract = contract({
  id: 'answerComment',
  method: 'post',
  path: '/comments/{comment}/answers',
  scope: 'comments:write',
  summary: 'Answers a comment in the name of the key; its author hears of it',
  params: comment,
  query: nothing,
  body: z.strictObject({
    text: proseOf(5000),
    clarifies: idOf('The point beside which it stands too').nullable().default(null),
  }),
  answer: Done,
  example: { params: exampleComment, body: { text: 'No: mail is on web12.' }, answer: doneExample },
})

export const hideCommentContract = contract({
  id: 'hideComment',
  method: 'post',
  path: '/comments/{comment}/hide',
  scope: 'comments:write',
  summary: 'Takes a comment from its page',
  params: comment,
  query: nothing,
  body: z.strictObject({ reason: oneLine(300).describe('Kept for staff') }),
  answer: Done,
  example: { params: exampleComment, body: { reason: 'A password is in it' }, answer: doneExample },
})

export const showCommentContract = contract({
  id: 'showComment',
  method: 'post',
  path: '/comments/{comment}/show',
  scope: 'comments:write',
  summary: 'Puts a hidden comment back on its page',
  params: comment,
  query: nothing,
  body: nothing,
  answer: Done,
  example: { params: { comment: exampleIds.hidden }, answer: doneExample },
})
