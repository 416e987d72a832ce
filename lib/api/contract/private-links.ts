import { z } from 'zod'
import { advisoryLimits } from '#lib/rules/posts/advisory.ts'
import { contract } from './contract.ts'
import { doneExample, exampleIds, toldExample } from './examples.ts'
import {
  Done,
  groupName,
  idOf,
  MailPreview,
  momentOf,
  nothing,
  notify,
  proseOf,
  serverNames,
  ToldShape,
} from './shapes.ts'

const version = z.int().min(0).describe('Of what you have read: another one is refused')
const postPart = z.object({ post: idOf('Its id') })
const exampleDraft = { post: exampleIds.draft }
const exampleShown = { post: exampleIds.linked }
const link = 'https://status.example.com/advance/k3j4h5g6f7d8k3j4h5g6f7d8k3j4h5g6'

export const getPrivateLinkContract = contract({
  id: 'getPrivateLink',
  method: 'get',
  path: '/advisories/{post}/private-link',
  scope: 'posts:write',
  summary: 'The private link of an advisory, if it has one, and to how many it was mailed',
  params: postPart,
  query: nothing,
  body: nothing,
  answer: z.object({ address: z.url().nullable(), mailed: z.int(), version: z.int() }),
  example: { params: exampleShown, answer: { address: link, mailed: 12, version: 2 } },
})

export const openPrivateLinkContract = contract({
  id: 'openPrivateLink',
  method: 'post',
  path: '/advisories/{post}/private-link',
  scope: 'posts:write',
  summary:
    'Mails customers of some servers a private link to an advisory before it is public; one of before ends',
  params: postPart,
  query: nothing,
  body: z.strictObject({ version, servers: serverNames, group: groupName }),
  answer: z.object({
    dryRun: z.boolean().describe('Nothing was done; this is what would be'),
    reach: z.int().describe('How many people are mailed'),
    address: z.url().nullable().describe('The link; null: nothing was done'),
    mail: MailPreview,
  }),
  hasNotices: true,
  example: {
    params: exampleDraft,
    body: { version: 1, servers: ['web07'] },
    answer: { dryRun: false, reach: 12, address: link, mail: null },
  },
})

export const endPrivateLinkContract = contract({
  id: 'endPrivateLink',
  method: 'post',
  path: '/advisories/{post}/private-link/end',
  scope: 'posts:write',
  summary: 'Ends a private link: who has it finds nothing',
  params: postPart,
  query: nothing,
  body: z.strictObject({ version }),
  answer: Done,
  example: { params: exampleShown, body: { version: 1 }, answer: doneExample },
})

export const planAdvisoryContract = contract({
  id: 'planAdvisory',
  method: 'post',
  path: '/advisories/{post}/plan',
  scope: 'posts:write',
  summary: 'Has the draft of an advisory published by itself at a time, as it is then',
  params: postPart,
  query: nothing,
  body: z.strictObject({
    version,
    at: momentOf('When'),
    notify,
    change: proseOf(advisoryLimits.change)
      .optional()
      .describe('What is different, for who was warned before'),
  }),
  answer: ToldShape,
  hasNotices: true,
  example: {
    params: exampleDraft,
    body: { version: 1, at: '2026-12-01T09:00:00Z', notify: true },
    answer: { ...toldExample, address: null },
  },
})

export const unplanAdvisoryContract = contract({
  id: 'unplanAdvisory',
  method: 'post',
  path: '/advisories/{post}/unplan',
  scope: 'posts:write',
  summary: 'Takes the time back: the draft waits for somebody to publish it',
  params: postPart,
  query: nothing,
  body: z.strictObject({ version }),
  answer: Done,
  example: { params: exampleShown, body: { version: 1 }, answer: doneExample },
})
