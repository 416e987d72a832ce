import { z } from 'zod'
import { contract } from './contract.ts'
import { doneExample, exampleIds, toldExample } from './examples.ts'
import { postPart } from './posts.ts'
import { Done, idOf, momentOf, nothing, notify, proseOf, ToldShape } from './shapes.ts'

const entry = postPart.extend({ update: idOf('The id of the update') })
const exampleEntry = { post: exampleIds.incident, update: exampleIds.update }
const examplePost = { post: exampleIds.incident }

export const correctUpdateContract = contract({
  id: 'correctUpdate',
  method: 'patch',
  path: '/posts/{post}/updates/{update}',
  scope: 'posts:write',
  summary: 'Gives an update of staff other words; readers see that it was corrected',
  params: entry,
  query: nothing,
  body: z.strictObject({
    text: proseOf(5000).describe('All its words from now on'),
    seen: z
      .string()
      .max(10_000)
      .optional()
      .describe('Its words as they were read: where they are others by now, nothing is done'),
    notify: notify.describe('Whether who heard of the incident hears of the correction'),
  }),
  answer: ToldShape,
  hasNotices: true,
  example: {
    params: exampleEntry,
    body: { text: 'web07 does not answer. Its disk has failed.', notify: false },
    answer: { ...toldExample, reach: 0 },
  },
})

export const takeBackUpdateContract = contract({
  id: 'takeBackUpdate',
  method: 'delete',
  path: '/posts/{post}/updates/{update}',
  scope: 'posts:write',
  summary: 'Takes an update back within its first seconds, before anybody is told of it',
  params: entry,
  query: nothing,
  body: nothing,
  answer: Done,
  example: { params: { post: exampleIds.incident, update: exampleIds.freshUpdate }, answer: doneExample },
})

export const takeBackIncidentContract = contract({
  id: 'takeBackIncident',
  method: 'post',
  path: '/posts/{post}/take-back',
  scope: 'posts:write',
  summary: 'Takes a declared incident back within its first seconds, before anybody is told of it',
  params: postPart,
  query: nothing,
  body: nothing,
  answer: Done,
  example: { params: { post: exampleIds.fresh }, answer: doneExample },
})

export const takeIncidentContract = contract({
  id: 'takeIncident',
  method: 'post',
  path: '/posts/{post}/take',
  scope: 'posts:write',
  summary:
    'Says that a person of the staff is on an incident: readers see it, and nobody is reminded to take it',
  params: postPart,
  query: nothing,
  body: nothing,
  answer: Done,
  example: { params: examplePost, answer: doneExample },
})

export const pinPostContract = contract({
  id: 'pinPost',
  method: 'put',
  path: '/posts/{post}/pin',
  scope: 'posts:write',
  summary: 'Shows a post first in the lists of readers until a moment',
  params: postPart,
  query: nothing,
  body: z.strictObject({ until: momentOf('When it stands in its place again') }),
  answer: Done,
  example: {
    params: { post: exampleIds.advisory },
    body: { until: '2027-01-31T22:00:00Z' },
    answer: doneExample,
  },
})

export const unpinPostContract = contract({
  id: 'unpinPost',
  method: 'delete',
  path: '/posts/{post}/pin',
  scope: 'posts:write',
  summary: 'Puts a post in its place again',
  params: postPart,
  query: nothing,
  body: nothing,
  answer: Done,
  example: { params: { post: exampleIds.advisory }, answer: doneExample },
})

export const countMeToosContract = contract({
  id: 'countMeToos',
  method: 'get',
  path: '/posts/{post}/me-too',
  scope: 'comments:read',
  summary: 'How many readers say that they have the trouble too, by server, the most first',
  params: postPart,
  query: nothing,
  body: nothing,
  answer: z.object({
    servers: z.array(
      z.object({ id: z.string(), label: z.string(), count: z.int(), latestAt: z.iso.datetime() }),
    ),
  }),
  example: {
    params: examplePost,
    answer: {
      servers: [{ id: 'w3j4h5g6f7d8', label: 'web07', count: 4, latestAt: '2026-11-29T21:44:00.000Z' }],
    },
  },
})
