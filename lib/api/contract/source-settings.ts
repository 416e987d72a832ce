import { z } from 'zod'
import { tokenMethods } from '#lib/rules/sources/source.ts'
import { contract } from './contract.ts'
import { doneExample, exampleIds } from './examples.ts'
import { Done, idOf, nothing, oneLine } from './shapes.ts'

const source = z.object({ source: idOf('Its id') })
const exampleSource = { source: exampleIds.source }
const version = z
  .string()
  .regex(/^[0-9a-f]{16}$/, 'is no version of a source')
  .describe('Of what you have read: another one is refused')
const seconds = z.int().min(30).max(2_592_000).nullable().optional()
const header = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'has to be letters, digits and hyphens')
const serverOrNone = oneLine(253).nullable().optional()

const Signing = z.strictObject({
  scheme: z.enum(['standard-webhooks', 'grafana', 'pagerduty']),
  secret: z.string().max(512).optional().describe('Written, never shown; left out: the present one stays'),
  header: header.optional().describe('Of Grafana: the header of the signature'),
  timestampHeader: header.nullable().optional().describe('Of Grafana: the header of its time'),
})

const habits = {
  tokenIn: z.array(z.enum(tokenMethods)).max(5).optional().describe('Where its token may stand'),
  servers: z
    .array(oneLine(253))
    .max(500)
    .optional()
    .describe('It may speak for these alone, by host name or label; none: for all'),
  defaultServer: serverOrNone.describe('The server that it means when it names none'),
  agentServer: serverOrNone.describe('It is the agent of this server'),
  expectedEverySeconds: seconds.describe('It is heard at least so often; null: it speaks only of trouble'),
  repeatSeconds: seconds.describe('It repeats what still fires so often; null: it says a thing once'),
  waitsBeforeSpeaking: z.boolean().optional().describe('Its outages are told at once'),
  neverResolves: z.boolean().optional().describe('It never says that something is over'),
}

const Settings = z.object({
  id: z.string(),
  version: z.string(),
  name: z.string(),
  tool: z.string().nullable(),
  tokenIn: z.array(z.enum(tokenMethods)),
  servers: z.array(z.string()).describe('Ids'),
  defaultServer: z.string().nullable(),
  agentServer: z.string().nullable(),
  expectedEverySeconds: z.int().nullable(),
  repeatSeconds: z.int().nullable(),
  waitsBeforeSpeaking: z.boolean(),
  neverResolves: z.boolean(),
  signing: z.string().nullable().describe('The scheme; null: it does not sign'),
  oldTokenUntil: z.iso.datetime().nullable().describe('Until when the token before the present one works'),
})

export const getSourceSettingsContract = contract({
  id: 'getSourceSettings',
  method: 'get',
  path: '/sources/{source}/settings',
  scope: 'sources:read',
  summary: 'What staff set of a source, without its token and its secrets',
  params: source,
  query: nothing,
  body: nothing,
  answer: Settings,
  example: {
    params: exampleSource,
    answer: {
      id: exampleIds.source,
      version: '0123456789abcdef',
      name: 'Scanner',
      tool: 'generic',
      tokenIn: ['bearer'],
      servers: [],
      defaultServer: null,
      agentServer: null,
      expectedEverySeconds: null,
      repeatSeconds: 300,
      waitsBeforeSpeaking: false,
      neverResolves: false,
      signing: null,
      oldTokenUntil: null,
    },
  },
})

export const changeSourceContract = contract({
  id: 'changeSource',
  method: 'patch',
  path: '/sources/{source}',
  scope: 'sources:write',
  summary: 'Renames a source or changes its settings; what is left out stays',
  params: source,
  query: nothing,
  body: z.strictObject({
    version: version.optional(),
    name: oneLine(80).optional(),
    tool: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/)
      .nullable()
      .optional()
      .describe('As in its address; null: any'),
    ...habits,
    signing: Signing.nullable().optional().describe('How it signs; null: it does not, its token is enough'),
  }),
  answer: Done,
  example: {
    params: exampleSource,
    body: { name: 'Scanner of Hall 1', expectedEverySeconds: 3600, defaultServer: 'web07' },
    answer: doneExample,
  },
})

export const renewTokenContract = contract({
  id: 'renewSourceToken',
  method: 'post',
  path: '/sources/{source}/token',
  scope: 'sources:write',
  summary: 'Gives a source a new token, which is in the answer and nowhere else',
  params: source,
  query: nothing,
  body: z.strictObject({
    version: version.optional(),
    oldWorksForHours: z
      .literal([0, 1, 24, 168], 'has to be 0, 1, 24 or 168')
      .default(24)
      .describe('How long the present token works beside the new one'),
  }),
  answer: z.object({ id: z.string(), token: z.string() }),
  isSecret: true,
  example: {
    params: exampleSource,
    body: { oldWorksForHours: 24 },
    answer: { id: exampleIds.source, token: 'acl_src_shown-once' },
  },
})

export const endOldTokenContract = contract({
  id: 'endOldSourceToken',
  method: 'post',
  path: '/sources/{source}/token/end-old',
  scope: 'sources:write',
  summary: 'Ends the token before the last renewal now',
  params: source,
  query: nothing,
  body: nothing,
  answer: Done,
  example: { params: exampleSource, answer: { is: 'unchanged', id: exampleIds.source } },
})
