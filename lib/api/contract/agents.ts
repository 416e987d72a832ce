import { z } from 'zod'
import { agentModes, standings } from '#lib/rules/agents/agent.ts'
import { contract } from './contract.ts'
import { exampleIds } from './examples.ts'
import { groupName, next, nothing, oneLine, pageQuery, serverNames } from './shapes.ts'

const moment = z.iso.datetime()
const count = z.int().nullable()

const Agent = z.object({
  id: z.string().describe('Of its source'),
  server: z.string().describe('Its host name'),
  standing: z
    .enum(standings)
    .describe('unsure: a check could not be made, something waits at it, or it is an older one'),
  heardAt: moment.nullable(),
  version: z.string().nullable(),
  mode: z.enum(agentModes).nullable(),
  baselineAt: moment.nullable(),
  checksRun: count,
  unknown: z.array(z.string()).describe('Each check that could not be made, with why'),
  openFindings: z.int().describe('What is found there now and waits for an answer'),
  harmless: z.int().describe('What is found there now and staff have laid aside'),
  quarantined: count,
  spooled: count,
  dropped: count,
  indicators: count.describe('The version of the list that it looks for'),
})
const agentExample = {
  id: exampleIds.agent,
  server: 'web09.example-host.net',
  standing: 'findings',
  heardAt: '2026-11-29T21:30:00.000Z',
  version: '1.0.0',
  mode: 'report',
  baselineAt: '2026-11-01T10:00:00.000Z',
  checksRun: 14,
  unknown: [],
  openFindings: 1,
  harmless: 0,
  quarantined: 0,
  spooled: 0,
  dropped: 0,
  indicators: null,
}

export const listAgentsContract = contract({
  id: 'listAgents',
  method: 'get',
  path: '/agents',
  scope: 'agents:read',
  summary: 'The agents of servers in service, in the order of their ids',
  params: nothing,
  query: z.object({
    ...pageQuery,
    standing: z.enum(standings).optional(),
    text: oneLine(100).optional().describe('In the host name or the label'),
  }),
  body: nothing,
  answer: z.object({ agents: z.array(Agent), next }),
  example: { query: { standing: 'findings' }, answer: { agents: [agentExample], next: null } },
})

export const makeAgentsContract = contract({
  id: 'makeAgents',
  method: 'post',
  path: '/agents',
  scope: 'agents:write',
  summary:
    'Makes an agent for each server that has none; token and secret are in the answer and nowhere else',
  params: nothing,
  query: nothing,
  body: z.strictObject({ servers: serverNames, group: groupName }),
  answer: z.object({
    agents: z.array(
      z.object({
        id: z.string(),
        server: z.string(),
        token: z.string(),
        secret: z.string().describe('It signs each request, by Standard Webhooks'),
      }),
    ),
    there: z.array(z.string()).describe('Host names of servers that have one already'),
  }),
  isSecret: true,
  example: {
    body: { servers: ['web07', 'web09'] },
    answer: {
      agents: [
        {
          id: 'x7k2m9q4w1z5',
          server: 'web07.example-host.net',
          token: 'acl_src_shown-once',
          secret: 'whsec_shown-once',
        },
      ],
      there: ['web09.example-host.net'],
    },
  },
})
