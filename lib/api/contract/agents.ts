import { z } from 'zod'
import { agentModes, agentStandings } from '#lib/rules/agents/agent.ts'
import { severities } from '#lib/rules/alerts/alert.ts'
import { contract } from './contract.ts'
import { exampleIds } from './examples.ts'
import { groupName, next, nothing, oneLine, pageQuery, serverNames } from './shapes.ts'

const moment = z.iso.datetime()
const count = z.int().nullable()

const Agent = z.object({
  id: z.string().describe('Of its source'),
  server: z.string().describe('Its host name'),
  standing: z
    .enum(agentStandings)
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
    standing: z.enum(agentStandings).optional(),
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

const Finding = z.object({
  id: z.string(),
  server: z.string().describe('Its host name'),
  source: z.string().describe('The id of the source, or agent, that found it'),
  fingerprint: z.string(),
  severity: z.enum(severities),
  summary: z.string(),
  check: z.string().nullable(),
  path: z.string().nullable(),
  owner: z.string().nullable(),
  sha256: z.string().nullable(),
  package: z.string().nullable().describe('What the package manager answered'),
  action: z.string().nullable(),
  indicator: z.string().nullable(),
  firstSeenAt: moment,
  lastSeenAt: moment,
  goneAt: moment
    .nullable()
    .describe('Since when it is found no more: that is no proof that the server is clean'),
  isHarmless: z.boolean().describe('Staff have laid its incident aside'),
})
const findingExample = {
  id: exampleIds.finding,
  server: 'web09.example-host.net',
  source: exampleIds.agent,
  fingerprint: 'unowned-library:4ac1b6e3a7',
  severity: 'critical',
  summary: 'A library that no package owns',
  check: 'unowned-library',
  path: '/lib64/libkeyutils.so.1.9',
  owner: 'root:root 0755',
  sha256: '5d3b7a1f0c9e8d2b4a6f1e0d9c8b7a695d3b7a1f0c9e8d2b4a6f1e0d9c8b7a69',
  package: 'owned by no package',
  action: 'reported',
  indicator: null,
  firstSeenAt: '2026-11-29T21:20:00.000Z',
  lastSeenAt: '2026-11-29T21:30:00.000Z',
  goneAt: null,
  isHarmless: false,
}

export const listFindingsContract = contract({
  id: 'listFindings',
  method: 'get',
  path: '/findings',
  scope: 'findings:read',
  summary: 'What scanners found on servers, with the evidence, in the order of their ids',
  params: nothing,
  query: z.object({
    ...pageQuery,
    state: z.enum(['open', 'harmless', 'gone']).optional(),
    text: oneLine(100).optional().describe('In path, SHA-256, check or server'),
  }),
  body: nothing,
  answer: z.object({ findings: z.array(Finding), next }),
  example: { query: { state: 'open' }, answer: { findings: [findingExample], next: null } },
})
