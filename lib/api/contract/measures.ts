import { z } from 'zod'
import { containmentKinds, containmentLimits } from '#lib/rules/containment/containment.ts'
import { contract } from './contract.ts'
import { doneExample, exampleIds } from './examples.ts'
import { Done, groupName, idOf, momentOf, next, nothing, oneLine, pageQuery, serverNames } from './shapes.ts'

const measure = z.object({ measure: idOf('The id of the measure') })
const moment = z.iso.datetime()
const kind = z.enum(containmentKinds)

const Measure = z.object({
  id: z.string(),
  kind,
  text: z.string(),
  why: z.string().nullable(),
  by: z.string().nullable(),
  isEverywhere: z.boolean().describe('On all servers'),
  servers: z.array(z.string()).describe('Host names, or ids of those that are retired'),
  groups: z.array(z.string()).describe('Names'),
  since: moment,
  until: moment.nullable().describe('When it ended, or is to; null: it goes on'),
  post: z.string().nullable().describe('The id of the incident or advisory that it belongs to'),
  isPublic: z.boolean().describe('Readers of that post may read of it'),
  agent: z.string().nullable().describe('The id of the source that reported it; null: staff or a key did'),
  isWithdrawn: z.boolean(),
  version: z.int(),
})

const text = oneLine(containmentLimits.text).describe(
  'What was done, as a sentence begins: “Outgoing traffic to one address is blocked”',
)
const why = oneLine(containmentLimits.why).nullable().optional().describe('For staff alone')
const by = oneLine(containmentLimits.by).nullable().optional().describe('Who did it, for staff alone')
const post = idOf('The incident or advisory that it belongs to, by id or slug').nullable().optional()
const isPublic = z.boolean().describe('Whether readers of its post may read what, where and since when')

export const listMeasuresContract = contract({
  id: 'listMeasures',
  method: 'get',
  path: '/measures',
  scope: 'measures:read',
  summary: 'The containment log, the last entered first',
  params: nothing,
  query: z.object({ ...pageQuery, post: idOf('Only those of this post').optional() }),
  body: nothing,
  answer: z.object({ measures: z.array(Measure), next }),
  example: {
    query: { post: exampleIds.incident },
    answer: {
      measures: [
        {
          id: exampleIds.measure,
          kind: 'firewall',
          text: 'Outgoing traffic to one address is blocked',
          why: 'What is recorded is sent there',
          by: 'Dana',
          isEverywhere: true,
          servers: [],
          groups: [],
          since: '2026-11-29T03:40:00.000Z',
          until: null,
          post: exampleIds.incident,
          isPublic: true,
          agent: null,
          isWithdrawn: false,
          version: 0,
        },
      ],
      next: null,
    },
  },
})

export const recordMeasureContract = contract({
  id: 'recordMeasure',
  method: 'post',
  path: '/measures',
  scope: 'measures:write',
  summary: 'Enters a measure that was taken',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    kind,
    text,
    why,
    by,
    isEverywhere: z.boolean().default(false).describe('On all servers'),
    servers: serverNames,
    group: groupName,
    since: momentOf('When it was taken; now, if it is left out').optional(),
    until: momentOf('When it ended, or is to').nullable().optional(),
    post,
    isPublic: isPublic.default(false),
  }),
  answer: Done,
  example: {
    body: {
      kind: 'firewall',
      text: 'Outgoing traffic to one address is blocked',
      isEverywhere: true,
      post: exampleIds.incident,
    },
    answer: doneExample,
  },
})

export const changeMeasureContract = contract({
  id: 'changeMeasure',
  method: 'patch',
  path: '/measures/{measure}',
  scope: 'measures:write',
  summary: 'Changes a measure, or says when it ended',
  params: measure,
  query: nothing,
  body: z.strictObject({
    version: z.int().min(0).describe('Of the measure that you have read: another one is refused'),
    text: text.optional(),
    why,
    by,
    since: momentOf('When it was taken').optional(),
    until: momentOf('When it ended, or is to; null: it goes on').nullable().optional(),
    post,
    isPublic: isPublic.optional(),
  }),
  answer: Done,
  example: {
    params: { measure: exampleIds.measure },
    body: { version: 0, until: '2099-11-29T06:00:00Z', isPublic: true },
    answer: doneExample,
  },
})

export const withdrawMeasureContract = contract({
  id: 'withdrawMeasure',
  method: 'delete',
  path: '/measures/{measure}',
  scope: 'measures:write',
  summary: 'Withdraws a measure that was entered by mistake',
  params: measure,
  query: nothing,
  body: nothing,
  answer: Done,
  example: { params: { measure: exampleIds.measure }, answer: doneExample },
})
