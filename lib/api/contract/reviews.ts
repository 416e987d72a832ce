import { z } from 'zod'
import { mostReview, toWrite } from '#lib/rules/reviews/review.ts'
import { contract } from './contract.ts'
import { doneExample, exampleIds, toldExample } from './examples.ts'
import { postPart } from './posts.ts'
import { Done, momentOf, nothing, notify, proseOf, ToldShape } from './shapes.ts'

const version = z
  .int()
  .min(0)
  .describe('Of what you have read, 0 where there was none: another one is refused')
const seen = z.strictObject({ version })
const tell = notify.describe('Whether who was told of the incident hears of the review')
const exampleIncident = { post: exampleIds.resolved }

const Review = z.object({
  state: z.enum(['none', 'draft', 'published', 'withdrawn', 'waived']),
  version: z.int(),
  draft: z.string().nullable().describe('What readers do not see yet, as Markdown'),
  published: z.string().nullable().describe('What readers see'),
  suggestion: z.string().nullable().describe('What a review may begin with; null: something is written'),
  publishAt: z.iso.datetime().nullable().describe('When the draft is published by itself'),
  publishedAt: z.iso.datetime().nullable(),
})

export const getReviewContract = contract({
  id: 'getReview',
  method: 'get',
  path: '/posts/{post}/review',
  scope: 'posts:read',
  summary: 'The review of an incident that is over, drafts too',
  params: postPart,
  query: nothing,
  body: nothing,
  answer: Review,
  example: {
    params: exampleIncident,
    answer: {
      state: 'draft',
      version: 1,
      draft: '## What happened\n\nA disk of web08 was full.',
      published: null,
      suggestion: null,
      publishAt: null,
      publishedAt: null,
    },
  },
})

export const writeReviewContract = contract({
  id: 'writeReview',
  method: 'put',
  path: '/posts/{post}/review',
  scope: 'posts:write',
  summary: 'Writes the draft of a review; readers see nothing of it',
  params: postPart,
  query: nothing,
  body: z.strictObject({
    version,
    text: proseOf(mostReview).describe(`Markdown; with ${toWrite} where something is still to be written`),
  }),
  answer: Done,
  example: {
    params: exampleIncident,
    body: { version: 1, text: '## What happened\n\nA disk of web08 was full. We watch that now.' },
    answer: doneExample,
  },
})

export const publishReviewContract = contract({
  id: 'publishReview',
  method: 'post',
  path: '/posts/{post}/review/publish',
  scope: 'posts:write',
  summary: 'Shows the draft of a review to readers',
  params: postPart,
  query: nothing,
  body: seen.extend({ notify: tell }),
  answer: ToldShape,
  hasNotices: true,
  example: { params: exampleIncident, body: { version: 1, notify: true }, answer: toldExample },
})

export const planReviewContract = contract({
  id: 'planReview',
  method: 'post',
  path: '/posts/{post}/review/plan',
  scope: 'posts:write',
  summary: 'Has the draft of a review published by itself at a time, as it is then',
  params: postPart,
  query: nothing,
  body: seen.extend({ at: momentOf('When'), notify: tell }),
  answer: ToldShape,
  hasNotices: true,
  example: {
    params: exampleIncident,
    body: { version: 1, at: '2026-12-01T09:00:00Z', notify: true },
    answer: toldExample,
  },
})

export const unplanReviewContract = contract({
  id: 'unplanReview',
  method: 'post',
  path: '/posts/{post}/review/unplan',
  scope: 'posts:write',
  summary: 'Takes the time back: the draft waits for somebody to publish it',
  params: postPart,
  query: nothing,
  body: seen,
  answer: Done,
  example: { params: { post: exampleIds.planReview }, body: { version: 1 }, answer: doneExample },
})

export const withdrawReviewContract = contract({
  id: 'withdrawReview',
  method: 'post',
  path: '/posts/{post}/review/withdraw',
  scope: 'posts:write',
  summary: 'Takes a review from readers; it is a draft again',
  params: postPart,
  query: nothing,
  body: seen,
  answer: Done,
  example: { params: { post: exampleIds.reviewed }, body: { version: 1 }, answer: doneExample },
})

export const waiveReviewContract = contract({
  id: 'waiveReview',
  method: 'post',
  path: '/posts/{post}/review/waive',
  scope: 'posts:write',
  summary: 'Says whether an incident needs no review',
  params: postPart,
  query: nothing,
  body: z.strictObject({ waived: z.boolean().describe('false: it needs one after all') }),
  answer: Done,
  example: { params: exampleIncident, body: { waived: true }, answer: doneExample },
})
