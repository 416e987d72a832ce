import { z } from 'zod'
import { advisoryLimits } from '#lib/rules/posts/advisory.ts'
import { contract } from './contract.ts'
import { doneExample, exampleIds, toldExample } from './examples.ts'
import { Done, groupName, idOf, nothing, notify, oneLine, proseOf, serverNames, ToldShape } from './shapes.ts'
import { spokenAdvisory, withOptionalText } from './spoken.ts'
import { SpokenShape } from './spoken-shape.ts'

const version = z.int().min(0).describe('Of what you have read: another one is refused')
const postPart = z.object({ post: idOf('Its id') })
const exampleDraft = { post: exampleIds.draft }

const wordsOf = {
  title: oneLine(advisoryLimits.title),
  summary: oneLine(advisoryLimits.summary),
  text: proseOf(advisoryLimits.body).describe('Markdown; numbered lists are its points'),
  ...spokenAdvisory,
  servers: serverNames.describe('Host names, labels or ids; none: it concerns everybody'),
  group: groupName,
}

const Advisory = z.object({
  id: z.string(),
  slug: z.string(),
  visibility: z.enum(['draft', 'held', 'published']),
  version: z.int(),
  hasDraft: z.boolean().describe('There are words that readers do not see yet'),
  title: z.string(),
  summary: z.string(),
  text: z.string(),
  ...SpokenShape,
  servers: z.array(z.string()),
})

const example = {
  title: 'A hole in the kernel',
  summary: 'We patch all servers tonight. You need do nothing.',
  text: '1. Servers restart one by one between 22:00 and 04:00 UTC.\n2. Each is away for two minutes.',
  servers: ['web07'],
}

export const draftAdvisoryContract = contract({
  id: 'draftAdvisory',
  method: 'post',
  path: '/advisories',
  scope: 'posts:write',
  summary: 'Keeps an advisory as a draft, which no reader sees',
  params: nothing,
  query: nothing,
  body: z.strictObject(wordsOf),
  answer: Done,
  example: { body: example, answer: doneExample },
})

export const getAdvisoryContract = contract({
  id: 'getAdvisory',
  method: 'get',
  path: '/advisories/{post}',
  scope: 'posts:read',
  summary: 'The words of an advisory that staff work on, drafts too',
  params: postPart,
  query: nothing,
  body: nothing,
  answer: Advisory,
  example: {
    params: exampleDraft,
    answer: {
      id: exampleIds.draft,
      slug: '2026-11-30-a-hole-in-the-kernel',
      visibility: 'draft',
      version: 1,
      hasDraft: true,
      ...example,
      language: 'en',
      translations: {},
    },
  },
})

export const rewriteAdvisoryContract = contract({
  id: 'rewriteAdvisory',
  method: 'put',
  path: '/advisories/{post}',
  scope: 'posts:write',
  summary: 'Writes the draft of an advisory anew; readers see nothing of it',
  params: postPart,
  query: nothing,
  body: z.strictObject({ version, ...wordsOf }),
  answer: Done,
  example: { params: exampleDraft, body: { version: 1, ...example }, answer: doneExample },
})

export const publishAdvisoryContract = contract({
  id: 'publishAdvisory',
  method: 'post',
  path: '/advisories/{post}/publish',
  scope: 'posts:write',
  summary: 'Shows the draft of an advisory to readers',
  params: postPart,
  query: nothing,
  body: z.strictObject({
    version,
    notify,
    change: proseOf(advisoryLimits.change)
      .optional()
      .describe('What is different, for who was warned before'),
    ...withOptionalText(advisoryLimits.change),
  }),
  answer: ToldShape,
  hasNotices: true,
  example: { params: exampleDraft, body: { version: 1, notify: true }, answer: toldExample },
})

export const withdrawAdvisoryContract = contract({
  id: 'withdrawAdvisory',
  method: 'post',
  path: '/advisories/{post}/withdraw',
  scope: 'posts:write',
  summary: 'Takes an advisory back; its page says so',
  params: postPart,
  query: nothing,
  body: z.strictObject({ version }),
  answer: Done,
  example: { params: { post: exampleIds.advisory }, body: { version: 1 }, answer: doneExample },
})
