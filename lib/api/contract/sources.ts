import { z } from 'zod'
import { contract } from './contract.ts'
import { doneExample, exampleIds } from './examples.ts'
import { Done, idOf, nothing, oneLine } from './shapes.ts'

const source = z.object({ source: idOf('Its id') })
const exampleSource = { source: exampleIds.source }

const Source = z.object({
  id: z.string(),
  name: z.string(),
  tool: z.string().nullable(),
  lastSeenAt: z.iso.datetime().nullable(),
  silentSince: z.iso.datetime().nullable(),
  disabledAt: z.iso.datetime().nullable(),
  alertsToday: z.int(),
})
const sourceExample = {
  id: exampleIds.source,
  name: 'Scanner',
  tool: 'generic',
  lastSeenAt: '2026-11-29T21:30:00.000Z',
  silentSince: null,
  disabledAt: null,
  alertsToday: 12,
}

export const listSourcesContract = contract({
  id: 'listSources',
  method: 'get',
  path: '/sources',
  scope: 'sources:read',
  summary: 'All sources of alerts, without their tokens',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ sources: z.array(Source) }),
  example: { answer: { sources: [sourceExample] } },
})

export const getSourceContract = contract({
  id: 'getSource',
  method: 'get',
  path: '/sources/{source}',
  scope: 'sources:read',
  summary: 'One source',
  params: source,
  query: nothing,
  body: nothing,
  answer: Source,
  example: { params: exampleSource, answer: sourceExample },
})

export const addSourceContract = contract({
  id: 'addSource',
  method: 'post',
  path: '/sources',
  scope: 'sources:write',
  summary: 'Makes a source; its token is in the answer and nowhere else',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    name: oneLine(80),
    tool: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/)
      .describe('As in its address: “alertmanager”, “generic”'),
  }),
  answer: z.object({ id: z.string(), token: z.string(), address: z.url() }),
  isSecret: true,
  example: {
    body: { name: 'Alertmanager of Hall 2', tool: 'alertmanager' },
    answer: {
      id: 'x7k2m9q4w1z5',
      token: 'acl_src_shown-once',
      address: 'https://status.example.com/api/alerts/alertmanager',
    },
  },
})

export const disableSourceContract = contract({
  id: 'disableSource',
  method: 'post',
  path: '/sources/{source}/disable',
  scope: 'sources:write',
  summary: 'Refuses the requests of a source from now on',
  params: source,
  query: nothing,
  body: nothing,
  answer: Done,
  example: { params: exampleSource, answer: doneExample },
})

export const enableSourceContract = contract({
  id: 'enableSource',
  method: 'post',
  path: '/sources/{source}/enable',
  scope: 'sources:write',
  summary: 'Takes the requests of a disabled source again',
  params: source,
  query: nothing,
  body: nothing,
  answer: Done,
  example: { params: exampleSource, answer: { is: 'unchanged', id: exampleIds.source } },
})
