import { z } from 'zod'
import { judgedImpacts } from '#lib/rules/incidents/judgement.ts'
import { updateRecipients } from '#lib/rules/incidents/written-update.ts'
import { incidentPhases, postKinds } from '#lib/rules/posts/post.ts'
import { contract } from './contract.ts'
import { exampleIds, postExample, toldExample } from './examples.ts'
import {
  groupName,
  idOf,
  momentOf,
  next,
  nothing,
  notify,
  oneLine,
  PostShape,
  pageQuery,
  proseOf,
  serverNames,
  ToldShape,
} from './shapes.ts'
import { spokenTitled, withOptionalText } from './spoken.ts'

export const postPart = z.object({ post: idOf('Its id, or its name in its address') })
const taken = z
  .boolean()
  .default(false)
  .describe('A person of the staff is on it: readers are told so, and nobody is reminded to take it')
const exampleIncident = { post: exampleIds.incident }

export const listPostsContract = contract({
  id: 'listPosts',
  method: 'get',
  path: '/posts',
  scope: 'posts:read',
  summary: 'Public posts, the newest first',
  params: nothing,
  query: z.object({
    ...pageQuery,
    kind: z.enum(postKinds).optional(),
    open: z.enum(['true', 'false']).optional(),
    server: oneLine(253).optional().describe('Only about this server'),
  }),
  body: nothing,
  answer: z.object({ posts: z.array(PostShape), next }),
  example: {
    query: { kind: 'incident', open: 'true', limit: '10' },
    answer: { posts: [postExample], next: null },
  },
})

export const getPostContract = contract({
  id: 'getPost',
  method: 'get',
  path: '/posts/{post}',
  scope: 'posts:read',
  summary: 'One public post with its timeline',
  params: postPart,
  query: nothing,
  body: nothing,
  answer: PostShape,
  example: { params: exampleIncident, answer: postExample },
})

export const declareIncidentContract = contract({
  id: 'declareIncident',
  method: 'post',
  path: '/incidents',
  scope: 'posts:write',
  summary: 'Publishes an incident',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    title: oneLine(160).describe('What is the matter, as customers read it'),
    text: proseOf(5000).describe('What we know and do, as customers read it'),
    ...spokenTitled,
    servers: serverNames,
    group: groupName,
    impact: z.enum(judgedImpacts).default('major_outage').describe('What its servers are in'),
    startedAt: momentOf('Now where it is left out').optional(),
    nextUpdateAt: momentOf('When customers hear more').optional(),
    taken,
    notify,
  }),
  answer: ToldShape,
  hasNotices: true,
  example: {
    body: {
      title: 'web07 does not answer',
      text: 'A disk of web07 has failed. We are replacing it.',
      servers: ['web07'],
      impact: 'major_outage',
      notify: true,
    },
    answer: toldExample,
  },
})

export const writeUpdateContract = contract({
  id: 'writeUpdate',
  method: 'post',
  path: '/posts/{post}/updates',
  scope: 'posts:write',
  summary: 'Adds an update to an open incident',
  params: postPart,
  query: nothing,
  body: z.strictObject({
    text: proseOf(5000).describe('As customers read it'),
    ...withOptionalText(5000),
    phase: z.enum(incidentPhases).exclude(['resolved']).default('identified'),
    nextUpdateAt: momentOf('When customers hear more; left out: nothing is promised').optional(),
    taken,
    notify: z
      .enum(updateRecipients)
      .describe('Who is told: nobody, who heard of it before, or all who watch its servers'),
  }),
  answer: ToldShape,
  hasNotices: true,
  example: {
    params: exampleIncident,
    body: { text: 'The new disk is in. Files are being copied.', phase: 'identified', notify: 'heard' },
    answer: toldExample,
  },
})

export const resolveIncidentContract = contract({
  id: 'resolveIncident',
  method: 'post',
  path: '/posts/{post}/resolve',
  scope: 'posts:write',
  summary: 'Ends an open incident; who heard of it hears that',
  params: postPart,
  query: nothing,
  body: z.strictObject({
    text: proseOf(5000).describe('What it was, as customers read it'),
    title: oneLine(160).optional().describe('Its title from now on'),
    ...spokenTitled,
  }),
  answer: ToldShape,
  hasNotices: true,
  example: {
    params: exampleIncident,
    body: { text: 'web07 runs on its new disk. Nothing was lost.' },
    answer: toldExample,
  },
})

export const reopenIncidentContract = contract({
  id: 'reopenIncident',
  method: 'post',
  path: '/posts/{post}/reopen',
  scope: 'posts:write',
  summary: 'Opens an incident again that was resolved within a day',
  params: postPart,
  query: nothing,
  body: z.strictObject({
    text: proseOf(5000).describe('Why it is not over'),
    ...withOptionalText(5000),
    taken,
    notify,
  }),
  answer: ToldShape,
  hasNotices: true,
  example: {
    params: { post: exampleIds.resolved },
    body: { text: 'web08 is slow again.', notify: false },
    answer: { ...toldExample, reach: 0 },
  },
})
